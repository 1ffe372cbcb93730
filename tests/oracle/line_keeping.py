#!/usr/bin/env python3
"""Holds the line-keeping Python form against CPython: the same tree, on the same lines.

    line_keeping.py              the corpus, the 300 files of sample.txt as `pilcrow convert` gives them, and
                                 programs hung at random (the seeds are fixed)
    line_keeping.py FILE…        these files, .pil or .py; what is Python's is converted, and hung at random

For each program, what `pilcrow convert --to python --keep-lines` prints must have as many lines as the
file; CPython must read the tree from it that `pilcrow tree --python-ast` prints (docstrings compared
after inspect.cleandoc); each statement, one after the other, must be of the kind and on the line that
`pilcrow tree --json` gives, and so must the expressions, counted line by line. What CPython compiles it
must compile after conversion too. How many stand in the same column is only counted. With $QUICK, a
smaller sample. The last line gives the totals. $PILCROW is the executable (build/release/pilcrow if unset).
"""

import ast
import collections
import inspect
import itertools
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import warnings

import compare
import dump
import interpreters

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CORPUS = ROOT / "tests" / "corpus"
PILCROW = os.environ.get("PILCROW", str(ROOT / "build" / "release" / "pilcrow"))
SHARES = (0.1, 0.4, 0.8, 1.0)  # of the brackets that hang
SEGMENTS = (0.0, 0.02, 0.15, 0.5)  # of the places where a `\` can begin a line
COMMENTS = (0.0, 0.03, 0.3)
FAILURES_SHOWN = 8
INFINITY = float("inf")
CONVERTED = ", converted"  # in the names of inputs

# Our node kinds that CPython has as a node of its own, and what it is called there.
KINDS = {
    "Name": ["Name"], "Number": ["Constant", "UnaryOp"], "Attribute": ["Attribute"],
    "Subscript": ["Subscript"], "Slice": ["Slice"], "Call": ["Call"], "Await": ["Await"],
    "Unary": ["UnaryOp"], "Binary": ["BinOp"], "Boolean": ["BoolOp"], "Compare": ["Compare"],
    "Conditional": ["IfExp"], "Lambda": ["Lambda"], "Walrus": ["NamedExpr"], "Yield": ["Yield"],
    "YieldFrom": ["YieldFrom"], "Starred": ["Starred"], "ExpressionStatement": ["Expr"],
    "Assign": ["Assign"], "AugmentedAssign": ["AugAssign"], "AnnotatedAssign": ["AnnAssign"],
    "Return": ["Return"], "Pass": ["Pass"], "Break": ["Break"], "Continue": ["Continue"],
    "Raise": ["Raise"], "Assert": ["Assert"], "Delete": ["Delete"], "Global": ["Global"],
    "Nonlocal": ["Nonlocal"], "Import": ["Import"], "ImportFrom": ["ImportFrom"],
    "TypeAlias": ["TypeAlias"], "If": ["If"], "Elif": ["If"], "While": ["While"],
    "For": ["For", "AsyncFor"], "Try": ["Try", "TryStar"], "Except": ["ExceptHandler"],
    "With": ["With", "AsyncWith"], "FunctionDef": ["FunctionDef", "AsyncFunctionDef"],
    "ClassDef": ["ClassDef"], "Match": ["Match"], "Field": ["FormattedValue"],
    "PatternCapture": ["MatchAs"], "PatternClass": ["MatchClass"], "PatternMapping": ["MatchMapping"],
}  # fmt: skip
# Names that are no nodes in CPython: of definitions, handlers, declarations, dotted modules.
WITHOUT_NAME = {"FunctionDef", "ClassDef", "Global", "Nonlocal", "DottedName"}
COUNTED = {name for names in KINDS.values() for name in names} - {"Constant", "UnaryOp", "MatchAs"}


def run(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([PILCROW, *arguments], capture_output=True, timeout=120)


def clean_docstrings(tree: ast.AST) -> None:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                if isinstance(first.value.value, str):
                    first.value.value = inspect.cleandoc(first.value.value)


def drop_printing_import(tree: ast.Module) -> None:
    tree.body[:] = [
        node
        for node in tree.body
        if not (isinstance(node, ast.ImportFrom) and node.module == "pilcrow.printing")
    ]


def places_in_python(tree: ast.AST) -> collections.Counter:
    counter = collections.Counter()
    for node in ast.walk(tree):
        name = type(node).__name__
        if name in COUNTED:
            counter["If" if name == "Elif" else name, node.lineno, node.col_offset + 1] += 1
    return counter


def places_in_pilcrow(forest) -> collections.Counter:
    counter = collections.Counter()
    open_items = [(unit, None) for unit in forest]
    while open_items:
        item, parent = open_items.pop()
        if "nodes" in item:
            open_items += [(node, None) for node in item["nodes"]]
            open_items += [(unit, None) for unit in item["block"]]
            continue
        kind = item["kind"]
        children = item["children"]
        open_items += [(child, item) for child in children]
        names = KINDS.get(kind, [])
        if not names or names[0] not in COUNTED:
            continue
        if kind == "Name" and parent is not None:
            if parent["kind"] in WITHOUT_NAME and (parent["kind"] not in ("FunctionDef", "ClassDef")
                                                   or parent["children"][0] is item):
                continue
            if parent["kind"] == "Except" and item is not parent["children"][0]:
                continue
        counter[names[0], item["line"], item["column"]] += 1
    return counter


def statements_in_python(body):
    """(kind, line) of each statement and handler in the order of the file."""
    for node in body:
        if not isinstance(node, ast.match_case):
            name = type(node).__name__
            yield SAME.get(name, name), node.lineno
        for part in ("body", "cases", "handlers", "orelse", "finalbody"):
            yield from statements_in_python(getattr(node, part, ()))


def statements_in_pilcrow(forest):
    for unit in forest:
        yield from statements_among(unit["nodes"])
        yield from statements_in_pilcrow(unit["block"])


def statements_among(nodes):
    for node in nodes:
        theirs = getattr(ast, KINDS.get(node["kind"], ["AST"])[0])
        if issubclass(theirs, (ast.stmt, ast.excepthandler)):
            yield theirs.__name__, node["line"]
        if node["children"] and node["children"][-1]["kind"] == "Suite":
            yield from statements_among(node["children"][-1]["children"])


SAME = {"AsyncFor": "For", "AsyncWith": "With", "AsyncFunctionDef": "FunctionDef", "TryStar": "Try"}


def by_line(places: collections.Counter) -> collections.Counter:
    counter = collections.Counter()
    for (name, line, _), count in places.items():
        counter[SAME.get(name, name), line] += count
    return counter


class Refused(Exception):
    """`pilcrow convert` does not take what CPython takes."""


class Judge:
    def __init__(self, folder: str):
        self.name = os.path.join(folder, "program.pil")
        self.kept = self.nodes = self.statements = 0

    def judge(self, text: bytes, compiles: bool = False) -> str:
        """What is wrong with the form of this program, or nothing; "skip" if it is no program."""
        pathlib.Path(self.name).write_bytes(text)
        ours = run("tree", "--python-ast", self.name)
        if ours.returncode != 0:
            return "skip " + ours.stderr.decode("utf-8", "replace").split("\n")[0]
        form = run("convert", "--to", "python", "--keep-lines", self.name)
        if form.returncode != 0:
            return "it was not converted"
        wanted_lines = len(text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removesuffix(b"\n").split(b"\n"))
        if form.stdout.count(b"\n") != (wanted_lines if text else 0):
            return f"{form.stdout.count(bytes([10]))} lines, not {wanted_lines}"
        try:
            theirs = ast.parse(form.stdout)
        except (SyntaxError, ValueError) as error:
            return f"CPython does not read it: {error}"
        if compiles:
            try:
                compile(form.stdout, self.name, "exec", dont_inherit=True)
            except (SyntaxError, ValueError) as error:
                return f"CPython does not compile it: {error}"
        drop_printing_import(theirs)
        # Our tree in CPython's hands: the text of a dump is a Python expression.
        wanted = ours.stdout.decode("utf-8", "surrogatepass").rstrip("\n")
        if dump.dump(theirs) != wanted:
            try:
                own = eval(wanted, {**vars(ast), "inf": INFINITY, "infj": complex(0, INFINITY)})
            except (RecursionError, MemoryError, SyntaxError):
                return "another tree"
            for tree in (own, theirs):
                clean_docstrings(tree)
            if dump.dump(own) != dump.dump(theirs):
                return "another tree"
        forest = json.loads(run("tree", "--json", self.name).stdout)
        ordered = itertools.zip_longest(statements_in_pilcrow(forest), statements_in_python(theirs.body))
        for here, there in ordered:
            self.statements += 1
            if here != there:
                return f"the statement {here} became {there}"
        here, there = places_in_pilcrow(forest), places_in_python(theirs)
        if by_line(here) != by_line(there):
            here, there = by_line(here), by_line(there)
            return f"other lines: {sorted((here - there).items())[:4]} became {sorted((there - here).items())[:4]}"
        self.nodes += sum(here.values())
        self.kept += sum((here & there).values())
        return ""


def hung(path: str, seed: int) -> bytes:
    import hang

    chance = random.Random(f"{pathlib.Path(path).name} {seed}")
    share, comments, segments = chance.choice(SHARES), chance.choice(COMMENTS), chance.choice(SEGMENTS)
    source = ast.unparse(ast.parse(pathlib.Path(path).read_bytes()))
    text = hang.to_pilcrow(
        source,
        lambda: chance.random() < share,
        lambda: chance.random() < comments,
        lambda: chance.random() < segments,
    )
    return text.encode()


def converted(path: str) -> bytes:
    """What `pilcrow convert` makes of a program of Python's that CPython compiles."""
    compile(pathlib.Path(path).read_bytes(), path, "exec", dont_inherit=True)
    done = run("convert", "--to", "pilcrow", path)
    if done.returncode != 0:
        raise Refused(done.stderr.decode("utf-8", "replace").split("\n")[0])
    return done.stdout


def inputs():
    """(what it is called, the text or how to make it)"""
    quick = bool(os.environ.get("QUICK"))
    for path in sorted(CORPUS.rglob("*.pil")) + sorted((ROOT / "examples").rglob("*.pil")):
        yield str(path.relative_to(ROOT)), path.read_bytes
    for path in sorted((CORPUS / "python" / "constructs").glob("*.py")):
        for seed in range(2 if quick else 15):
            yield f"{path.name}, seed {seed}", lambda path=path, seed=seed: hung(str(path), seed)
    libraries = {version: interpreters.library(version) for version in ("3.11", "3.13")}
    for version, name in compare.sample()[:: 12 if quick else 1]:
        if not libraries[version]:
            continue
        path = str(libraries[version] / name)
        yield f"{name}{CONVERTED}", lambda path=path: converted(path)
        if version == "3.13":
            for seed in range(1 if quick else 4):
                yield f"{name}, seed {seed}", lambda path=path, seed=seed: hung(path, seed)


def main() -> int:
    warnings.simplefilter("ignore")
    python = interpreters.best()
    if python.version[:2] < (3, 12):
        print(f"{python} takes no f-string apart, which this needs")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    if os.path.realpath(sys.executable) != os.path.realpath(python.path) and "LINE_KEEPING" not in os.environ:
        os.environ["LINE_KEEPING"] = "1"
        os.execv(python.path, python.command(str(HERE / "line_keeping.py"), *sys.argv[1:]))
    import hang

    counts = collections.Counter()
    wanted = inputs()
    if sys.argv[1:]:
        wanted = []
        for name in sys.argv[1:]:
            if name.endswith(".py"):
                wanted.append((f"{name}{CONVERTED}", lambda name=name: converted(name)))
                wanted.append((f"{name}, seed 0", lambda name=name: hung(name, 0)))
            else:
                wanted.append((name, pathlib.Path(name).read_bytes))
    with tempfile.TemporaryDirectory() as folder:
        judge = Judge(folder)
        for name, make in wanted:
            try:
                text = make()
            except (hang.Cannot, SyntaxError, RecursionError, UnicodeError, ValueError):
                counts["skipped"] += 1
                continue
            except Refused as error:
                text, fault = b"", f"it was not converted: {error}"
            else:
                fault = judge.judge(text, compiles=name.endswith(CONVERTED))
            if fault.startswith("skip") and not name.endswith(CONVERTED):
                # A program of the corpus may be damaged on purpose; one that was hung is not.
                if ", seed" in name:
                    counts["refused"] += 1
                    if counts["refused"] <= 3:
                        print(f"{name}: {fault}")
                continue
            counts["failed" if fault else "passed"] += 1
            if fault and counts["failed"] <= FAILURES_SHOWN:
                kept = ROOT / "build" / "oracle" / f"{pathlib.Path(name.split(',')[0]).stem}-{counts['failed']}.pil"
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_bytes(text)
                print(f"{name}: {fault}; kept as {kept}")
        share = 100 * judge.kept / max(judge.nodes, 1)
        print(f"of {judge.nodes} statements and expressions ({judge.statements} statements), {share:.1f} % keep their column too")
        if counts["refused"]:
            print(f"{counts['refused']} hung programs are no programs to pilcrow")
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
