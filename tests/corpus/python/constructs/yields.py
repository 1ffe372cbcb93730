def f():
    yield
    yield a
    yield a, b
    yield a,
    yield *a, b
    yield *a,
    yield (a, b)
    yield (yield)
    yield (yield a), b
    yield a if b else c
    yield lambda: a
    yield not a
    yield from a
    yield from a if b else c
    yield from (a, b)
    yield from (yield from a)
    yield from a()
    yield from [a for a in b]
    (yield)
    (yield a)
    (yield a, b)
    (yield from a)
    x = yield
    x = yield a
    x = yield a, b
    x = yield *a, b
    x = y = yield
    x = y = yield a
    x = yield from a
    x = (yield)
    x = (yield) + (yield a)
    x = [(yield)]
    x = [(yield), (yield a)]
    x = {(yield): (yield)}
    x += yield
    x += yield from a
    x: int = yield
    f((yield))
    f((yield a), b=(yield))
    f(*(yield), **(yield))
    x[(yield)]
    x[(yield):(yield)]
    lambda: (yield)
    (x := (yield))
    await_ = (yield)
    return (yield)
    if (yield): pass
    (yield).a
    (yield)[0]
    (yield)()
    f"{(yield)}"
    f"{yield}"
    f"{yield a}"
    f"{yield a, b!r:>{yield}}"
    f"{yield from a}"
    print((yield
           a))
    (
        yield
    )
