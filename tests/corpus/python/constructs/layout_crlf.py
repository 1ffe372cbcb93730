if a:
    b = """x
y"""

else:
    c = (1,
    2)
d = 1 + \
    2
e = "a\
b"
f = b"""
"""
f"""{a
=}
"""
# end
