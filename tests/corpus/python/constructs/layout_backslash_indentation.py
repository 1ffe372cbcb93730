if a:
    b
    \
    c
