"""What CPython refuses about starred expressions, patterns and handlers."""

*head, *tail = range(3)  # expect: multiple-starred *tail
[first, (*second, *third)] = [1, (2, 3)]  # expect: multiple-starred *third
for *one, *two in ():  # expect: multiple-starred *two
    pass
starred = *head  # expect: lone-starred *head
*tail  # expect: lone-starred *tail
print([*a, *b] for a, b in ())
print(f"{*head}")  # expect: lone-starred *head


def values():
    yield *head  # expect: lone-starred *head
    yield *head,
    return *head, *tail


def patterns(subject):
    match subject:
        case [left, left]:  # expect: repeated-capture left
            return 1
        case [(1 as value) | 2]:  # expect: different-captures (1 as value) | 2
            return 2
        case [a] | {"a": a}:
            return 3
        case [*rest, *others]:  # expect: multiple-starred *others
            return 4
        case {"a": 1, 'a': 2}:  # expect: repeated-key 'a'
            return 5
        case {1: _, 1: _, b"a": _, "a": _}:  # expect: repeated-key 1
            return 6
        case anything if anything:
            return 7
        case 1 | whole:  # expect: different-captures 1 | whole; unreachable-pattern whole
            return 8
        case (_ | 2):  # expect: unreachable-pattern _
            return 9
        case int(real=1, real=2):  # expect: repeated-keyword real=2
            return 10
        case _:
            return 11


def handlers():
    try:
        pass
    except:  # expect: bare-except-not-last except
        pass
    except ValueError:
        pass
    try:
        pass
    except ValueError:
        pass
    except:
        pass


try:
    pass
# expect below: interrupts-statement """a string
"""a string
of two lines"""
except ValueError:
    pass
