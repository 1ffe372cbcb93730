"""Imports: what they bind, and which of them nobody reads."""
from __future__ import annotations

import os
import sys  # expect: unused-import sys
import os.path
import xml.dom.minidom
import xml.sax
import email.message  # expect: unused-import email
import json as data
import struct as unread  # expect: unused-import unread
import math as math
import logging as log
import logging.handlers
from collections import OrderedDict, deque as queue, defaultdict  # expect: unused-import queue
from typing import TYPE_CHECKING, List, cast
from string import digits as digits
from _datetime import __doc__

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction
    from numbers import Number  # expect: unused-import Number

try:
    import ssl
except ImportError:
    ssl = None

__all__ = ["exported", "OrderedDict"]
__all__ += ("another",)


def exported(value: "Decimal", items: List["Fraction"]):
    import time  # expect: unused-import time
    import random
    import heapq, bisect  # expect: unused-import heapq
    from itertools import chain
    return os, xml, data, log, random, bisect, chain, value, items


def casts(value):
    import array
    return cast("array.array[int]", value)


def another(argument: defaultdict):
    return argument
