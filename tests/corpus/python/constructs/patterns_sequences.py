match x:
    case []: pass
    case (): pass
    case [a]: pass
    case [a,]: pass
    case (a,): pass
    case a,: pass
    case [a, b]: pass
    case [a, b,]: pass
    case (a, b): pass
    case (a, b,): pass
    case a, b: pass
    case a, b,: pass
    case a, b, c: pass
    case [*a]: pass
    case [*_]: pass
    case [*a,]: pass
    case (*a,): pass
    case *a,: pass
    case *_,: pass
    case [a, *b]: pass
    case [*a, b]: pass
    case [a, *b, c]: pass
    case a, *b: pass
    case *a, b: pass
    case a, *b, c: pass
    case (a, *b): pass
    case (a, *b, c): pass
    case [[a, b], [c, d]]: pass
    case [(a), (b)]: pass
    case [(a, b), c]: pass
    case (a, b), c: pass
    case [a, b], *c: pass
    case [1, "a", None, -1, x.y, C(), {}, _]: pass
    case [_, _]: pass
    case [
        a,
        *b,  # comment
    ]: pass
    case (
        a,
        b
    ): pass
