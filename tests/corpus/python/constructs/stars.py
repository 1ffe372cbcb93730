*a, = b
*a, b = c
a = *b,
a = *b, *c
a = [*b]
a = (*b,)
a = {*b}
a = {**b}
*a,
*a, b
a, *b
*a, *b
(*a,)
(*a, b)
[*a, *b]
f(*a)
f(**a)
f(*a, *b, **c, **d)
a[*b]
a[*b, c]
for a in *b, c: pass
for *a, b in c: pass
for a, *b in *c, *d: pass
def f(*a, **b):
    return *a, *b
    yield *a, *b
    x = yield *a,
def f(*, a): pass
def f(*a: *b): pass
lambda *a, **b: 1
lambda *, a: 1
print(*a, **b)
class C(*a, **b): pass
[*a, *[b, *c]]
(*a, *(b, *c))
{*a, *{b}}
{**a, **{b: c}}
*a | b, *c ^ d, *e & f, *g << h, *i + j, *k * l, *-m, *n ** o
(*a | b, c)
[*a.b, *c[d], *e()]
*a.b, = c
*a[0], b = c
[*a] = b
(*a,) = b
[a, *[b, *c]] = d
match *a, b:
    case *c, d: pass
    case [*_]: pass
    case {**c}: pass
with (*a, b): pass
del a[*b]
type A[*T] = int
type A[*T = *b] = int
x += *a, b
x: int = *a, b
a ** b
a **b
a** b
f(a ** b, **c)
f(a, * b, ** c)
a * b
a *b
f(a *b)
f(a * -b)
print(* a)
