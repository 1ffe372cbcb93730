# first
#second
#
#!shebang lookalike
x = 1  # after
x = 1# tight
if a:  # after colon
    # inside
    b  # after
# dedented
    c
        # indented more
# at left
else:  # another
    d
# end of if
def f(  # after paren
    a,  # after a
    # between
    b,
):  # after close
    # before doc
    """Doc."""
    # after doc
x = [  # type: ignore
    1,
]
x = 1  # type: int
def g(a, b):
    # type: (int, str) -> None
    pass
for a in b:  # type: int
    pass
with a as b:  # type: int
    pass
"# not a comment"
'''# not
# a comment'''
f"{a}#{b}"
f"{a  # comment
}"
f'''{
a  # comment
}'''
x = 1 \
    + 2  # end
# with ( [ { unclosed " ' """ and '''
# trailing backslash \
y = 2
    # odd indentation
  # odder
z = 3
# unicode: é 漢 🎅
# last, without a newline
