"""Statements behind one that always leaves."""


def plain():
    return 1
    print("never")  # expect: unreachable-code print("never")
    print("nor this")


def in_loop(items):
    for item in items:
        if item:
            continue
            print(item)  # expect: unreachable-code print(item)
        break
    else:
        raise ValueError
    return items


def all_branches(value):
    if value:
        return 1
    elif value is None:
        raise KeyError
    else:
        return 2
    value = 3  # expect: unreachable-code value = 3


def not_all_branches(value):
    if value:
        return 1
    elif value is None:
        return 2
    return 3


def with_else_that_goes_on(value):
    if value:
        return 1
    else:
        value = 2
    return value


def one_line(value):
    if value: return 1
    else: return 2
    print(value)  # expect: unreachable-code print(value)


def attempts(value):
    try:
        return value
    finally:
        print(value)
    return 2


def loops():
    while True:
        return 1
    return 2


raise SystemExit
print("never")  # expect: unreachable-code print("never")
