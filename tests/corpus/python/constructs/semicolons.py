a = 1; b = 2
a = 1; b = 2;
pass;
import os; import sys ; from os import path;
if a: b = 1; c = 2
if a: b = 1; c = 2;
else: d = 3; pass;
class C: x = 1; y = 2
def f(): return 1; pass
for i in (): pass; continue
a; b; c
del a; del b;
x: int; y: int = 1;
type T = int; type U = str;
"doc"; "more";
lambda: 0; 1
