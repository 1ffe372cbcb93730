# simple=1 only for a bare name
a: int
a: int = 1
(a): int
(a): int = 1
((a)): int = 1
a.b: int
a.b: int = 1
a[0]: int
a[0]: int = 1
(a.b): int = 1
(a[0]): int
a().b: int
a()[0].c: int = 1
a: int = 1, 2
a: int = *b, c
a: int = 1,
a: "forward"
a: int | None = None
a: dict[str, int] = {}
a: lambda: 1 = 2
a: b if c else d = 1
a: (b := int) = 1
a: not b
a: b and c or d
a: [int]
a: (int, str)
a: 1
a: ...
a:int=1
class C:
    x: int
    x: int = 1
    self.x: int
def f():
    x: int = yield
    y: int = yield 1
    z: (yield)
    w: int = yield from a
    v: int = (yield)
