"""A star import may define anything."""
from math import *
import sys  # expect: unused-import sys

print(pi, tau, whatever)


def reads():
    missing = 1  # expect: unused-local missing
    return sin(1), anything
