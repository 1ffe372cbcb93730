def f[T](): pass
def f[T](a: T) -> T: pass
def f[T,](): pass
def f[T, U](): pass
def f[T, U,](): pass
def f[T: int](): pass
def f[T: (int, str)](): pass
def f[T: "a"](): pass
def f[T: a | b, U: c[d]](): pass
def f[T: a if b else c](): pass
def f[T: lambda: a](): pass
def f[*Ts](): pass
def f[*Ts](*a: *Ts): pass
def f[**P](): pass
def f[**P](*a: P.args, **b: P.kwargs): pass
def f[T, *Ts, **P](): pass
def f[T, *Ts, **P,](): pass
def f[T = int](): pass
def f[T: int = bool](): pass
def f[T=int, U=str](): pass
def f[T, U = T](): pass
def f[*Ts = *tuple[int, ...]](): pass
def f[*Ts = a](): pass
def f[*Ts=*a](): pass
def f[**P = [int, str]](): pass
def f[**P = ...](): pass
def f[T: (int, str) = int, *Ts = *a, **P = [b]](): pass
def f[T = a if b else c](): pass
def f[T = lambda: a](): pass
def f[*Ts = *a | b](): pass
def f[
    T,  # comment
    *Ts,

    **P,
](): pass
async def f[T](): pass
@a
def f[T](): pass
class C[T]: pass
class C[T](): pass
class C[T](A): pass
class C[T](A[T], metaclass=M): pass
class C[T: int, *Ts, **P]: pass
class C[T: int = bool, *Ts = *a, **P = [b]](A): pass
class C[T,]: pass
@a
class C[T]:
    def f[U](self, a: T, b: U) -> T: pass
    class D[V]: pass
    type E[W] = T | W
def f[match, case, type, _](): pass
def f [T] (): pass
