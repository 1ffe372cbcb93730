if a:
    b
if a:
    b
else:
    c
if a:
    b
elif c:
    d
if a:
    b
elif c:
    d
elif e:
    f
elif g:
    h
elif i:
    j
elif k:
    l
else:
    m
if a:
    if b:
        if c:
            d
        else:
            e
    elif f:
        g
    else:
        if h:
            i
if a := b: c
if (a := b): c
elif d := e: f
