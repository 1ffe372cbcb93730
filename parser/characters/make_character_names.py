#!/usr/bin/env python3
"""Make the table of character names that `\\N{...}` looks up.

    make_character_names.py UnicodeData.txt NameAliases.txt OUTPUT.cpp

The inputs are the Unicode Character Database's files, of version 15.0 (Debian's package
unicode-data). Python 3.13 knows version 15.1; what that adds is ADDED below. Ideographs and Hangul
syllables, whose names follow a rule, are left out: character_names.cpp computes them.

The output holds the names in byte order in blocks of BLOCK names. In a block each name is
    1 byte   how many bytes it shares with the name before it (0 for a block's first)
    1 byte   how many bytes follow
    n bytes  those bytes
    3 bytes  the code point, most significant byte first
"""

import sys

BLOCK = 16

ADDED = {
    0x2FFC: "IDEOGRAPHIC DESCRIPTION CHARACTER SURROUND FROM RIGHT",
    0x2FFD: "IDEOGRAPHIC DESCRIPTION CHARACTER SURROUND FROM LOWER RIGHT",
    0x2FFE: "IDEOGRAPHIC DESCRIPTION CHARACTER HORIZONTAL REFLECTION",
    0x2FFF: "IDEOGRAPHIC DESCRIPTION CHARACTER ROTATION",
    0x31EF: "IDEOGRAPHIC DESCRIPTION CHARACTER SUBTRACTION",
}


def read_names(unicode_data, name_aliases):
    names = {name: code for code, name in ADDED.items()}
    with open(unicode_data, encoding="utf-8") as lines:
        for line in lines:
            code, name = line.split(";")[:2]
            if not name.startswith("<"):
                names[name] = int(code, 16)
    with open(name_aliases, encoding="utf-8") as lines:
        for line in lines:
            line = line.split("#")[0].strip()
            if line:
                code, name = line.split(";")[:2]
                names.setdefault(name, int(code, 16))
    return names


def shared_prefix(a, b):
    length = 0
    while length < min(len(a), len(b)) and a[length] == b[length]:
        length += 1
    return length


def pack(names):
    data, starts = bytearray(), []
    previous = b""
    for index, name in enumerate(sorted(name.encode("ascii") for name in names)):
        if index % BLOCK == 0:
            starts.append(len(data))
            previous = b""
        shared = shared_prefix(previous, name)
        data += bytes([shared, len(name) - shared]) + name[shared:]
        data += names[name.decode("ascii")].to_bytes(3, "big")
        previous = name
    return data, starts


def main():
    unicode_data, name_aliases, output = sys.argv[1:]
    data, starts = pack(read_names(unicode_data, name_aliases))
    with open(output, "w", encoding="ascii") as out:
        out.write("// Made by make_character_names.py; do not edit.\n")
        out.write('#include "parser/characters/character_name_table.h"\n\n')
        out.write("namespace pilcrow {\n\n")
        out.write(f"const std::uint32_t character_name_block_count = {len(starts)};\n")
        out.write(f"const std::uint32_t character_name_bytes = {len(data)};\n")
        out.write(f"const std::uint32_t character_name_blocks[{len(starts)}] = {{\n")
        for at in range(0, len(starts), 12):
            out.write("    " + ", ".join(map(str, starts[at : at + 12])) + ",\n")
        out.write("};\n")
        out.write(f"const unsigned char character_name_data[{len(data) + 1}] =\n")
        for at in range(0, len(data), 32):
            out.write('    "' + "".join(f"\\{byte:03o}" for byte in data[at : at + 32]) + '"\n')
        out.write("    ;\n\n} // namespace pilcrow\n")


main()
