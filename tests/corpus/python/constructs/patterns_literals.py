match x:
    case 0: pass
    case -0: pass
    case 1: pass
    case -1: pass
    case 1.5: pass
    case -1.5: pass
    case 1j: pass
    case -1j: pass
    case 1 + 2j: pass
    case 1 - 2j: pass
    case -1 + 2j: pass
    case -1.5 - 2.5j: pass
    case 0x1f + 0j: pass
    case "a": pass
    case "a" "b": pass
    case 'a' """b""": pass
    case u"a": pass
    case r"\a": pass
    case b"a": pass
    case b"a" b"b": pass
    case None: pass
    case True: pass
    case False: pass
    case (None): pass
    case ((1)): pass
    case (-1): pass
