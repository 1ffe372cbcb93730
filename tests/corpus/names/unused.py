"""Locals that nobody reads."""

module_level = 1


class Fields:
    attribute = 1


def locals_of(function, unused_parameter):
    plain = 1  # expect: unused-local plain
    first = second = function()  # expect: unused-local first; unused-local second
    annotated: int = 2  # expect: unused-local annotated
    bare: int
    a, b = function()
    _private = 1
    __hidden = 2
    for item in function():
        pass
    used_later = 3

    def inner():
        return used_later

    def unread_function():
        pass

    string_annotation: "quoted_name" = 4  # expect: unused-local string_annotation
    quoted_name = 5
    return inner


def only_augmented():
    count = 0
    count += 1


def twice():
    value = 1  # expect: unused-local value
    value = 2  # expect: unused-local value


def handlers(function):
    try:
        function()
    except ValueError as error:  # expect: unused-local error
        pass
    except OSError as error:
        print(error)
    except KeyError as captured:
        return lambda: captured
    try:
        function()
    except TypeError as error:  # expect: unused-local error
        pass
    return error


def only_without_arguments_of(module):
    seen = 1  # expect: unused-local seen
    return vars(module), dir(module)


def all_of_them():
    seen = 1
    return vars()
