while a: pass
while a:
    b
    break
while a:
    continue
else:
    c
while a := b: pass
while True: pass
while not a: pass
while (yield_): pass
for a in b: pass
for a in b:
    c
else:
    d
for a, b in c: pass
for a, in c: pass
for (a, b) in c: pass
for [a, b] in c: pass
for (a), b in c: pass
for a, *b in c: pass
for *a, b in c: pass
for *a, in c: pass
for (*a, b) in c: pass
for a, (b, c), [d, *e] in f: pass
for a.b in c: pass
for a[0] in c: pass
for a[0:1], b.c in d: pass
for a().b in c: pass
for (a) in b: pass
for (a.b) in c: pass
for () in c: pass
for [] in c: pass
for a in b, c: pass
for a in b,: pass
for a in *b, c: pass
for a in *b, *c: pass
for a in *b,: pass
for a in (b, c): pass
for a in (*b, c): pass
for a in b if c else d: pass
for a in lambda: b: pass
for a in b or c: pass
for a in not b: pass
for a in b in c: pass
for a in (b := c): pass
for a[b in c] in d: pass
for a in [b for b in c]: pass
for a in b: # type: int
    pass
def f():
    for a in (yield): pass
    while (yield): pass
    for a in (yield b): continue
