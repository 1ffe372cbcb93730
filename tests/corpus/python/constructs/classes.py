class C: pass
class C(): pass
class C(A): pass
class C(A,): pass
class C(A, B): pass
class C(A, B,): pass
class C(a=b): pass
class C(metaclass=M): pass
class C(A, metaclass=M): pass
class C(A, B, metaclass=M, c=d,): pass
class C(*a): pass
class C(**a): pass
class C(*a, **b): pass
class C(A, *b, c=d, **e): pass
class C(a=b, *c): pass
class C(A, *b, *c, d=e, **f, **g): pass
class C(a.b, c[d], e()): pass
class C(a if b else c): pass
class C(lambda: a): pass
class C(a := b): pass
class C((a, b)): pass
class C((a for a in b)): pass
class C(
    A,  # comment
    metaclass=M,
): pass
class C(
): pass
class C:
    """Docstring."""
    x = 1
    y: int
    z: int = 2
    def f(self): pass
    async def g(self): pass
    class D(B):
        class E: pass
    if x:
        def h(self): pass
    else:
        def h(self, a): pass
    for i in x: pass
    with x: pass
    try: pass
    finally: pass
    match x:
        case 1: pass
    import a
    from a import b
    type T = int
    lambda self: self
    ...
class match(case): pass
