#!/usr/bin/env python3
"""Print python_ast.txt: programs and what CPython 3.13's ast.dump(ast.parse(program), indent=1) says.

A program begins behind a line `=== Python` or (`=== Pilcrow`) and ends at `---`, its dump at the next `===`.
A Pilcrow program stands with the dump of the Python program that it is another form of. Line ends other
than LF are shown as U+240D (CR, before the LF). See python_ast_test.cpp.
"""

import ast
import warnings

warnings.simplefilter("ignore")

PROGRAMS = [
    "",
    "# only a comment\n",
    "pass; break; continue\n",
    "x\nNone; True; False; ...\n",
    "a = b = c\na, *b = c,\n[a, (b, c)] = (d) = e.f = g[h] = 1\n(a) = 1\n() = []\n",
    "a: int\na: int = 1\n(a): int = 1\na.b: int\na[b]: c = yield\n",
    "".join(f"a {op} b\n" for op in "+= -= *= @= /= %= &= |= ^= <<= >>= **= //=".split()) + "a[b] += yield c\n",
    "del a, b.c, d[e]\ndel (a, b), [c]\ndel (a)\n",
    "return\nreturn a\nreturn a, *b\nraise\nraise a\nraise a from b\nassert a\nassert a, b\n",
    "global a, b\nnonlocal c\n",
    "import a\nimport a.b as c, d\nfrom a import b\nfrom .a.b import c as d, e\nfrom . import a\nfrom ... import b\n"
    "from .... import c\nfrom ...a import (b, c,)\nfrom a import *\n",
    "type A = int\ntype B[T: int = str, *Ts = *tuple, **P = [int]] = T\ntype = 1\n",
    "if a: b\nelif c: d\nelif e:\n    f\nelse: g\nif a:\n    pass\nelse:\n    if b: pass\n",
    "while a:\n    b\nelse:\n    c\nfor a in b: c; d\nfor a, *b in *c, d:\n    pass\nelse:\n    pass\nasync for a[b] in c: pass\n",
    "try:\n    a\nexcept:\n    b\ntry: a\nexcept b: c\nexcept (d, e) as f: g\nelse: h\nfinally: i\ntry: a\nfinally: b\n"
    "try: a\nexcept* b as c: d\nexcept* e: f\n",
    "with a: b\nwith a as b, c as (d, *e): f\nwith (a as b, c): d\nwith (a, b): c\nwith (a): b\nwith (a, b) as c: d\n"
    "async with a as b.c: d\nwith (yield): pass\n",
    "def f(): pass\ndef f(a, b=1, /, c: int = 2, *d: *e, f, g=3, **h: i) -> j: k\ndef f(*, a, b=1): return\n"
    "def f(a, /): pass\nasync def f[T, *U, **V](x: T) -> U:\n    'doc'\n    await x\n@a.b(c)\n@d\ndef f(): pass\n"
    "@a\n# comment\n@b := c\nasync def f(): pass\n",
    "class A: pass\nclass A(): pass\nclass A(B, *C, d=E, **F):\n    x: int\n@a\nclass A[T](B[T]): pass\n",
    "match a:\n    case 1 | -1.5 | 1 - 2j | 'a' 'b' | None | True: pass\n    case a.b.c: pass\n    case x: pass\n    case _: pass\n"
    "match a, *b:\n    case [a, *_, b] if c: pass\n    case (a), (b,), (), []: pass\n    case a, : pass\n    case *a, b: pass\n"
    "    case ((a | 1)) as b: pass\n    case [*rest]: pass\n"
    "match a:\n    case {}: pass\n    case {'a': 1, -2: b, c.d: _, None: x, **rest}: pass\n    case {**rest}: pass\n"
    "    case A(): pass\n    case a.B(1, x, c=2, d=[_, *_]): pass\n    case A(b=c,): pass\nmatch = case = 1\nmatch(a)\n",
    "a or b or c and d and not e\n(a or b) or c\nnot not a\n",
    "a + b - c * d / e // f % g @ h ** -i ** j\n~a << +b >> c & d | e ^ f\n",
    "a < b <= c > d >= e == f != g is h is not i in j not in k\nnot a in b\n",
    "a if b else c if d else e\nlambda: a\nlambda a, *b, c=1, **d: (yield)\nlambda a, /, b=1, *, c: a\n(a := b)\nf(a := 1)\nx[a := 1]\n",
    "yield_ = yield\nx = yield a, b\nyield from a\nawait a ** 2\n",
    "()\n(a)\n(a,)\n(a, b)\n((a))\n(*a, b)\n[]\n[a]\n[*a, b,]\n{a}\n{*a, b}\n{}\n{a: b}\n{a: b, **c, d: e}\n{**a}\n",
    "[a for b in c]\n{a for b, in c if d if e for f in g}\n{a: b for c in d}\n(a async for b in c)\nf(a for b in c)\n"
    "[a for a[b] in c if (lambda: d)]\n[(a, b) for (c, *d) in e]\n",
    "f()\nf(a, *b, c, d=e, **f, g=h)\nf(*a)(b)(**c)\na.b.c\na().b\nf(a, *b or c, **d or e)\n",
    "a[b]\na[b, c]\na[b,]\na[:]\na[b:]\na[:b]\na[::b]\na[b:c:d]\na[b:c, ::, d]\na[*b]\na[*b or c, d]\na[()]\na[(b, c)]\na[b][c]\n",
    "0; 007 if 0 else 00\n1_000; 0xFF; 0o17; 0b1; 0xffffffffffffffffffff\n1.0; 1e16; .5; 1e309; 1j; 1.5J; 1e400j\n".replace("007 if 0 else ", ""),
    "'a' \"b\"\nu'a' 'b'\n'a' u'b'\nU'a'\nb'a' rb'\\n'\nr'\\n'\n'''a\nb'''\n'a\\\nb'\n'\\N{BULLET}\\ud800'\n('a'\n 'b')\n",
    "'''a\r\nb\rc\\\r\nd'''\r\nf'''a\r\n{x}\r\n'''\r\nf'''{x\r\n = }'''\r\n",
    "f''\nf'a'\nf'{a}'\nf'a{b}c{d!r}{e:f}{g!s:h{i}j{k:l}}'\nf'{{}}{{a}}{b}}}'\nf'{a,}{b if c else d}{*e,}{yield f}{(lambda: g)}'\n",
    "f'{a=}'\nf'{a = !s}'\nf'{ a+b = :>5}'\nf'{a=:{b=}}'\nf'{a!=b}{a==b=}'\nf'''{a # comment\n = }'''\nf'{a != b=:c}'\n",
    "'a' f'b{c}' 'd' f'e'\nu'a' f'{b}' u'c'\nf'{a}' ''\n'' f'' ''\nf'a' rf'\\{b}\\n' f'\\N{BULLET}\\x41'\nf'{f\"{a}\"}'\n",
    "f'{a:}'\nf'{a!a:}'\nf'{a:b{c}{d}}'\nf'{a:\\N{BULLET}b}'\nf'{a:\\x41{b}\\n}'\nf'{a:%H:%M}'\nf'{a[\"b\"]}'\nf'{ {1: 2}[1] }'\n",
    "\ufb01le.\ufb01le = \ufb01le(\ufb01le=\ufb01le)\nimport \ufb01.\ufb01le as \ufb01x\ndef \ufb01(\ufb01): global \ufb01\nclass caf\u00e9: 'caf\u00e9'\n",
    "if a:\n\tb\n\tif c:\n\t\td\n\f\n# comment\ne = [\n1,\n\n  # comment\n  2\n  ]\nx = a \\\n  + b\n",
]

# The same program in both layouts: Pilcrow, Python.
PAIRS = [
    ("f(\n    , a\n    , *b\n    , c=d\n    , **e\n\\.g()\n", "f(a, *b, c=d, **e).g()\n"),
    ("x = [\n    , 1\n    , (2, 3)\n    , [\n        , 4\n", "x = [1, (2, 3), [4]]\n"),
    ("x = {\n    , a: b\n    , **c\ny = {\n    , *a\n    , b\nz = {\n", "x = {a: b, **c}\ny = {*a, b}\nz = {}\n"),
    ("x = (\n    , a\ny = (\n    , a,\nz = (\n    , a\n    , b\nw = (\n    , yield\n", "x = (a)\ny = (a,)\nz = (a, b)\nw = (yield)\n"),
    ("x[\n    , a\nx[\n    , a:b\n    , c\nx[\n    , a,\nx[\n    , *a\n", "x[a]\nx[a:b, c]\nx[a,]\nx[*a]\n"),
    ("x = [\n    , a\n      \\for a in b\n      \\if c\ny = f(\n    , a for a in b\nz = {\n    , a: b for a in c\n",
     "x = [a for a in b if c]\ny = f(a for a in b)\nz = {a: b for a in c}\n"),
    ("def f(\n    , a: int\n    , /\n    , b=1\n    , *c\n    , d\n    , **e\n\\-> g:\n    return a\n",
     "def f(a: int, /, b=1, *c, d, **e) -> g:\n    return a\n"),
    ("class A(\n    , B\n    , metaclass=C\n\\:\n    pass\n", "class A(B, metaclass=C):\n    pass\n"),
    ("def f[\n    , T\n    , *U\n\\(x): pass\n", "def f[T, *U](x): pass\n"),
    ("with (\n    , a as b\n    , c\n\\:\n    d\n", "with (a as b, c):\n    d\n"),
    ("from .a import (\n    , b\n    , c as d\n", "from .a import b, c as d\n"),
    ("match a:\n    case [\n        , 1\n        , *x\n    \\:\n        b\n    case A(\n        , 1\n        , b=c\n    \\ if d:\n        e\n"
     "    case {\n        , 'a': b\n        , **c\n    \\: pass\n    case (\n        , a\n    \\: pass\n    case (\n        , a,\n    \\: pass\n",
     "match a:\n    case [1, *x]:\n        b\n    case A(1, b=c) if d:\n        e\n    case {'a': b, **c}: pass\n    case (a): pass\n    case (a,): pass\n"),
    ("(\n    , a\n    , *b\n\\ = c\ndel [\n    , a\n    , b.c\nfor (\n    , a\n    , b\n\\ in c: d\n",
     "(a, *b) = c\ndel [a, b.c]\nfor (a, b) in c: d\n"),
    ("(\n    , a\n\\: int = 1\n((\n    , a.b\n\\): int\n(\n    , a[b]\n\\ += 1\n", "(a): int = 1\n((a.b)): int\n(a[b]) += 1\n"),
    ("x = \"\"\"a\n    \"b\n    \"\n    \"  c \"quoted\" \n", "x = 'a\\nb\\n\\n  c \"quoted\" '\n"),
    ("x = \"\"\"\n    \"a\\tb\n# a comment\n\n    \"\\N{BULLET}\n", "x = '\\na\\tb\\n\u2022'\n"),
    ("x = r\"\"\"\\d\n    \"\\w\ny = b\"\"\"a\n    \"\\x00\n", "x = '\\\\d\\n\\\\w'\ny = b'a\\n\\x00'\n"),
    ("def f():\n    \"\"\"Summary.\n        \"\n        \"Details.\n    return 1\n",
     "def f():\n    'Summary.\\n\\nDetails.'\n    return 1\n"),
    ("x = f\"\"\"a{b}\n    \"{c!r} {{}}\n    \"\n    \"\n    \"d{e:>{f}}\n", "x = f'a{b}\\n{c!r} {{}}\\n\\n\\nd{e:>{f}}'\n"),
    ("f(\n    , f\"\"\"\n        \"{a=}\n    , \"\"\"\n        \"b\n", "f(f'\\n{a=}', '\\nb')\n"),
    ("x = \"a\" f\"\"\"\n    \"{b}\n\\ \"c\"\n", "x = 'a' f'\\n{b}' 'c'\n"),
    ("if (\n    , a\n      \\or b\n\\and c:\n    d\nelif e: f\nelse:\n    g\n", "if (a or b) and c:\n    d\nelif e: f\nelse:\n    g\n"),
    ("@a(\n    , b\ndef f(): pass\ntry:\n    a\nexcept (\n    , B\n    , C\n\\ as d:\n    e\nfinally:\n    g\n",
     "@a(b)\ndef f(): pass\ntry:\n    a\nexcept (B, C) as d:\n    e\nfinally:\n    g\n"),
]


def main():
    def put(layout, program, source):
        assert "\n===" not in program and "\n---" not in program
        print("=== " + layout)
        print(program.replace("\r", "\u240d"), end="")
        print("---")
        print(ast.dump(ast.parse(source), indent=1))

    for program in PROGRAMS:
        put("Python", program, program)
    for pilcrow, python in PAIRS:
        put("Python", python, python)
        put("Pilcrow", pilcrow, python)


main()
