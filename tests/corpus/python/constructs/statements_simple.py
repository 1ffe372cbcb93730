# Every simple statement in its plainest form.
pass
x = 1
x
x, y = 1, 2
x += 1
x: int
x: int = 1
assert x
assert x, "message"
del x
import os
from os import path
raise_it = False
if raise_it: raise
if raise_it: raise ValueError
if raise_it: raise ValueError("v") from None
while False: break
while False: continue
type Alias = int
def f():
    global g
    return
def h():
    return 1
def i():
    n = 1
    def j():
        nonlocal n
        n = 2
    return j
1
"a string"
...
None
