[a for a in b]
[a for a in b if c]
[a for a in b if c if d]
[a for a in b for c in d]
[a for a in b if c for d in e if f if g]
[a for a, b in c]
[a for a, in c]
[a for (a, b) in c]
[a for [a, b] in c]
[a for a, *b in c]
[a for *a, b in c]
[a for a.b in c]
[a for a[0] in c]
[a for a[b in c] in d]
[a for a in b or c]
[a for a in b and c or d]
[a for a in not b]
[a for a in b == c]
[a for a in (b if c else d)]
[a for a in (lambda: b)]
[a for a in (b, c)]
[a for a in [b, c]]
[a for a in b if c or d]
[a for a in b if not c]
[a for a in b if c in d]
[a for a in b if (c := a)]
[a for a in b if (lambda: c)]
[a for a in b if (c if d else e)]
[a if b else c for a in d]
[lambda: a for a in b]
[(lambda: a) for a in b]
[not a for a in b]
[(a, b) for a in c]
[a := b for b in c]
[(a := b) for b in c]
[[a for a in b] for c in d]
[a for a in [b for b in c]]
[a for a in b if [c for c in d]]
[*a, [b for b in c]]
{a for a in b}
{a for a in b if c}
{a := b for b in c}
{a: b for a, b in c}
{a: b for a in c if d for e in f}
{a: lambda: b for a in c}
{a: b if c else d for a in e}
{(a, b): c for a in d}
(a for a in b)
(a for a in b if c)
(a := b for b in c)
((a) for (a) in (b))
(a for a in b).c
[a for a in b][0]
{a for a in b}.c
f(a for a in b)
f(a for a in b if c for d in e)
f(a, *(b for b in c), **{d: e for d, e in f})
[a
 for a in b  # comment
 if c

 for d in e]
{
    a:
        b
    for a, b
    in c
}
[a for a in b if a.c if a[d] if e(a)]
[a for a in lambda_]
[match for match in case]
[a for a in"b"]
[a for a in(b)if(c)]
["a"for a in b]
[1 for a in b]
class C:
    x = [a for a in b]
    y = [[a for a in b] for b in c]
def f():
    return [(yield_) for a in b]
async def g():
    return [a async for a in b if await c]
