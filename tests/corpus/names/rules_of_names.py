"""What CPython refuses about declarations, assignments and imports."""
x = 1
from __future__ import annotations  # expect: late-future-import from __future__ import annotations
from __future__ import braces  # expect: unknown-future braces; late-future-import from __future__ import braces


def declarations(parameter):
    local = 1
    print(read, local)
    global local  # expect: late-declaration local
    global read  # expect: late-declaration read
    global parameter  # expect: declared-parameter parameter
    from os import path
    global path
    for loop in read:
        pass
    global loop  # expect: late-declaration loop


read = x


def both():
    a = 1

    def inner():
        nonlocal a  # expect: conflicting-declaration a
        global a
        a = 2
    return a, inner


a = 1


def annotations_of_globals():
    global a, b
    a: int = 2  # expect: annotated-declaration a
    b = a
    c: int
    global c  # expect: annotated-declaration c


b = c = 0
nonlocal b  # expect: nonlocal-at-module-level b
global b  # expect: late-declaration b


def unbound():
    nonlocal a  # expect: nonlocal-without-binding a


class Between:
    attribute = 1

    def method(self):
        nonlocal attribute  # expect: nonlocal-without-binding attribute
        from os import *  # expect: import-star-in-scope *


def through_class(value):
    class Inner:
        nonlocal value
        value = 2
    return Inner


def walrus(items):
    [item := 1 for item in items]  # expect: walrus-rebinds-iteration item; unused-local item
    [[inner := 1 for inner in items] for item in items]  # expect: walrus-rebinds-iteration inner; unused-local inner
    [item for item in items if (late := 1) for late in items]  # expect: walrus-rebinds-iteration late
    [item for item in (source := items)]  # expect: walrus-in-iterable source
    [item for item in [lambda: (deep := 1)]]  # expect: walrus-in-iterable deep
    return [(lambda: (item := 1)) for item in items], source, late


class Body:
    plain = (fine := 1)
    bad = [other := item for item in ()]  # expect: walrus-in-class-body other


__debug__ = 1  # expect: assign-to-debug __debug__
Body.method(__debug__=1)  # expect: assign-to-debug __debug__


def debug(__debug__):  # expect: assign-to-debug __debug__
    import os as __debug__  # expect: assign-to-debug __debug__
    del __debug__  # expect: assign-to-debug __debug__


def repeated(one, two, one):  # expect: repeated-parameter one
    return one, two


def generic[T, T](value: T):  # expect: repeated-type-parameter T
    return value


repeated(one=1, two=2, one=3)  # expect: repeated-keyword one=3
