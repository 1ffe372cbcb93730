pass
break_ = 1
def f():
    return
    return 1
    return a, b
    return a,
    return *a, b
    return *a,
    return *a, *b
    return (a)
    return (a, b)
    return ()
    return a if b else c
    return lambda: a
    return not a
    return (yield)
    return (a := b)
    return [a for a in b]
    return (a for a in b)
    return -1
    return"a"
    return(a)
    return[a]
    return{a}
def g():
    raise
    raise A
    raise A()
    raise A from b
    raise A(b) from None
    raise A if b else c from d or e
    raise (A, b)
    raise (yield)
    raise lambda: a
    raise not a
    assert a
    assert a, b
    assert a, "b" "c"
    assert (a, b)
    assert (a), (b)
    assert a, (b, c)
    assert a if b else c, d if e else f
    assert lambda: a, lambda: b
    assert not a, not b
    assert (a := b)
    assert (yield), (yield)
    assert a in b, f"{c}"
