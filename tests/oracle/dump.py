#!/usr/bin/env python3
"""What CPython reads in a source file, in the form that `pilcrow tree --python-ast` prints.

    dump.py FILE…           print each file's tree; exit status 1 if one is not Python
    dump.py --batch         read a file name per line from standard input, answer each at once

The form is that of CPython 3.13's `ast.dump(ast.parse(source), indent=1)` under any CPython from
3.11 on: one node or list element per line where a node is not simple, empty lists and None left out.
The trees themselves are those of the interpreter that runs this: 3.11 knows neither PEP 695 nor
PEP 701, so where exactness matters, run it with 3.13 (tests/oracle/interpreters.py finds one).

An answer in batch mode is one line of JSON, then `bytes` bytes of dump, then a newline:

    {"file": …, "status": "ok"|"parse"|"compile"|"unreadable", "line": N|null, "message": …, "bytes": N}

"parse": ast.parse rejects the file. "compile": ast.parse accepts it (so there is a dump) and a later
phase, such as the symbol table, rejects it; files are only compiled with --compile. `line` counts from
1 and is CPython's own.
"""

import ast
import json
import sys
import threading
import warnings

# 3.12 leaves empty constants between the parts of an f-string, 3.13 does not.
_EMPTY_PARTS = sys.version_info < (3, 13)
_CONSTANTS = (ast.Constant, ast.MatchSingleton)


def dump(tree: ast.AST) -> str:
    """The text of ast.dump(tree, indent=1) in CPython 3.13's form. Time and memory are linear."""
    pieces = []
    write = pieces.append

    def is_plain(value) -> bool:  # what ast.dump calls simple: it opens no line of its own
        if isinstance(value, ast.AST):
            return not fields(value)
        return not isinstance(value, list) or not value

    def fields(node):
        kept = []
        of_class = type(node)
        is_constant = isinstance(node, _CONSTANTS)
        for name in node._fields:
            try:
                value = getattr(node, name)
            except AttributeError:
                continue
            if _EMPTY_PARTS and of_class is ast.JoinedStr:
                value = [part for part in value if getattr(part, "value", None) != ""]
            if value is None and getattr(of_class, name, ...) is None:
                continue
            if (value is None or value == []) and not is_constant:
                continue
            kept.append((name, value))
        return kept

    def put(value, level) -> None:
        if isinstance(value, ast.AST):
            kept = fields(value)
            write(type(value).__name__)
            if len(kept) <= 3 and all(is_plain(inner) for _, inner in kept):
                write("(")
                separator = ", "
            else:
                write("(\n" + " " * (level + 1))
                separator = ",\n" + " " * (level + 1)
            first = True
            for name, inner in kept:
                write(name + "=" if first else separator + name + "=")
                first = False
                put(inner, level + 1)
            write(")")
        elif isinstance(value, list):
            if not value:
                write("[]")
                return
            separator = ",\n" + " " * (level + 1)
            write("[\n" + " " * (level + 1))
            first = True
            for inner in value:
                if not first:
                    write(separator)
                first = False
                put(inner, level + 1)
            write("]")
        else:
            write(repr(value))

    put(tree, 0)
    return "".join(pieces)


class Reading:
    """One file as CPython reads it."""

    def __init__(self, name: str, compiled: bool):
        self.name = name
        self.status, self.line, self.message, self.dump = "ok", None, None, ""
        try:
            with open(name, "rb") as file:
                source = file.read()
        except OSError as error:
            self.status, self.message = "unreadable", str(error)
            return
        try:
            tree = ast.parse(source, name)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            self._reject("parse", error)
            return
        # The parser's limit on decimal digits is part of the language; repr()'s is not.
        limit = sys.get_int_max_str_digits()
        sys.set_int_max_str_digits(0)
        self.dump = dump(tree)
        sys.set_int_max_str_digits(limit)
        if compiled:
            try:
                # From the tree, the line numbers are the same and the parser does not run twice.
                compile(tree, name, "exec", dont_inherit=True)
            except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
                self._reject("compile", error)

    def _reject(self, phase: str, error: Exception) -> None:
        self.status = phase
        self.line = getattr(error, "lineno", None)
        self.message = getattr(error, "msg", None) or str(error) or type(error).__name__


def batch(compiled: bool) -> None:
    out = sys.stdout.buffer
    for line in sys.stdin:
        reading = Reading(line.rstrip("\n"), compiled)
        text = reading.dump.encode("utf-8", "surrogatepass")
        head = {
            "file": reading.name,
            "status": reading.status,
            "line": reading.line,
            "message": reading.message,
            "bytes": len(text),
        }
        out.write(json.dumps(head).encode() + b"\n" + text + b"\n")
        out.flush()


def show(names: list[str], compiled: bool) -> int:
    out = sys.stdout.buffer
    status = 0
    for name in names:
        reading = Reading(name, compiled)
        if reading.dump:
            out.write(reading.dump.encode("utf-8", "surrogatepass") + b"\n")
        if reading.status != "ok":
            status = 1
            out.flush()
            where = f"{name}:{reading.line}" if reading.line else name
            print(f"{where}: {reading.message} ({reading.status})", file=sys.stderr)
    return status


def main() -> int:
    arguments = sys.argv[1:]
    compiled = "--compile" in arguments
    names = [argument for argument in arguments if argument not in ("--batch", "--compile")]
    if not names and "--batch" not in arguments:
        print(__doc__, file=sys.stderr)
        return 2
    warnings.simplefilter("ignore")
    if "--batch" in arguments:
        batch(compiled)
        return 0
    return show(names, compiled)


def in_deep_thread(function) -> int:
    """Runs `function` with room for trees as deep as CPython's parser makes them."""
    result = []
    sys.setrecursionlimit(1_000_000)
    threading.stack_size(512 << 20)
    thread = threading.Thread(target=lambda: result.append(function()))
    thread.start()
    thread.join()
    return result[0] if result else 1


if __name__ == "__main__":
    sys.exit(in_deep_thread(main))
