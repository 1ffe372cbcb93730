if a:

    b

    c


elif d:
    # comment only


    e  # after

# at the left edge
    # indented comment that belongs nowhere
else:
        deep = 1
        deep = 2
if a:
  two = 1
  if b:
     three = 1
     if c:
      one = 1
  two = 2
def f():
    """Docstring."""

    # comment

class C:

    # comment first

    x = 1
        # deeper comment
    y = 2
  # shallower comment
    z = 3
