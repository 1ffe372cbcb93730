#!/usr/bin/env python3
"""Chooses the 300 files of sample.txt, which compare.py reads in every test run.

    choose_sample.py 3.11=FOLDER[:FOLDER…] 3.13=FOLDER[:FOLDER…] > sample.txt

The folders are libraries of that version from different makers (a build of CPython's own, Debian's
packages): only files that all of them have are chosen, so that the sample means the same everywhere. The
files in WANTED are in it because they are made of odd grammar; the others are drawn with a fixed seed, as
many small, middling and large ones, from the library and from the tests of both versions.
"""

import pathlib
import random
import sys

import interpreters

COUNT = 300
SEED = 313
# Beyond this, in bytes, files are tables that say little for their time.
LARGEST = 400_000

WANTED = """
test/test_grammar.py test/test_fstring.py test/test_patma.py test/test_type_params.py test/test_syntax.py
test/test_exceptions.py test/test_unparse.py test/test_ast.py test/test_ast/test_ast.py test/test_tokenize.py
test/test_string_literals.py test/test_named_expressions.py test/test_coroutines.py test/test_asyncgen.py
test/test_except_star.py test/test_exception_group.py test/test_extcall.py test/test_keywordonlyarg.py
test/test_positional_only_arg.py test/test_unpack.py test/test_unpack_ex.py test/test_with.py test/test_genexps.py
test/test_listcomps.py test/test_dictcomps.py test/test_setcomps.py test/test_generators.py test/test_scope.py
test/test_global.py test/test_decorators.py test/test_lambda.py test/test_slice.py test/test_complex.py
test/test_long.py test/test_float.py test/test_int.py test/test_type_aliases.py test/test_type_annotations.py
test/test_typing.py test/test_pep646_syntax.py test/test_unicode_identifiers.py test/test_utf8source.py
test/test_source_encoding.py test/test_coding.py test/test_eof.py test/test_compile.py test/test_peepholer.py
test/test_bytes.py test/test_unicode.py test/test_str.py test/test_codeop.py test/test_print.py test/test_super.py
test/test_augassign.py test/test_binop.py test/test_compare.py test/test_dis.py test/test_symtable.py
test/test_future.py test/test_future_stmt/test_future.py test/test_parser.py test/test_string.py
test/test_metaclass.py test/test_raise.py test/test_yield_from.py test/test_pyrepl/test_interact.py
test/test_lib2to3.py test/ann_module.py test/typinganndata/ann_module.py
_pydecimal.py typing.py dataclasses.py ast.py tokenize.py inspect.py enum.py argparse.py asyncio/tasks.py
contextlib.py functools.py this.py __future__.py antigravity.py asyncio/__init__.py
""".split()


def main() -> int:
    chosen = []
    drawing = random.Random(SEED)
    shelves = []  # one list for each version, part of the library and size
    for argument in sorted(sys.argv[1:]):
        version, _, folders = argument.partition("=")
        roots = [pathlib.Path(folder) for folder in folders.split(":")]
        common = set(interpreters.python_files(roots[0]))
        for root in roots[1:]:
            common &= set(interpreters.python_files(root))
        wanted = [path for path in WANTED if path in common]
        chosen += [f"{version}/{path}" for path in wanted]
        others = sorted(common - set(wanted))
        sizes = {path: (roots[0] / path).stat().st_size for path in others}
        for is_test in (False, True):
            part = [p for p in others if p.startswith("test/") == is_test and 0 < sizes[p] <= LARGEST]
            part.sort(key=lambda path: (sizes[path], path))
            third = len(part) // 3 + 1
            for at in range(0, len(part), third):
                shelf = [f"{version}/{path}" for path in part[at : at + third]]
                drawing.shuffle(shelf)
                shelves.append(shelf)
    while len(chosen) < COUNT and any(shelves):
        for shelf in shelves:
            if shelf and len(chosen) < COUNT:
                chosen.append(shelf.pop())
    print("# Chosen by choose_sample.py: files of CPython's library and tests, VERSION/PATH.")
    print("\n".join(sorted(chosen)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
