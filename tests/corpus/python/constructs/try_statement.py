try: a
except: b
try:
    a
except B:
    c
except (D, E):
    f
except G as h:
    i
except (J, K) as l:
    m
except:
    n
else:
    o
finally:
    p
try: a
finally: b
try: a
except B: c
finally: d
try: a
except B: c
else: d
try: a
except B().c[0]: d
except B if c else d: e
except (yield_): f
except B or C as d: e
except (B := C): d
except lambda: a: b
try: a
except *B: c
except *(D, E) as f: g
except* G: h
except*I as j: k
else: l
finally: m
try: a
except * B: c
try: a
except * (B): c
try: a
except *B.c as d: e
try:
    try: a
    except B: c
finally:
    try: d
    finally: e
def f():
    try: return 1
    finally: return 2
    for a in b:
        try: continue
        finally: break
    try: pass
    except (yield): pass
    try: pass
    except* (yield) as a: pass
