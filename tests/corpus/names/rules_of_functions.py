"""What CPython refuses about functions, loops and coroutines."""


return_value = [lambda: (yield)]
return 1  # expect: return-outside-function return
yield 2  # expect: yield-outside-function yield; unreachable-code yield 2
await return_value  # expect: await-outside-async await
break  # expect: loop-control-outside-loop break


class Body:
    return 1  # expect: return-outside-function return
    yield  # expect: yield-outside-function yield; unreachable-code yield
    for item in ():
        continue
    else:
        break  # expect: loop-control-outside-loop break


def in_loop(items):
    for item in items:
        def inner():
            break  # expect: loop-control-outside-loop break
        class Inner:
            continue  # expect: loop-control-outside-loop continue
        if item:
            break
        return inner, Inner


def plain(items):
    async for item in items:  # expect: async-outside-async async for
        pass
    async with items:  # expect: async-outside-async async with
        pass
    [item async for item in items]  # expect: asynchronous-comprehension [item async for item in items
    generator = (item async for item in items)
    awaited = (await item for item in items)
    return generator, awaited, lambda: await items  # expect: await-outside-async await


async def coroutine(items):
    async for item in items:
        await item
    collected = [await item async for item in items]

    def nested():
        return [await item for item in items]  # expect: await-outside-async await

    return collected, nested


async def generator(items):
    for item in items:
        yield item
        yield from items  # expect: yield-from-in-async yield
        return
    return 1  # expect: async-generator-return return


def comprehensions(items):
    [(yield item) for item in items]  # expect: yield-in-comprehension yield
    return {item for item in (yield items)}


def star_handlers(items):
    while items:
        try:
            pass
        except* ValueError:
            break  # expect: leaves-except-star break
        except* TypeError:
            for item in items:
                continue
            return item  # expect: leaves-except-star return
        except* KeyError:
            def inner():
                return 1
            inner()


def generic[T: (yield)](items) -> T:  # expect: annotation-scope-expression yield
    return items


type Alias = (yield)  # expect: annotation-scope-expression yield
