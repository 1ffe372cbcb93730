with a: pass
with a as b: pass
with a, b: pass
with a as b, c: pass
with a, b as c: pass
with a as b, c as d: pass
with a as (b): pass
with a as (b, c): pass
with a as [b, c]: pass
with a as (b, *c): pass
with a as b.c: pass
with a as b[0]: pass
with a as b[0:1], c as d.e: pass
with a as (b.c): pass
with a as ((b, c), d): pass
with a as (): pass
with a as []: pass
with a(): pass
with a() as b: pass
with a or b as c: pass
with a if b else c as d: pass
with lambda: a as b: pass
with not a: pass
with [a, b]: pass
with [a, b] as c: pass
with {a: b} as c: pass
with "a" "b": pass
with -a, +b, ~c: pass
with await_: pass
with a, b, c, d, e: pass
with a.b.c(d)[e] as f.g[h], i: pass
def f():
    with (yield): pass
    with (yield a) as b: pass
    with (yield), (yield): pass
    with (yield from a): pass
