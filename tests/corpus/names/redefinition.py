"""Definitions that replace one which nobody has read."""
import functools
import os
import os  # expect: redefinition os


def same():
    return os


def same():  # expect: redefinition same
    return functools


def read_between():
    pass


read_between()


def read_between():
    pass


class Kind:
    def method(self):
        pass

    def method(self):  # expect: redefinition method
        pass

    @property
    def value(self):
        pass

    @value.setter
    def value(self, new):
        pass

    @functools.singledispatch
    def decorated(self):
        pass

    @decorated.register
    def decorated(self):
        pass


class Kind:  # expect: redefinition Kind
    pass


if functools:
    def either():
        pass
else:
    def either():
        pass

try:
    def attempt():
        pass
except NameError:
    def attempt():
        pass


def rebound():
    pass


rebound = functools.wraps(rebound)


def rebound():
    pass
