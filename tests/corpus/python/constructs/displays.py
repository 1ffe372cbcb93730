()
(a,)
(a, b)
(a, b,)
(*a,)
(*a, b)
(a, *b, *c,)
(a)
((a))
((a, b), c)
[]
[a]
[a,]
[a, b]
[a, b,]
[*a]
[*a,]
[*a, b, *c]
[[]]
[[a], [b, c], []]
[a, [b, [c, [d]]]]
{a}
{a,}
{a, b}
{a, b,}
{*a}
{*a, b, *c,}
{}
{a: b}
{a: b,}
{a: b, c: d}
{a: b, c: d,}
{**a}
{**a,}
{**a, b: c}
{a: b, **c, **d, e: f}
{a: {b: {c: d}}}
{a: lambda: b}
{lambda: a: b}
{a if b else c: d if e else f}
{a or b: not c}
{(a, b): (c, d)}
{a: b for a in c}
{"a": "b" "c", "d" "e": f}
{**a | b}
[a := 1]
[a := 1, b := 2]
{a := 1}
{a := 1, b}
(a := 1, b)
(a := 1,)
{(a := 1): (b := 2)}
[a if b else c, d]
[lambda: a, lambda: b]
[not a, -b, +c]
[*a | b, *c.d, *e()]
[
    a,  # comment
    # another

    b
]
{
    a: b,
    **c,  # comment
}
(
    a,
    b,
)
(

)
[
]
{
}
(a
)
[a,
 b,
 [c,
  d]]
x = a,
x = (a,)
x = [], (), {}
[...]
[None, True, False]
[(a), (b,), (c, d)]
[a, b][0], (c, d)[1], {e: f}[g]
