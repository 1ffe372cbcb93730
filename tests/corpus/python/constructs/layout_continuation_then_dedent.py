if a:
    b = 1 + \
2
c = 3
if d:
    e; \
    f
g
