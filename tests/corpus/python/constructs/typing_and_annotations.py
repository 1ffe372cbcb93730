from typing import *
x: int
x: "int"
x: List[int]
x: list["Foo"]
x: Optional[Union[int, str]]
x: Callable[[int, str], bool]
x: Callable[..., int]
x: Callable[P, T]
x: Literal["a", 1, True, None, b"b"]
x: Annotated[int, Field(gt=0), "doc"]
x: tuple[()]
x: tuple[int, ...]
x: tuple[*Ts]
x: tuple[int, *tuple[str, ...], bool]
x: int | str | None = None
x: type[int]
x: "list[" "int]"
x: dict[str, dict[str, list[int | None]]] = {}
def f(a: int, b: "str" = "", *args: *Ts, c: list[int] = [], **kwargs: Unpack[TD]) -> Iterator[int]: ...
def g[T: (int, str)](x: T, *args: *tuple[T, ...]) -> TypeGuard[T]: ...
class C[T](Generic[T], Protocol, metaclass=ABCMeta):
    x: ClassVar[int] = 1
    y: Final = 2
    z: InitVar[int]
    def m(self: Self) -> Self: ...
    @overload
    def n(self, a: int) -> int: ...
    @overload
    def n(self, a: str) -> str: ...
    @property
    def o(self) -> int: ...
type A[K, *V] = dict[K, tuple[*V]]
class D(NamedTuple):
    x: int
    y: str = "a"
class E(TypedDict, total=False):
    x: Required[int]
    y: ReadOnly[NotRequired[str]]
