del a
del a, b
del a, b,
del a,
del (a)
del (a),
del (a, b)
del (a, b,)
del (a,)
del ()
del []
del [a]
del [a, b]
del [a, b,]
del [a, (b, c)], d
del (a, [b, (c,)])
del ((a))
del a.b
del a[0]
del a[0:1]
del a[0, 1:2]
del a.b.c, d[0][1]
del a().b
del a()[0]
del (a.b)
del (a.b, c[0])
del [a.b]
del (a).b
del (a)[0]
del(a)
del[a]
del a[b := 1]
del (
    a,
    b
)
def f():
    global a
    global b, c
    global match, case, type, _
    a = b = 1
    def g():
        global d
        e = 1
        def h():
            nonlocal e
            e = 2
            global a; del a
        i = j = 1
        def k():
            nonlocal i, j
            i, j = j, i
class C:
    global x
    x = 1
