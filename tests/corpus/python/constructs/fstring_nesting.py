f"{f"{a}"}"
f"{f'{a}'}"
f"{f"{f"{f"{a}"}"}"}"
f"{f'{f"{a}"}'}"
f"{f"a{b}c"}d{f'e'}"
f"{f"""{a}"""}"
f"""{f"{a}"}"""
f"""{f"""{a}"""}"""
f'''{f"""{f'{f"{a}"}'}"""}'''
f"{"a" + 'b' + """c""" + '''d'''}"
f"{"{"}"
f"{"}"}"
f"{"{}"}"
f"{'{a}'}"
f"{"\""}"
f"{'"'}"
f"{"'"}"
f"{"#"}"
f"{":"}"
f"{"!"}"
f"{"="}"
f"{a["b"]["c"]}"
f"{a(f"{b}", c=f'{d}')}"
f"{", ".join(f"{a}" for a in b)}"
f"{a:{f"{b}"}}"
f"{a:{f"{b:{c}}"}}"
f"{a!r:{f"{b!s}"}}"
f"{f"{a}":>{f"{b}"}}"
f"{f"{a:b}":c}"
f"{rf"\{a}"}"
f"{r"\n"}"
f"{b"\n"}"
f"{u"a"}"
f"{"a" "b" f"c{d}"}"
f"{f"a" "b"}"
f"{(f"{a}" f"{b}")}"
f"{
a
}"
f"{
    a,
    b
}"
f"{a
+ b}"
f"{a(
    b,
    c=d,  # comment
)}"
f"{
    # comment
    a  # another

    :>{
        b
    }}"
f"{[
    a
    for a in b
]}"
f"""{
a
} {
b
}"""
f"{'''a
b'''}"
f"{"""a
b"""}"
f"{a if b else f"{c}"}"
f"{lambda_(f"{a}")}"
f"{(lambda a: f"{a}")(b)}"
f"{ {f"{a}": f"{b}"} }"
f"{ {f"{a}": f"{b}"}[f"{c}"] }"
f"{f"{{}}"}"
f"{f"{{{a}}}"}"
f"{'{{'}"
f"{a}{"b"}{f"{c}"}{{d}}"
f"{yield_}" f"{f"{a}" f"{b}"}"
f"{a}" if f"{b}" else f"{c}"
[f"{a}" for a in b]
{f"{a}": f"{b}"}
x[f"{a}"]
f"{x[f"{a}"]}".y
def f(a=f"{b}", *, c: f"{d}" = 1) -> f"{e}": f"{a}"
async def g(): f"{await a}"; f"{[a async for a in b]}"
