a
_
__
_a
a1
a_b
A
aB
__a__
None
True
False
Ellipsis
NotImplemented
__debug__
(None)
(True)
None is None
True + False
not None
None,
[None]
{None: True}
f(None)
f(a=None)
f(True, False)
None if True else False
lambda: None
x = None
x: None = None
def f(a=None) -> None: return None
nonee
true
none
notx
inx
isx
ifx
orx
andx
lambdax
fx
rx
bx
ux
rbx
forx
ina
asa
async_
await_
e1
j1
l
O
I
x1e5
e
nonlocal_
self.None_
x.__debug_
