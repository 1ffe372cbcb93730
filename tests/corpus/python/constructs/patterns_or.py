match x:
    case 1 | 2: pass
    case 1 | 2 | 3: pass
    case (1 | 2): pass
    case (1 | 2) | 3: pass
    case 1 | (2 | 3): pass
    case None | True | False: pass
    case "a" | b"b" | -1 | 1 + 1j: pass
    case a.b | c.d: pass
    case [] | {} | (): pass
    case [a] | (a, _): pass
    case C() | D(): pass
    case C(x=1 | 2) | D(1 | 2): pass
    case [1 | 2, 3 | 4]: pass
    case {"a": 1 | 2}: pass
    case 1 | 2, 3 | 4: pass
    case (
        1
        | 2
    ): pass
