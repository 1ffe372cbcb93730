#!/usr/bin/env python3
"""What CPython's symtable tells of source files, in the form of `pilcrow tree --names`, as JSON.

    symtables.py       read a file name per line from standard input, answer each with one line of JSON

An answer is {"scope": [KIND, NAME, LINE, {NAME: WORDS}, [SCOPE…]], "future": whether annotations are
not evaluated} or {"reason": …} where CPython does not compile the file. Names that CPython makes up are left out, and those that a scope only
passes on from a function around it to one inside.
"""

import json
import symtable
import sys
import warnings

WORDS = {1: "local", 2: "global", 3: "module", 4: "free", 5: "cell"}
TYPES = ("type alias", "type parameters", "type variable", "TypeVar bound")


def kind_and_name(table):
    kind = str(getattr(table.get_type(), "value", table.get_type()))
    name = table.get_name()
    if kind in TYPES:
        return "types", ""
    if kind == "function" and name == "lambda":
        return "lambda", ""
    if ".0" in table.get_identifiers():
        return "generator" if name == "genexpr" else "comprehension", ""
    return kind, "" if kind == "module" else name


def words(symbol):
    said = [WORDS[symbol._Symbol__scope]]
    if symbol.is_parameter():
        said.append("parameter")
    if symbol.is_imported():
        said.append("imported")
    if symbol.is_annotated():
        said.append("annotated")
    return " ".join(said)


def stands(symbol):
    """Not merely passed on, and not made up."""
    name = symbol.get_name()
    if name.startswith(".") or name in ("__classdict__", "__type_params__"):
        return False
    return (symbol.is_referenced() or symbol.is_assigned() or symbol.is_parameter() or symbol.is_imported()
            or symbol.is_annotated() or symbol.is_declared_global() or symbol.is_nonlocal())


def tell(table):
    kind, name = kind_and_name(table)
    names = {symbol.get_name(): words(symbol) for symbol in table.get_symbols() if stands(symbol)}
    line = table.get_lineno() if kind in ("function", "class") else 0
    return [kind, name, line, names, [tell(inner) for inner in table.get_children()]]


def answer(path):
    try:
        with open(path, "rb") as file:
            text = file.read()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            top = tell(symtable.symtable(text, path, "exec"))
            return {"scope": top, "future": top[3].get("annotations") == "local imported" and b"__future__" in text}
    except (SyntaxError, ValueError, RecursionError, MemoryError, OSError) as error:
        return {"reason": f"{type(error).__name__}: {error}"}


sys.setrecursionlimit(20_000)
for line in sys.stdin:
    print(json.dumps(answer(line.rstrip("\n"))), flush=True)
