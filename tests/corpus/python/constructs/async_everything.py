async def f(): pass
async def f():
    await a
    await a.b
    await a()
    await a[0]
    await a.b(c)[d]
    await (a)
    await (await a)
    await [a]
    await {a: b}
    await "a"
    await 1
    await ...
    await a ** b
    await a ** await b
    -await a
    not await a
    await a + await b
    await a, await b
    (await a).b
    await a if await b else await c
    await a or await b
    await a in await b
    x = await a
    x += await a
    x: int = await a
    x = y = await a
    x[await a] = await b
    x[await a:await b]
    x(await a, b=await c, *await d, **await e)
    (x := await a)
    [await a, *await b]
    {await a: await b, **await c}
    lambda: await_
    return await a
async def f():
    async for a in b: pass
    async for a, b in c: pass
    async for a.b in c: pass
    async for a in *b, c: pass
    async for a in b:
        continue
    else:
        pass
    async with a: pass
    async with a as b: pass
    async with a as b, c as d: pass
    async with a, b: pass
    async with await a as b: pass
    for a in await b: pass
    while await a: pass
    if await a: pass
    with await a as b: pass
    assert await a, await b
    del a[await b]
    raise await a from await b
    match await a:
        case 1 if await b: pass
    try: pass
    except await_: pass
    f"{await a}"
    f"{await a!r:{await b}}"
    yield await a
    await (yield)
    x = yield await a
async def f():
    [a async for a in b]
    {a async for a in b}
    {a: b async for a, b in c}
    (a async for a in b)
    f(a async for a in b)
    [a async for a in b if c]
    [a async for a in b async for c in d]
    [a for a in b async for c in d]
    [a async for a in b for c in d if await e]
    [await a for a in b]
    [await a async for a in await b if await c]
    {await a: await b for a, b in c}
    (await a for a in b)
    [[a async for a in b] for c in d]
    async def g(): await a
    async def h(a=(await_)): pass
    def i(): return a
    await f(*[await a for a in b])
async   def f(): pass
async \
def f(): pass
class C:
    async def f(self): await self.g()
    async def __aenter__(self): return self
