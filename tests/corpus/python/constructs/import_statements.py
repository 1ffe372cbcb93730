import a
import a.b
import a.b.c
import a as b
import a.b as c
import a, b
import a.b, c.d as e, f
import a . b
from a import b
from a import b as c
from a import b, c
from a import b as c, d as e
from a import (b)
from a import (b,)
from a import (b, c)
from a import (b, c,)
from a import (b as c, d as e,)
from a import *
from a.b import c
from a.b.c import d as e
from . import a
from .a import b
from .a.b import c
from .. import a
from ..a import b
from ... import a
from ...a import b
from .... import a
from ....a import b
from ..... import a
from ...... import a
from .......a.b import c
from . . import a
from .. . a import b
from ... . a import b
from. import a
from.import a
from.a import b
from...import a
from....a.b import(c)
from .import a
from . import (a, b)
from . import *
from .. import *
from a import(b)
from a import (
    b,  # comment

    c as d,
    # last
)
from a import (
    b
)
import match, case, type, _
from match import case, type as _
from type import *
from .match import case
