match = 1
case = 2
type = 3
_ = 4
print = 5
exec = 6
match, case = case, match
match
match.x
match.x.y
match[0]
match[0:1]
match[x].y = 1
match(x)
match(x).y
match (x)
match ()
match [x]
match [x, y]
match * a
match *a, b
match - a
match -a
match + a
match @ a
match / a
match % a
match << a
match & a
match | a
match ^ a
match < a
match == a
match != a
match in a
match not in a
match is a
match is not a
match and a
match or a
match if a else b
match = case = type = _
match += 1
match @= 1
match: int
match: int = 1
match, = x
(match) = 1
[match] = x
not match
-match
await_ = match
match; case; type; _
case(x)
case[x]
case.x
case - 1
case: int
type(x)
type (x)
type[x]
type .x
type.x = 1
type * x
type -x
type: int = 1
type, x = 1, 2
type in x
type is x
type not in x
type if x else y
type = type
type;
type == x
type = x = type
_(x)
_.x
_[x]
_: int = 1
print
print, x
print >> x
print(x)
print (x)
print -1
exec("x")
def match(match, *case, type=1, **_): return match
def case(): pass
def type(): pass
class match(case): pass
class type(type): pass
lambda match: match
lambda case, type=type: _
import match
import case as type
from match import case
from case import match as _
for match in case: pass
for type in _: pass
with match as case: pass
with match, case: pass
del match
del type, case
global_ = match(case=1, match=2, type=3, _=4)
@match
def f(): global match; match = 1
@type
class C: match = 1; case: int
try: pass
except match as case: pass
assert match, case
raise match
