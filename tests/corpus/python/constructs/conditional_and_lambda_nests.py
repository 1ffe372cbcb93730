a if b else c
a if b else c if d else e if f else g
(a if b else c) if (d if e else f) else (g if h else i)
lambda: a if b else c
lambda: (a if b else c)
(lambda: a) if b else (lambda: c)
a if b else lambda: c if d else e
a if b else lambda: lambda: c
lambda a=b if c else d: e if f else g
lambda: lambda: lambda: a
lambda a: lambda b=a: lambda *c: lambda **d: a
[lambda: a if b else c, d]
{a if b else c: lambda: d if e else f}
f(a if b else c, *d if e else f, **g if h else i)
a[b if c else d:e if f else g]
a or b if c and d else not e
(a := b if c else d)
(a := lambda: b)
(lambda: (a := b))
(a if (b := c) else d)
[a if b else c for a in d if (e if f else g)]
[a for a in (b if c else d)]
x = a if b else c
x: a if b else c = d if e else f
x += a if b else c
return_ = lambda: a, b
(a if b else c, d if e else f)
a if b else c, d
a if b else (c, d)
not a if not b else not c
-a if -b else -c
a < b if c < d else e < f
"a" if b else "c"
a if"b"else"c"
(a)if(b)else(c)
1 if 2 else 3
a if b else await_
(a
 if b
 else c)
lambda: (
    a
    if b
    else c
)
