#!/usr/bin/env python3
"""Holds `pilcrow tree --names` against CPython's symtable: every scope, and what each name in it is.

    scopes.py                    the sample (sample.txt) and every construct of the grammar
    scopes.py --all              every file of CPython 3.11's and 3.13's library and test suite
    scopes.py [FILE|FOLDER]…     these files; --show N shows N differences

A library is read by the interpreter of its own version. What CPython's compiler does to its tables is
done here to ours before comparing: from 3.12 on what
a comprehension holds that is not a generator belongs to the function around it; what is declared global
anywhere is a name of the module's; where annotations are not evaluated, what stands in them is no name.
The last line gives the totals.

$PILCROW is the executable (build/release/pilcrow if unset).
"""

import argparse
import json
import os
import pathlib

import subprocess
import sys
import unicodedata

import interpreters
from compare import CONSTRUCTS, ROOT, sample

HERE = pathlib.Path(__file__).resolve().parent


class Symtables:
    """One running symtables.py."""

    def __init__(self, python):
        self.python = python
        self.process = subprocess.Popen(python.command(str(HERE / "symtables.py")), text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def read(self, path):
        self.process.stdin.write(f"{path}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def parsed(text):
    """The scopes of `pilcrow tree --names`, as symtables.py tells them."""
    stack = []
    for line in text.splitlines():
        bare = line.lstrip(" ")
        level = (len(line) - len(bare)) // 2
        if bare.startswith("- "):
            name, _, words = bare[2:].rpartition(": ")
            stack[-1][3][name] = words
            continue
        kind, *rest = bare.split(" ")
        named = kind in ("function", "class")
        scope = [kind, unicodedata.normalize("NFKC", rest[0]) if named else "", int(rest[-1]) if named else 0, {}, []]
        del stack[level:]
        if stack:
            stack[-1][4].append(scope)
        stack.append(scope)
    return stack[0]


def inlined(scope, around=""):
    """What CPython does with comprehensions from 3.12 on."""
    kind, name, line, names, inner = scope
    names = dict(names)
    result = []
    can_see_class = kind == "types" and around == "class"
    for one in (inlined(one, kind) for one in inner):
        if one[0] != "comprehension" or can_see_class:
            result.append(one)
            continue
        for its, words in one[3].items():
            names.setdefault(its, words)
        result += one[4]
    for its, (scope, *more) in {its: words.split(" ") for its, words in names.items()}.items():
        if scope in ("local", "cell") and kind != "class":
            scope = "cell" if kind != "module" and looks_out(its, result) else "local"
            names[its] = " ".join([scope, *more])
    return [kind, name, line, names, result]


def looks_out(name, inner):
    """Whether one of the scopes in a function finds `name` in that function."""
    for kind, _, _, names, further in inner:
        if names.get(name) == "free" or (name not in names or kind == "class") and looks_out(name, further):
            return True
    return False


def declared_global(scope):
    """Names that are, in any of the scopes."""
    found = {name for name, words in scope[3].items() if words.startswith("global")}
    return found.union(*map(declared_global, scope[4]))


def normal(scope):
    """In an order of its own; what neither side is asked for is left out."""
    kind, name, line, names, inner = scope
    shown = {}
    for one, words in names.items():
        if one == "__class__":
            continue  # CPython reads it for super()
        if kind == "module" and words.startswith("global"):
            words = words.replace("global", "local", 1)  # it may be declared so further in
        shown[one] = words
    return (kind, name, line, tuple(sorted(shown.items())),
            tuple(sorted((normal(one) for one in inner), key=lambda one: (one[2], one[:2], repr(one)))))


def differences(wanted, given, lenient, where=""):
    """`lenient`: ours may have more names."""
    here = f"{where}/{given[0]} {given[1]}:{given[2]}"
    if wanted[:3] != given[:3]:
        yield f"{here}: CPython has {wanted[0]} {wanted[1]}:{wanted[2]}"
        return
    theirs, ours = dict(wanted[3]), dict(given[3])
    for name in sorted(theirs.keys() | ours.keys()):
        if lenient and name not in theirs and ours[name] in ("module", "free"):
            continue
        if lenient and ours.get(name, "").replace("cell", "local") == theirs.get(name):
            continue
        if theirs.get(name) != ours.get(name):
            yield f"{here}: {name} is {ours.get(name)}, with CPython {theirs.get(name)}"
    if len(wanted[4]) != len(given[4]):
        yield (f"{here}: has {[one[:3] for one in given[4]]}, with CPython {[one[:3] for one in wanted[4]]}")
        return
    for one, other in zip(wanted[4], given[4]):
        yield from differences(one, other, lenient, here)


def work_list(options):
    """(version, path)"""
    if options.paths:
        files = []
        for path in map(pathlib.Path, options.paths):
            files += sorted(path.rglob("*.py")) if path.is_dir() else [path]
        return [(options.version, str(file)) for file in files]
    work = [("3.13", str(file)) for file in sorted(CONSTRUCTS.glob("*.py"))]
    libraries = {version: interpreters.library(version) for version in ("3.11", "3.13")}
    if options.all:
        for version, root in libraries.items():
            work += [(version, str(root / path)) for path in (interpreters.python_files(root) if root else [])]
    else:
        work += [(version, str(libraries[version] / path)) for version, path in sample() if libraries[version]]
    return work


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--version", default="3.11")
    options = parser.parse_args()
    executable = os.environ.get("PILCROW", str(ROOT / "build" / "release" / "pilcrow"))
    oracles = {}
    for version in ("3.11", "3.13"):
        found = interpreters.installed(version)
        if found:
            oracles[version] = Symtables(max(found, key=lambda python: python.version))
    equal = skipped = shown = failed = names = 0
    for version, path in work_list(options):
        if version not in oracles or not os.path.exists(path):
            skipped += 1
            continue
        answer = oracles[version].read(path)
        if "scope" not in answer:
            skipped += 1
            continue
        done = subprocess.run([executable, "tree", "--names", path], capture_output=True, text=True)
        try:
            ours = parsed(done.stdout)
            if oracles[version].python.version >= (3, 12):
                ours = inlined(ours)
            for name in declared_global(ours):
                ours[3].setdefault(name, "local")
            wanted, given = normal(answer["scope"]), normal(ours)
            found = list(differences(wanted, given, answer["future"])) if wanted != given else []
        except (IndexError, ValueError) as error:
            found = [f"no scopes: {error!r} {done.stderr[:200]}"]
        if not found:
            equal += 1
            continue
        failed += 1
        for one in found:
            if shown < options.show:
                print(f"{path}{one}")
            shown += 1
    for oracle in oracles.values():
        oracle.close()
    print(f"{shown} differences" if shown else "no differences")
    print(f"{equal} passed, {failed} failed, {skipped} skipped")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
