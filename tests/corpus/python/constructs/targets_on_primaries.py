# What an assignment target may stand on: any primary, calls with a bare generator included.
f(a for a in b).c = 1
f(a for a in b)[0] = 1
f(a for a in b).c += 1
f(a for a in b).c: int
f(a, *b, c=d)[e](g).h = 1
(a for a in b).c = 1
[a for a in b][0] = 1
{a: b for a in c}[d] = 1
(lambda: a).b = 1
(a if b else c).d = 1
(a := b).c = 1
(a, b).c, (d).e = 1, 2
"a".b, f"{c}".d, b"e"[0] = 1, 2, 3
-a.b
a.b.c[0][1:2].d()[e].g = 1
a[*b, c:d].e = 1
None.a = True.b = False.c = ....d = 1
(yield_).a = 1
del f(a for a in b).c, (a, b)[0], (a).b
for f(a for a in b).c in d: pass
for (a).b, [c][0] in d: pass
with a as f(b).c, d as (e).g: pass
with (a as f(b for b in c).d, e as (g)[0]): pass
[a for f(b).c in d]
[a for (a.b), c[d] in e]
def g():
    (yield).a = 1
    (yield a)[b] = 1
    for (yield).a in b: pass
async def h():
    (await a).b = 1
    (await a)[b], await_ = 1, 2
    async for (await a).b in c: pass
    async with a as (await b).c: pass
