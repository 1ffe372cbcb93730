"""Docstring."""
# comment
from __future__ import annotations
from __future__ import generator_stop as g, division
from __future__ import (absolute_import, unicode_literals,)
import os
def f(a: undefined) -> also.undefined: pass
x: undefined
