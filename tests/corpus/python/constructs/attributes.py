a.b
a.b.c
a.b.c.d.e
a .b
a. b
a . b
(a).b
(a.b).c
(a, b).c
[].a
{}.a
().a
"".a
"a".b.c()
b"".a
f"".a
1 .a
1.0.a
1..a
1j.a
0x1.a
....a
... .a
None.a
True.a
a().b
a[0].b
a().b().c
a[0].b[1].c
-a.b
not a.b
a.match.case.type._.print
(a
 .b
 .c())
a\
.b
(a.
 b)
(lambda: a).b
(a if b else c).d
(a + b).c
(await_).c
a.__class__.__name__
a._b.__c
