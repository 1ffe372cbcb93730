type A = int
type A = int | str
type A = "forward"
type A = (int, str)
type A = [int, str]
type A = a if b else c
type A = lambda: a
type A = not a
type A = a or b
type A = -a
type A = ...
type A = None
type A=int
type A[T] = list[T]
type A[T,] = list[T]
type A[T, U] = dict[T, U]
type A[T: int] = list[T]
type A[T: (int, str)] = list[T]
type A[*Ts] = tuple[*Ts]
type A[**P] = Callable[P, int]
type A[T, *Ts, **P] = int
type A[T = int] = list[T]
type A[T: int = bool, *Ts = *a, **P = [b]] = int
type A[T]=int
type A [T] = int
type type = type
type match = case
type case = match
type _ = int
type type[type] = type[type]
type A = A; type B = A
type A = \
    int
type A = (
    int
    | str
)
type A[
    T,
    U,
] = int
if a: type A = int
class C:
    type A = int
def f():
    type A = int
    type B[T] = A | T
