match x:
    case {}: pass
    case {"a": 1}: pass
    case {"a": 1,}: pass
    case {"a": 1, "b": 2}: pass
    case {"a" "b": 1}: pass
    case {1: a, -1: b, 1.5: c, 1j: d, 1+1j: e, -1-1j: f}: pass
    case {None: a, True: b, False: c}: pass
    case {b"a": a}: pass
    case {a.b: c}: pass
    case {a.b.c: d, "e": f}: pass
    case {**rest}: pass
    case {**rest,}: pass
    case {"a": 1, **rest}: pass
    case {"a": 1, **rest,}: pass
    case {"a": [b, *c], "d": {"e": f}}: pass
    case {"a": 1 as b} if b: pass
    case {"a": (1 | 2) as b}: pass
    case {"a": C(b=c)}: pass
    case {
        "a": 1,  # comment
        "b": 2,
        **rest
    }: pass
