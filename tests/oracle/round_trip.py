#!/usr/bin/env python3
"""Holds the printer against CPython: Python -> Pilcrow -> Python is the same program.

    round_trip.py                   the 300 files of sample.txt and every construct of the grammar
    round_trip.py --all             all of CPython 3.11's and 3.13's library and tests, and every package
                                    that is installed for an interpreter of this machine (minutes)
    round_trip.py [FILE|FOLDER]…    these files

A file passes where all of this holds:

    tree         CPython reads the same `ast.dump` from the file and from what came back, docstrings after
                 inspect.cleandoc
    comments     tokenize finds the same comments in the same order, but for a `coding:` comment's encoding
    no errors    the Pilcrow text between them has no error
    fixed point  printing the Pilcrow text gives it again
    unchanged    so does taking the Python text to Pilcrow

What CPython's parser rejects is no input and is only counted. With $QUICK, a quarter of the sample. The
last line gives the totals. All failures are written to build/oracle/round_trip.txt.
"""

import argparse
import ast
import collections
import glob
import inspect
import multiprocessing
import os
import pathlib
import re
import subprocess
import sys
import time
import tokenize
import warnings
from typing import NamedTuple

import compare
import dump
import interpreters

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROPERTIES = ("tree", "comments", "no errors", "fixed point", "unchanged")
# How the worker's sentences begin, and the property that they are about.
FAULTS = {"error": "no errors", "no fixed point": "fixed point", "changed": "unchanged"}
CODING = re.compile(r"^([ \t\f]*#.*?coding[:=][ \t]*)([-\w.]+)")


class Verdict(NamedTuple):
    group: str
    name: str
    skipped: str  # why it is no input, or empty
    size: int
    faults: list  # (property, sentence)
    findings: dict  # of the Pilcrow form: code -> count


class Worker:
    """One running round_trip_worker."""

    def __init__(self, path: str):
        self._path = path
        self._process = None

    def ask(self, name: str):
        """(faults, findings, Pilcrow form, Python form), or None where it crashed."""
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen([self._path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            self._process.stdin.write(os.fsencode(name) + b"\n")
            self._process.stdin.flush()
            faults, findings = [], {}
            while line := self._process.stdout.readline():
                kind, _, rest = line.decode("utf-8", "replace").rstrip("\n").partition(" ")
                if kind == "fault":
                    faults.append(rest)
                elif kind == "finding":
                    code, count = rest.split()
                    findings[code] = int(count)
                else:
                    sizes = list(map(int, rest.split()))
                    return faults, findings, *(self._process.stdout.read(size) for size in sizes)
        except BrokenPipeError:
            pass
        return None


def comments_of(source: bytes) -> list[str]:
    """All comments in order; a `coding:` comment, which follows the encoding, without its name."""
    lines = iter(source.splitlines(keepends=True))
    comments = []
    for token in tokenize.tokenize(lambda: next(lines, b"")):
        if token.type == tokenize.COMMENT:
            text = token.string.rstrip()
            comments.append(CODING.sub(r"\1", text) if token.start[0] <= 2 else text)
    return comments


def tree_of(source: bytes, name: str) -> str:
    tree = ast.parse(source, name)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                if isinstance(first.value.value, str):
                    first.value.value = inspect.cleandoc(first.value.value)
    return dump.dump(tree)


def first_difference(wanted, given) -> str:
    for at, (one, other) in enumerate(zip(wanted, given)):
        if one != other:
            return f"{str(one).strip()[:100]} | {str(other).strip()[:100]}"
    return f"{len(wanted)} and {len(given)}, one goes on"


def judge(entry, worker: Worker) -> Verdict:
    group, name, path = entry
    try:
        source = pathlib.Path(path).read_bytes()
    except OSError as error:
        return Verdict(group, name, str(error.strerror), 0, [], {})
    try:
        tree = tree_of(source, path)
        comments = comments_of(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError, tokenize.TokenError) as error:
        return Verdict(group, name, f"CPython does not read it: {error}", len(source), [], {})
    answer = worker.ask(path)
    if answer is None:
        return Verdict(group, name, "", len(source), [("no errors", "it crashed")], {})
    sentences, findings, _, python = answer
    faults = []
    for sentence in sentences:
        kind = next((FAULTS[kind] for kind in FAULTS if sentence.startswith(kind)), "no errors")
        faults.append((kind, sentence))
    try:
        back = tree_of(python, path)
        if back != tree:
            where = first_difference(tree.splitlines(), back.splitlines())
            faults.append(("tree", where))
        there = comments_of(python)
        if there != comments:
            faults.append(("comments", first_difference(comments, there)))
    except (SyntaxError, ValueError, tokenize.TokenError) as error:
        faults.append(("tree", f"CPython does not read what came back: {error}"))
    return Verdict(group, name, "", len(source), faults, findings)


def packages() -> list[str]:
    """The folders of what is installed beside CPython, for any interpreter of this machine."""
    pyenv = os.environ.get("PYENV_ROOT", str(pathlib.Path.home() / ".pyenv"))
    patterns = ["/usr/lib/python3*/dist-packages", "/usr/lib/python3*/site-packages",
                "/usr/local/lib/python3*/*-packages", f"{pyenv}/versions/3*/lib/python3*/site-packages"]
    return sorted(folder for pattern in patterns for folder in glob.glob(pattern))


def files_under(folder: str):
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (os.path.join(parent, name) for name in sorted(names) if name.endswith(".py"))


def work_list(options) -> list[tuple[str, str, str]]:
    """(group, shown name, path) of every file."""
    if options.paths:
        return [("named files", path, path) for given in options.paths
                for path in (files_under(given) if os.path.isdir(given) else [given])]
    work = [("constructs", path.name, str(path)) for path in sorted(compare.CONSTRUCTS.glob("*.py"))]
    libraries = {version: interpreters.library(version) for version in ("3.11", "3.13")}
    if not options.all:
        chosen = compare.sample()
        for version, path in chosen[:: 4 if os.environ.get("QUICK") else 1]:
            if libraries[version]:
                work.append(("sample", path, str(libraries[version] / path)))
        return work
    for version, root in libraries.items():
        for path in interpreters.python_files(root) if root else []:
            work.append((f"CPython {version}", path, str(root / path)))
    for folder in packages():
        work += [("installed packages", path, path) for path in files_under(folder)]
    return work


_worker = None


def _begin(path: str) -> None:
    global _worker
    warnings.simplefilter("ignore")
    sys.set_int_max_str_digits(0)
    _worker = Worker(path)


def _judge(entry) -> Verdict:
    result = []

    def run():
        try:
            result.append(judge(entry, _worker))
        except (RecursionError, MemoryError):
            pass  # the comparison itself is beyond this Python
        except Exception as error:
            result.append(Verdict(entry[0], entry[1], "", 0, [("tree", f"the test itself failed: {error!r}")], {}))

    dump.in_deep_thread(run)
    if result:
        return result[0]
    return Verdict(entry[0], entry[1], "this test cannot compare it", 0, [], {})


def report(verdicts: list[Verdict], options) -> tuple[int, int, int]:
    failed = [verdict for verdict in verdicts if verdict.faults]
    kept = ROOT / "build" / "oracle" / "round_trip.txt"
    kept.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{v.name}: {kind}: {sentence}" for v in failed for kind, sentence in v.faults]
    kept.write_text("".join(line + "\n" for line in lines), encoding="utf-8", errors="replace")
    for line in lines[: options.show]:
        print(line)
    if len(lines) > options.show:
        print(f"{len(lines) - options.show} more, in build/oracle/round_trip.txt")
    groups = list(dict.fromkeys(verdict.group for verdict in verdicts))
    width = max(map(len, groups), default=0)
    print(" " * width + f"{'files':>8}{'MB':>8}" + "".join(f"{name:>13}" for name in PROPERTIES)
          + f"{'all of it':>13}{'no Python':>11}")
    for group in groups:
        inputs = [v for v in verdicts if v.group == group and not v.skipped]
        counts = [sum(all(kind != name for kind, _ in v.faults) for v in inputs) for name in PROPERTIES]
        counts.append(sum(not v.faults for v in inputs))
        skipped = sum(v.group == group and bool(v.skipped) for v in verdicts)
        print(f"{group:<{width}}{len(inputs):>8}{sum(v.size for v in inputs) / 1e6:>8.1f}"
              + "".join(f"{count:>13}" for count in counts) + f"{skipped:>11}")
    findings = collections.Counter()
    for verdict in verdicts:
        findings.update(verdict.findings)
    said = ", ".join(f"{count} {code}" for code, count in findings.most_common()) or "none"
    print(f"what is found in the Pilcrow forms: {said}")
    skipped = sum(bool(verdict.skipped) for verdict in verdicts)
    return len(verdicts) - skipped - len(failed), len(failed), skipped


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", metavar="FILE|FOLDER")
    parser.add_argument("--all", action="store_true", help="both libraries and all installed packages")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--show", type=int, default=12, help="failures shown")
    options = parser.parse_args()
    python = interpreters.best()
    if not python.is_exact:
        print(f"{python} does not read all that is compared")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    if os.path.realpath(sys.executable) != os.path.realpath(python.path) and "ROUND_TRIP" not in os.environ:
        os.environ["ROUND_TRIP"] = "1"
        os.execv(python.path, python.command(str(HERE / "round_trip.py"), *sys.argv[1:]))
    executable = os.environ.get("PILCROW", str(ROOT / "build" / "release" / "pilcrow"))
    worker = pathlib.Path(executable).parent / "round_trip_worker"
    print("oracle:", python)
    start = time.monotonic()
    with multiprocessing.Pool(options.jobs, _begin, (str(worker),)) as pool:
        verdicts = list(pool.imap(_judge, work_list(options), chunksize=8))
    passed, failed, skipped = report(verdicts, options)
    print(f"{time.monotonic() - start:.1f} s")
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return failed > 0 or passed == 0


if __name__ == "__main__":
    sys.exit(main())
