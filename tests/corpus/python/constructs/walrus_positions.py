(a := 1)
((a := 1))
(a := (b := 1))
[a := 1]
[a := 1, b := 2]
{a := 1}
(a := 1, b := 2)
{(a := 1): (b := 2)}
f(a := 1)
f(a := 1, b := 2)
f((a := 1), b=(c := 2), *(d := e), **(g := h))
a[b := 1]
a[b := 1, c := 2]
a[(b := 1):(c := 2)]
a[b := 1, c:d]
if a := 1: pass
elif b := 2: pass
while a := 1: break
with (a := 1): pass
with (a := 1) as b: pass
with (a := 1, b := 2): pass
for a in (b := c): pass
for a in (b := c), d: pass
assert (a := 1)
assert (a := 1), (b := 2)
x = (a := 1)
x = y = (a := 1)
x = (a := 1), (b := 2)
x += (a := 1)
x: (a := int) = (b := 1)
del a[b := 1]
[a := b for b in c]
[(a := b) for b in c]
{a := b for b in c}
{(a := b): (c := d) for b in e}
(a := b for b in c)
f(a := b for b in c)
[b for b in c if (a := b)]
(a := b) + c
(a := b).c
(a := b)[c]
(a := b)()
(a := b) if (c := d) else (e := f)
(a := b) and (c := d) or not (e := f)
(a := b) < (c := d)
(a := lambda: b)
(a := b if c else d)
(a := not b)
(a := b == c)
(a := b or c)
(a := b, c)
(a := (b, c))
(a := [b])
lambda: (a := 1)
lambda a=(b := 1): a
def f(a=(b := 1), c: (d := int) = 2) -> (e := int): pass
class C(a := b): pass
class D((a := b)): pass
@a := b
def f(): pass
@(a := b)
class E: pass
match a := b:
    case c if d := e: pass
match (a := b), (c := d):
    case _: pass
try: pass
except (a := b): pass
def g():
    return (a := b)
    yield (a := b)
    raise (a := b)
    (yield (a := b))
    global c
    (c := 1)
    (a := (yield))
    (a := yield_)
async def h():
    await (a := b)
    (a := await b)
    async with (a := b) as c: pass
f"{(a := 1)}"
f"{(a := 1)!r:>5}"
f"{a:=5}"
f"{a:=^5}"
f"{a:=}"
(match := 1)
(type := case)
(_ := 1)
(
    a
    :=
    1
)
(a:=1)
[a:=1,b:=2]
f(a:=1)
a[b:=1]
if(a:=1):pass
if a:=1:pass
a[b:c]
