def f() -> int: pass
def f()->int: pass
def f() -> int | None: pass
def f() -> (int, str): pass
def f() -> [int]: pass
def f() -> "int": pass
def f() -> lambda: 1: pass
def f() -> a if b else c: pass
def f() -> (a := b): pass
def f() -> not a: pass
def f() -> a.b[c](d): pass
def f(a: int): pass
def f(a: int,): pass
def f(a: int = 1): pass
def f(a:int=1): pass
def f(a: int, b: str = "c") -> None: pass
def f(*a: int): pass
def f(**a: int): pass
def f(*a: int, **b: str): pass
def f(*, a: int, b: int = 1, **c: int): pass
def f(a: int, /, b: int = 1, *c: int, d: int, e: int = 2, **f: int): pass
def f(*a: *Ts): pass
def f(*a: *Ts,): pass
def f(*a: *Ts, b): pass
def f(*a: *tuple[int, ...], b=1, **c: d): pass
def f(*a: *b | c): pass
def f(*a: (b, c)): pass
def f(a: lambda: 1 = 2): pass
def f(a: b if c else d = 1): pass
def f(a: (b := c) = d): pass
def f(a: not b): pass
def f(a: "b" "c" = "d"): pass
def f(a: f"{b}"): pass
def f(a: ... = ...): pass
def f(
    a: int = 1,  # comment
    *args: *Ts,
) -> (
    int
): pass
class C:
    def m(self, a: "C") -> "C": ...
