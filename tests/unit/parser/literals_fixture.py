#!/usr/bin/env python3
"""Print literals.txt: literals and what CPython's repr() makes of their values.

One literal a line, a tab, the repr. Line ends inside a literal are shown as U+240A (LF) and U+240D
(CR). Run with CPython 3.13, whose answers the tests hold us to; see literals_test.cpp.
"""

import ast
import random
import unicodedata
import warnings

warnings.simplefilter("ignore")
random.seed(313)

INTEGERS = """0 00 0_0 7 42 1_000_000 0x0 0xff 0XFF 0xDead_Beef 0o17 0O7_7 0b1011 0B1_0 0x_f 0b_1
18446744073709551615 18446744073709551616 0xffffffffffffffff 0x10000000000000000
0b11111111111111111111111111111111111111111111111111111111111111111111111
0o7777777777777777777777777 123456789012345678901234567890 0x123456789abcdef0123456789abcdef""".split()
FLOATS = """0.0 1.0 1. .5 00.5 007.25 1e0 1E5 1e+5 1e-5 1_0.0_1e1_0 1e15 1e16 1e17 9999999999999998.0
123456789012345678.0 0.0001 0.00001 0.00012345 1.5e300 1.7976931348623157e308 1.8e308 1e309 1e400
1e-323 5e-324 2e-324 1e-400 0e999999999999999999999 1e999999999999999999999 1e-999999999999999999999
0.1 0.30000000000000004 100.0 1e100 1.23e22 1e23 3.14159265358979 2.5e-10 4.35 0.000000000000000000001e330
1000000000000000000000000000000e-400 9007199254740993.0 1e22 12345.678""".split()
IMAGINARY = """0j 1j 1J 09j 1.5j .5j 1e5j 1e16j 1e15j 1e309j 1_0j 1.e-7j 0.0j""".split()
STRINGS = [
    "''", '""', "'a'", '"a\'b"', "'a\"b'", "'a\\'b\"c'", "'\\n\\t\\r\\\\'", "'\\a\\b\\f\\v'",
    "'\\0\\1\\12\\123\\1234\\377\\400\\777\\8'", "'\\x00\\x41\\xff'", "'\\x7f\\x80\\xa0\\xad'",
    "'\\u00e9\\u200b\\u2028\\ud800\\udfff\\uffff'", "'\\ud83d\\ude00'", "'\\U0001f600\\U0010ffff'",
    "'\\q\\ \\.\\d\\('", "'a\\\nb'", "'a\\\r\nb'", "'a\\\rb'", "'''a\nb'''", "'''a\r\nb'''", "'''a\rb\n\rc'''",
    '"""a\\\n"b\n"""', "r'\\n\\x'", "r'a\\'b'", "R'''\\\r\n'''", "u'a'", "U'\\n'", "b''", "b'a\\x00\\xff'",
    "b'\\u1234\\N{x}\\U'", "b'\\400\\777\\8'", "b'\"'", "b\"'\"", "b'\\'\"'", "rb'\\x\\''", "Rb'\\\\'", "bR'\\n'",
    "b'''a\r\nb\\\r\nc'''", "b'\\t\\n\\r\\x1f\\x7f~'", "'\t'", "'é ß 漢字 🙂'", "'\u00a0\u00ad\u200b\u3000\ue000'",
    "'\u0378\u2ffc\u31ef\U0002ebf0\U0002ee5e'", "'\\N{LATIN SMALL LETTER A}\\N{latin small letter b}'",
    "'\\N{BULLET}\\N{LINE FEED}\\N{NULL}\\N{BELL}\\N{ALERT}'", "'\\N{HANGUL SYLLABLE GAG}\\N{HANGUL SYLLABLE A}'",
    "'\\N{HANGUL SYLLABLE HIH}\\N{HANGUL SYLLABLE GGWEOLG}'", "'\\N{CJK UNIFIED IDEOGRAPH-4E00}'",
    "'\\N{CJK UNIFIED IDEOGRAPH-2EBF0}\\N{CJK COMPATIBILITY IDEOGRAPH-F900}'",
    "'\\N{IDEOGRAPHIC DESCRIPTION CHARACTER ROTATION}'", "'\\N{ZERO WIDTH NO-BREAK SPACE}\\N{BYTE ORDER MARK}'",
    "'\\N{EGYPTIAN HIEROGLYPH A001}\\N{TIBETAN MARK GTER YIG MGO -UM RNAM BCAD MA}'",
]
# Refused: the value is an error.
REFUSED = [
    "'\\x1'", "'\\xg0'", "'\\u123'", "'\\U0011000'", "'\\U00110000'", "'\\N'", "'\\N{}'", "'\\N{nothing of the kind}'",
    "'\\N{BULLET'", "'\\N{TANGUT IDEOGRAPH-17000}'", "'\\N{cjk unified ideograph-4e00}'",
    "'\\N{hangul syllable gag}'", "'\\N{HANGUL SYLLABLE }'", "'\\N{HANGUL SYLLABLE GX}'", "'\\N{KEYCAP DIGIT ONE}'",
    "'\\N{CJK UNIFIED IDEOGRAPH-4e00}'", "'\\N{CJK UNIFIED IDEOGRAPH-0041}'", "'\\N{CJK UNIFIED IDEOGRAPH-04E00}'",
    "b'\\x1'", "1" * 4301, "0x" + "f" * 3572,
]
LONG = ["1" * 4300, "0x" + "f" * 3571, "0" * 5000]


def random_strings():
    for _ in range(120):
        points = [random.choice([random.randrange(0x80), random.randrange(0x3000), random.randrange(0x110000)])
                  for _ in range(12)]
        body = "".join(chr(c) for c in points
                       if not 0xD800 <= c < 0xE000 and chr(c) not in "\0\t\r\n'\\\u240a\u240d")
        yield "'" + body + "'"


def random_names():
    for _ in range(150):
        while not (name := unicodedata.name(chr(random.randrange(0x32000)), "")):
            pass
        yield "'\\N{" + name + "}'"


def random_floats():
    for _ in range(120):
        yield repr(abs(random.choice([random.random(), random.uniform(0, 1e17), random.lognormvariate(0, 200)])))


def main():
    literals = [*INTEGERS, *FLOATS, *IMAGINARY, *STRINGS, *random_strings(), *random_names(), *random_floats(),
                *LONG, *REFUSED]
    for literal in literals:
        try:
            value = repr(ast.literal_eval(literal))
        except (SyntaxError, ValueError):
            value = "error"
        shown = literal.replace("\n", "\u240a").replace("\r", "\u240d")
        print(shown + "\t" + value)


main()
