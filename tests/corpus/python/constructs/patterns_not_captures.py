# A dotted name is a value, a call-like one a class, and both may be broken inside brackets.
match point:
    case (Color.RED | Color.BLUE) as color, Point(x=0, y=0): pass
    case ([Point(x=0, y=y), *rest] | [*rest, Point(x=y)]): pass
    case {"k": [{"l": (m, n)}]}: pass
    case str() | bytes() | int(): pass
    case (((((a))))) if a: pass
    case ((((a, b)))): pass
    case ([[[[]]]]): pass
    case 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8: pass
