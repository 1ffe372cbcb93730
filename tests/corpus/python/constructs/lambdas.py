lambda: a
lambda: (a)
lambda: ()
lambda: None
lambda:a
lambda a: a
lambda a,: a
lambda a, b: a
lambda a, b,: a
lambda a=1: a
lambda a=1,: a
lambda a, b=1: a
lambda a=1, b=2: a
lambda *a: a
lambda *a,: a
lambda **a: a
lambda **a,: a
lambda *a, **b: a
lambda *, a: a
lambda *, a,: a
lambda *, a=1: a
lambda *, a=1, b: a
lambda *, a, **b: a
lambda *a, b: a
lambda *a, b=1, c, **d: a
lambda a, *b: a
lambda a, *, b: a
lambda a, **b: a
lambda a=1, *b, c, d=2, **e: a
lambda a, /: a
lambda a, /,: a
lambda a=1, /: a
lambda a, b=1, /: a
lambda a, /, b: a
lambda a, /, b=1: a
lambda a=1, /, b=2: a
lambda a, /, *b: a
lambda a, /, *, b: a
lambda a, /, **b: a
lambda a, b=1, /, c=2, *d, e, f=3, **g: a
lambda: lambda: a
lambda a: lambda b: lambda c: a, b, c
lambda a=lambda: 1: a
lambda a=(lambda b: b): a
lambda a=b if c else d: a
lambda: a if b else c
lambda: a or b
lambda: not a
lambda: a, b
lambda: (yield)
lambda: (yield a, b)
lambda: (a := b)
lambda: [a for a in b]
lambda a: a in a
lambda match, case=1, *type, _, **print: match
(lambda: a)()
(lambda: a).b
(lambda a: a)(1)
[lambda: a, lambda: b]
{lambda: a: lambda: b}
{a: lambda: b}
{lambda: a}
f(lambda: a, b=lambda: c, *lambda: d, **lambda: e)
a[lambda: b]
a[lambda: b:c]
a[lambda: b:lambda: c:lambda: d]
a if b else lambda: c
(lambda: a) if b else c
a or (lambda: b)
x = lambda: a
x = y = lambda a, b=1: a
f"{(lambda x: x)}"
f"{(lambda: 1):>5}"
lambda \
    a: \
    b
(lambda
    a,
    b: a)
