(a)and(b)
(a)or(b)
not(a)
(a)in(b)
(a)not in(b)
(a)is(b)
(a)is not(b)
(a)if(b)else(c)
"a"if"b"else"c"
"a"in"b"
"a"and"b"or"c"
[a]if[b]else[c]
{a}if{b}else{c}
[a for(a)in(b)if(c)]
["a"for a in"b"if"c"]
lambda:a
lambda*a:a
lambda**a:a
lambda*,a:a
lambda a,/:a
lambda:"a"
lambda:(a)
if(a):b
elif(c):d
else:e
while(a):break
for(a)in(b):continue
for[a]in[b]:pass
for a in"b":pass
with(a):pass
with(a)as(b):pass
with"a"as b:pass
try:pass
except(A):pass
try:pass
except(A)as b:pass
try:pass
except*A:pass
assert(a)
assert"a"
assert(a),"b"
del(a)
del[a]
raise_=1
def f(a):return(a)
def f(a):return"a"
def f(a):return-a
def f(a):return*a,
def f():yield(a)
def f():yield"a"
def f():yield*a,
def f():yield-a
def f():(yield)
def f():x=yield
def f():raise(A)from(b)
def f():raise"a"
async def f():await(a)
async def f():await[a]
async def f():await"a"
import a;import b
from a import(b)
from.import a
from.a import*
from a import*
class C(a):b
match(a):
    case(b):pass
match[a]:
    case[b]:pass
match{a:b}:
    case{}:pass
match-a:
    case-1:pass
match"a":
    case"b":pass
match a:
    case"a"|b"b":pass
type A=a
type A[T]=a
1if 2else 3
0x1if 2else 3
1.if 2else 3
1jif 2else 3
1or 2
1and 2
1in[1]
1is 2
1not in 2
[1for a in b]
{1:2for a in b}
f"a"if b else"c"
f"{a}"in b
b""if b""else b""
a<b>c
a<-b>-c
-a--b
not-a
not not a
a@-b
a:int=1
a[b]:c=d
