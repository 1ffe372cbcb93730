x = match
x = match(y)
x = match[y]
x = [match for match in case]
x = {type: case for type, case in match}
x = match if case else type
x = lambda: match
x = f"{match}{case}{type}{_}"
x = f"{match=}"
x = (match := 1)
x.match
x.case.type._
x(match=1)
x(type=type)
match.match(match)
match(case)(type)[_]
match(case)[0] = 1
match[0](1)
match(x) if y else z
match(x) + 1
match(x), y
