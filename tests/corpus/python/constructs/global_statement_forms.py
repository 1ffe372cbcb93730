x = 1
def f():
    global x
    x += 1
    global y, z
    y = z = 1
    def g():
        global x
        del x
    class C:
        global w
        w = 1
        nonlocal_ = 1
def h():
    a = b = c = 0
    def i():
        nonlocal a
        nonlocal b, c
        a, b, c = 1, 2, 3
    for a in b: pass
    with a as b: pass
    import c
    class D:
        nonlocal a
        a = 1
    def j():
        nonlocal a; a += 1
    lambda: (b, c)
def k(p):
    def l():
        nonlocal p
        p = 1
        def m():
            nonlocal p
            p = 2
    [p for p in p]
class E:
    global q
    def q(self): pass
def n():
    global o
    def o(): pass
    global P
    class P: pass
    global s, t
    import s
    from s import t
    global u
    for u in s: pass
    global v
    with s as v: pass
    global w2
    try: pass
    except s as w2: pass
    return
