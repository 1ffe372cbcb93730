match x:
    case C(): pass
    case a.C(): pass
    case a.b.C(): pass
    case C(1): pass
    case C(1,): pass
    case C(a): pass
    case C(a, b): pass
    case C(a, b,): pass
    case C(x=1): pass
    case C(x=1,): pass
    case C(x=a, y=b): pass
    case C(1, x=2): pass
    case C(1, 2, x=3, y=4,): pass
    case C(_, x=_): pass
    case C(x=[a, *b]): pass
    case C(x={"a": b}): pass
    case C(D(E(a))): pass
    case C(a as b): pass
    case C(x=a as b): pass
    case C(1 | 2, x=3 | 4): pass
    case C(match=1, case=2, type=3, _=4): pass
    case match(): pass
    case case(x=1): pass
    case type(): pass
    case C((a, b)): pass
    case C(
        a,
        x=1,  # comment
    ): pass
