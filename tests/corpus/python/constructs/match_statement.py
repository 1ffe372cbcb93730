match x:
    case 1:
        pass
match x, y:
    case 1, 2: pass
match x,:
    case 1,: pass
match *x, y:
    case *_, 1: pass
match *x,:
    case [*_]: pass
match (x):
    case _: pass
match (x, y):
    case _: pass
match [x]:
    case _: pass
match {x: y}:
    case _: pass
match -x:
    case _: pass
match not x:
    case _: pass
match x if y else z:
    case _: pass
match x := 1:
    case _: pass
match (x := 1):
    case _: pass
match lambda: 1:
    case _: pass
match x[0:1]:
    case _: pass
match x.y(z):
    case _: pass
match "a" "b":
    case _: pass
match ...:
    case _: pass
match await_:
    case _: pass
match match:
    case case: pass
match case:
    case match: pass
match type:
    case type: pass
match _:
    case _: pass
match match(x):
    case case(): pass
match x:

    # comment
    case 1:

        pass

    # another

    case 2: pass
async def f():
    match await x:
        case 1: pass
def g():
    match (yield):
        case 1: return
match x:
    case 1 if y: pass
    case 1 if y and z: pass
    case 1 if (y := z): pass
    case 1 if y := z: pass
    case 1 if lambda: y: pass
    case _ if not y: pass
    case a if a if b else c: pass
match x:
    case 1:
        match y:
            case 2:
                match z:
                    case 3: pass
            case 4: pass
