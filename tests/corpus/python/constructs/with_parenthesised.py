with (a): pass
with (a) as b: pass
with (a, b): pass
with (a, b) as c: pass
with (a, b,): pass
with (a, b,) as c: pass
with (a,): pass
with (a,) as b: pass
with (a as b): pass
with (a as b,): pass
with (a as b, c): pass
with (a, b as c): pass
with (a as b, c as d): pass
with (a as b, c as d,): pass
with (a as (b, c)): pass
with (a as (b, c), d as [e, f]): pass
with (a as b.c, d as e[0]): pass
with ((a)): pass
with ((a, b)): pass
with ((a, b)) as c: pass
with ((a), (b)): pass
with ((a) as b, (c) as d): pass
with ((a, b) as c, d): pass
with ((a, b), c): pass
with (): pass
with () as a: pass
with (*a,): pass
with (*a, b): pass
with (*a, b) as c: pass
with (a).b: pass
with (a).b as c: pass
with (a)(): pass
with (a)() as b: pass
with (a)[0] as b: pass
with (a, b)[0]: pass
with (a, b).c as d: pass
with (a) + b: pass
with (a) + (b): pass
with (a) + (b) as c: pass
with (a), (b): pass
with (a), b: pass
with (a) as b, (c) as d: pass
with (a, b), (c, d): pass
with (a, b) as c, (d, e) as f: pass
with (a) if b else (c): pass
with (a) if b else (c) as d: pass
with (a) and b, c: pass
with (a) == (b): pass
with (a := b): pass
with (a := b) as c: pass
with (a := b, c := d): pass
with (a := b, c): pass
with (a := b), (c := d): pass
with ((a := b) as c): pass
with (a for a in b): pass
with (a for a in b) as c: pass
with (a for a in b), c: pass
with ((a for a in b) as c): pass
with (a if b else c): pass
with (a if b else c as d): pass
with (a or b as c, d and e as f): pass
with (lambda: a): pass
with (lambda: a as b): pass
with (not a): pass
with (yield_): pass
with (a.b().c): pass
with (a.b() as c): pass
with (a() as b, c() as d): pass
with (open("a") as b, open("c")): pass
with (  # comment
    a as b,  # comment

    c as d,
    # last
): pass
with (
    a
): pass
with (
    a,
    b,
): pass
with (
    a
) as b: pass
with (a,
      b as c): pass
with (a
      as b): pass
def f():
    with (yield): pass
    with (yield a, b): pass
    with (yield) as c: pass
    with ((yield) as c): pass
    with (yield from a): pass
async def g():
    async with (a): pass
    async with (a, b): pass
    async with (a as b, c as d,): pass
    async with (a) as b, (c): pass
    async with (await a): pass
    async with (await a) as b: pass
    async with (await a as b): pass
    with (await a), (await b) as c: pass
