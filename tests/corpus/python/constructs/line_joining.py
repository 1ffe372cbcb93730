x = 1 + \
    2
x = \
    1
if a and \
   b:
    c
def f(a, \
      b): pass
assert a, \
    "b"
from a import b, \
    c
with a as b, \
     c as d: pass
x = "a" \
    "b"
x = (1 +
     2)
x = [1,
2,
        3]
x = {
'a':
1}
x = f(
1
)
if (a
    and b):
    c
if (
a
):
    b
class C(
A
):
    x = (
1
)
    def f(self
    ): pass
x = (  # comment
    # comment

    1  # comment
    # comment
)
x = (1 \
     + 2)
x = [ \
    1 \
]
a \
. \
b
a\
[0]
a = b; \
c = d
for a \
    in b \
    : \
    c
x = not \
    a
x = a not \
    in b
x = """a
b""" + \
    """
c
"""
x = ("""
a
""", """b
""")
if a: \
    b
else: \
    c
\
y = 1
def g():
    \
    return 1
if a:
    b
\
    
c
