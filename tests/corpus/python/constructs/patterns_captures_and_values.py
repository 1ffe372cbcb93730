match x:
    case a.b: pass
    case a.b.c: pass
    case match.case: pass
    case type.type: pass
    case _x.y: pass
    case (a.b): pass
match x:
    case a: pass
match x:
    case _: pass
match x:
    case (a): pass
match x:
    case (_): pass
match x:
    case match: pass
match x:
    case case: pass
match x:
    case type: pass
match x:
    case a as b: pass
match x:
    case _ as b: pass
match x:
    case 1 as b: pass
    case (1 as b): pass
    case 1 | 2 as b: pass
    case (1 | 2) as b: pass
    case (1 as b) | (2 as b): pass
    case (1 as b) as c: pass
    case [1 as b, 2 as c] as d: pass
    case C(1 as b) as c: pass
    case {1: 2 as b} as c: pass
    case 1 as match: pass
    case 1 as case: pass
    case 1 as type: pass
