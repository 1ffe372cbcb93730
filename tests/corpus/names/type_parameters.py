"""Type parameters, aliases and the scopes of annotations."""


class Element:
    pass


def first[T: Element](items: list[T], default: T = Element()) -> T:
    kept: T = items[0]
    return kept or default


def outside(item: T):  # expect: undefined-name T
    return item


class Box[T, *Ts, **P](list[T]):
    Alias = int

    def put(self, item: T, kind: Alias) -> "Box[T]":
        return item, kind

    def pair[U](self, other: U, kind: Alias) -> tuple[T, U, Alias]:
        return other, kind

    def missing(self) -> U:  # expect: undefined-name U
        return Alias  # expect: undefined-name Alias


type Tree[K] = dict[K, Tree[K]] | Element | Leaf  # expect: undefined-name Leaf
type Plain = Tree[int] | K  # expect: undefined-name K


def default_is_outside[T = int](value=T):  # expect: undefined-name T
    return value
