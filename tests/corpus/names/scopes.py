"""Which scope a name belongs to."""

limit = 10
counter = 0


def reads_module():
    return limit, later, missing  # expect: undefined-name missing


later = 1


def assigns_global():
    global counter, created
    counter += 1
    created = 2


def reads_created():
    return created


def declared_only():
    global handed_in
    return handed_in


def outer():
    inner_value = 1
    total = 0

    def adder(step):
        nonlocal total
        total += step + inner_value
        return total

    def reader():
        return total, adder

    return reader


class Shape:
    sides = 4
    corners = sides + 1
    name = __qualname__ + __module__
    areas = [sides for _ in range(sides)]  # expect: undefined-name sides
    first = lambda self: sides  # expect: undefined-name sides

    def describe(self):
        return sides, self.sides  # expect: undefined-name sides

    def cell(self):
        def inner():
            return __class__
        return super().__init__, inner

    def rebind(self):
        nonlocal __class__
        __class__ = int

    class Inner:
        def method(self):
            return corners, __class__  # expect: undefined-name corners


def outside_of_class():
    return __class__  # expect: undefined-name __class__


def comprehensions(rows):
    flat = [cell for row in rows for cell in row if cell]
    pairs = {key: value for key, value in flat}
    shadow = [rows for rows in rows]
    lazy = (x for x in (y for y in flat))
    leaked = cell  # expect: unused-local leaked; undefined-name cell
    return pairs, shadow, lazy, row  # expect: undefined-name row


def walrus(lines):
    if any((found := line) for line in lines):
        return found
    while (chunk := lines.pop()) and (unused := 1):  # expect: unused-local unused
        print(chunk)
    return [last := line for line in lines], last


def lambdas(values):
    key = lambda value, extra=values, *rest, **named: value + extra + absent  # expect: undefined-name absent
    return sorted(values, key=key), rest, named  # expect: undefined-name rest; undefined-name named


def deletes(value):
    item = value
    del item
    del value, absent_too


def handlers():
    try:
        pass
    except ValueError as error:
        print(error)
    except (TypeError, KeyError) as unread:  # expect: unused-local unread
        pass


def loops_and_withs(source):
    for index, (left, *right) in source:
        pass
    with open(source) as handle, open(handle.name) as other:  # expect: unused-local other
        return index, left, right


def decorated(function):
    @function
    @missing_decorator(function)  # expect: undefined-name missing_decorator
    def inner(x, y: missing_annotation = missing_default) -> None:  # expect: undefined-name missing_annotation; undefined-name missing_default
        return x + y
    return inner


def locals_are_read():
    kept = 1
    return locals()


def nested_locals():
    dropped = 1  # expect: unused-local dropped

    def inner():
        kept = 2
        return eval("kept")

    return inner


def fstrings(width):
    value = 3
    return f"{value:{width}} {nothing!r:>{nowhere}}"  # expect: undefined-name nothing; undefined-name nowhere


def augmented():
    total = 0
    total += 1
    never += 1
    return total


def guarded():
    try:
        unicode
    except NameError:
        unicode = str
    try:
        reload(unicode)
    except (ImportError, NameError):
        pass


print(__name__, __file__, __doc__, __debug__, __spec__, len, Ellipsis)


class Private:
    def __hidden(self):
        return __elsewhere  # expect: undefined-name __elsewhere

    def uses_it(self):
        return Private, _Private__mangled


_Private__mangled = 1


def around_a_class():
    named = 1  # expect: unused-local named

    class Inside:
        named = named

    return Inside


def parenthesized():
    (bound): int = 1
    (unbound): int
    return bound, unbound  # expect: undefined-name unbound
