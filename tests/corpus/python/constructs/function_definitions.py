def f(): pass
def f(a): pass
def f(a,): pass
def f(a, b): pass
def f(a, b,): pass
def f(a=1): pass
def f(a=1,): pass
def f(a, b=1): pass
def f(a=1, b=2): pass
def f(*a): pass
def f(*a,): pass
def f(**a): pass
def f(**a,): pass
def f(*a, **b): pass
def f(*a, **b,): pass
def f(*, a): pass
def f(*, a,): pass
def f(*, a=1): pass
def f(*, a, b): pass
def f(*, a=1, b): pass
def f(*, a, b=1): pass
def f(*, a, **b): pass
def f(*, a=1, b, c=2, d, **e): pass
def f(*a, b): pass
def f(*a, b=1): pass
def f(*a, b=1, c): pass
def f(*a, b, c=1, **d): pass
def f(a, *b): pass
def f(a, *, b): pass
def f(a, **b): pass
def f(a=1, *b): pass
def f(a=1, *, b): pass
def f(a=1, **b): pass
def f(a, b=1, *c, d, e=2, **f): pass
def f(a, /): pass
def f(a, /,): pass
def f(a=1, /): pass
def f(a, b, /): pass
def f(a, b=1, /): pass
def f(a, /, b): pass
def f(a, /, b=1): pass
def f(a=1, /, b=2): pass
def f(a, b=1, /, c=2): pass
def f(a, /, *b): pass
def f(a, /, *, b): pass
def f(a, /, **b): pass
def f(a, /, b, *, c): pass
def f(a, /, b, *c, d, **e): pass
def f(a, b=1, /, c=2, *d, e, f=3, **g): pass
def f(a=(b := 1)): pass
def f(a=lambda: 1, b=c if d else e): pass
def f(a=not b): pass
def f(a=[b for b in c]): pass
def f(match, case=1, /, type=2, *_, print, **exec): pass
def f(
    a,  # comment
    # another
    /,

    b=1,
    *,
    c,
    **d,
): pass
def f(
): pass
def f (a) : pass
def f(a):
    """Docstring."""
def f(a):
    def g(b):
        def h(c): return a, b, c
        return h
    return g
