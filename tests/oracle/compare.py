#!/usr/bin/env python3
"""Holds `pilcrow tree --python-ast` against CPython's own trees.

    compare.py                   the sample (sample.txt) and every construct of the grammar
    compare.py --all             every file of CPython 3.11's and 3.13's library and test suite
    compare.py [FILE|FOLDER]…    these files; --lines N shows N lines of each difference

A file that CPython 3.13 parses passes when the command ends with status 0 and prints ast.dump's text to
the byte. A file that CPython's parser rejects passes when the command ends with status 1. What only an
older interpreter's grammar could tell is skipped. The last line gives the totals. All failures are
written to build/oracle/failures.txt, one name and reason a line.

$PILCROW is the executable (build/release/pilcrow if unset).
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import queue
import subprocess
import sys
import time

import interpreters

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CONSTRUCTS = ROOT / "tests" / "corpus" / "python" / "constructs"
SECONDS_PER_FILE = 30


class Oracle:
    """One running dump.py: asked for a file, it answers with CPython's verdict and dump."""

    def __init__(self, python: interpreters.Interpreter):
        self._python = python
        self._process = None

    def read(self, path: str) -> tuple[dict, bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                self._python.command(str(HERE / "dump.py"), "--batch"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        self._process.stdin.write(path.encode() + b"\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            return {"status": "unreadable", "line": None, "message": "the oracle died"}, b""
        head = json.loads(line)
        dump = self._process.stdout.read(head["bytes"])
        self._process.stdout.read(1)
        return head, dump

    def close(self) -> None:
        if self._process is not None:
            self._process.stdin.close()
            self._process.wait()


class Result:
    """What came of one file: `verdict` is one of the table's columns."""

    def __init__(self, group: str, name: str, verdict: str, reason: str = "", detail: str = ""):
        self.group, self.name, self.verdict = group, name, verdict
        self.reason, self.detail = reason, detail
        self.size = 0


PASSING = ("equal", "rejected")
FAILING = ("differs", "refused", "accepted", "crashed", "hung")
COLUMNS = PASSING + FAILING + ("skipped",)


def run_pilcrow(executable: str, path: str):
    try:
        return subprocess.run(
            [executable, "tree", "--python-ast", path],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS_PER_FILE,
        )
    except subprocess.TimeoutExpired:
        return None


def needs_newer(path: str, version: tuple[int, int, int]) -> bool:
    """Whether the file says that it is about what older CPythons read otherwise: `# as CPython X.Y.Z reads it`."""
    with open(path, "rb") as file:
        words = file.readline(200).decode("utf-8", "replace").split()
    if words[:3] != ["#", "as", "CPython"] or words[4:] != ["reads", "it"]:
        return False
    return version < tuple(map(int, words[3].split(".")))


def first_line(text: bytes) -> str:
    for line in text.decode("utf-8", "replace").splitlines():
        if line.strip():
            return line.strip()[:200]
    return "(nothing on standard error)"


def difference(expected: bytes, actual: bytes, lines: int) -> str:
    """The first place where two dumps part, with `lines` lines of each."""
    wanted, given = expected.split(b"\n"), actual.split(b"\n")
    at = 0
    while at < min(len(wanted), len(given)) and wanted[at] == given[at]:
        at += 1
    if at == len(wanted) and at == len(given):
        return "equal but for the end"

    def some(side: list[bytes], mark: str) -> str:
        shown = side[at : at + lines] or [b"(end)"]
        return "\n".join(f"    {mark} {line.decode('utf-8', 'replace')[:150]}" for line in shown)

    context = expected.split(b"\n")[max(0, at - 2) : at]
    above = "".join(f"      {line.decode('utf-8', 'replace')[:150]}\n" for line in context)
    return f"    dump line {at + 1}:\n{above}{some(wanted, 'CPython')}\n{some(given, 'pilcrow')}"


def judge(group: str, name: str, path: str, oracle: Oracle, options) -> Result:
    if not os.path.exists(path):
        return Result(group, name, "skipped", "this machine's library has no such file")
    if needs_newer(path, options.oracle.version):
        return Result(group, name, "skipped", f"{options.oracle.name} reads it otherwise than later ones")
    head, dump = oracle.read(path)
    if head["status"] == "unreadable":
        return Result(group, name, "skipped", head["message"])
    if head["status"] == "parse" and not options.oracle.is_exact:
        return Result(group, name, "skipped", f"{options.oracle.name} does not parse it")
    done = run_pilcrow(options.pilcrow, path)
    if done is None:
        return Result(group, name, "hung", f"no end after {SECONDS_PER_FILE} s")
    if done.returncode not in (0, 1):
        return Result(group, name, "crashed", f"status {done.returncode}: {first_line(done.stderr)}")
    if head["status"] == "parse":
        if done.returncode == 1:
            return Result(group, name, "rejected")
        return Result(group, name, "accepted", f"CPython, line {head['line']}: {head['message']}")
    if done.returncode == 1:
        return Result(group, name, "refused", first_line(done.stderr))
    if done.stdout == dump + b"\n":
        return Result(group, name, "equal")
    return Result(group, name, "differs", "", difference(dump, done.stdout, options.lines))


def sample() -> list[tuple[str, str]]:
    """(version, path in that version's library) for each file of sample.txt."""
    entries = []
    for line in (HERE / "sample.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            version, _, path = line.partition("/")
            entries.append((version, path))
    return entries


def work_list(options) -> list[tuple[str, str, str]]:
    """(group, shown name, path) of every file to compare."""
    work = []
    if options.paths:
        for path in map(pathlib.Path, options.paths):
            files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
            work += [("named files", str(file), str(file)) for file in files]
        return work
    work += [("constructs", file.name, str(file)) for file in sorted(CONSTRUCTS.glob("*.py"))]
    libraries = {v: interpreters.library(v, not options.offline) for v in ("3.11", "3.13")}
    if options.all:
        for version, root in libraries.items():
            for path in interpreters.python_files(root) if root else []:
                work.append((f"CPython {version}", path, str(root / path)))
    else:
        for version, path in sample():
            root = libraries[version] or pathlib.Path("/nonexistent")
            work.append((f"CPython {version}, sample", path, str(root / path)))
    return work


def compare(work, python: interpreters.Interpreter, options) -> list[Result]:
    """Compares everything, `options.jobs` files at a time; the results keep the order of the work."""
    oracles = queue.SimpleQueue()
    every = [Oracle(python) for _ in range(options.jobs)]
    for oracle in every:
        oracles.put(oracle)

    def one(entry) -> Result:
        group, name, path = entry
        oracle = oracles.get()
        try:
            result = judge(group, name, path, oracle, options)
        finally:
            oracles.put(oracle)
        if result.verdict != "skipped":
            result.size = os.path.getsize(path)
        return result

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = list(pool.map(one, work))
    for oracle in every:
        oracle.close()
    return results


def only_older(results: list[Result], work, options) -> list[str]:
    """Files of 3.11's library that the oracle rejects although a CPython 3.11 here parses them."""
    names = {(entry[0], entry[1]): entry[2] for entry in work}
    refused = [r for r in results if r.group == "CPython 3.11" and r.verdict in ("rejected", "accepted")]
    older = interpreters.installed("3.11")
    if not refused or not older:
        return []
    oracle = Oracle(older[0])
    found = [r for r in refused if oracle.read(names[r.group, r.name])[0]["status"] == "ok"]
    oracle.close()
    for result in found:
        result.verdict, result.reason = "skipped", "only CPython 3.11 parses it"
    return [result.name for result in found]


def print_failures(results: list[Result], options) -> None:
    failures = [result for result in results if result.verdict in FAILING]
    folder = ROOT / "build" / "oracle"
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "failures.txt", "w", encoding="utf-8") as file:
        for result in failures:
            file.write(f"{result.verdict}\t{result.group}\t{result.name}\t{result.reason}\n")
    for verdict in FAILING:
        of_kind = [result for result in failures if result.verdict == verdict]
        for result in of_kind[: options.show]:
            print(f"{verdict}: {result.group}: {result.name}: {result.reason}".rstrip(": "))
            if result.detail:
                print(result.detail)
        if len(of_kind) > options.show:
            print(f"{verdict}: {len(of_kind) - options.show} more, in build/oracle/failures.txt")


def print_skipped(results: list[Result]) -> None:
    reasons = collections.Counter(r.reason for r in results if r.verdict == "skipped")
    for reason, count in reasons.most_common():
        print(f"skipped {count}: {reason}")


def print_table(results: list[Result]) -> None:
    groups = list(dict.fromkeys(result.group for result in results))
    width = max(map(len, groups), default=0)
    print(" " * width + "".join(f"{column:>10}" for column in COLUMNS) + f"{'MB':>8}")
    for group in groups:
        of_group = [result for result in results if result.group == group]
        counts = collections.Counter(result.verdict for result in of_group)
        size = sum(result.size for result in of_group) / 1e6
        print(f"{group:<{width}}" + "".join(f"{counts[c]:>10}" for c in COLUMNS) + f"{size:>8.1f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", metavar="FILE|FOLDER")
    parser.add_argument("--all", action="store_true", help="all files of both libraries")
    parser.add_argument("--offline", action="store_true", help="use what is here, unpack nothing")
    parser.add_argument("--python", help="the interpreter to compare with, instead of the best one")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--lines", type=int, default=3, help="lines shown of each difference")
    parser.add_argument("--show", type=int, default=8, help="failures shown of each kind")
    options = parser.parse_args()
    options.pilcrow = os.environ.get("PILCROW", str(ROOT / "build" / "release" / "pilcrow"))
    if not os.access(options.pilcrow, os.X_OK):
        print(f"there is no executable {options.pilcrow}")
        print("0 passed, 1 failed")
        return 1
    if options.python:
        python = interpreters.probe(options.python) or sys.exit(f"{options.python} is no CPython")
    else:
        python = interpreters.best(not options.offline)
    options.oracle = python
    print("oracle:", python)

    start = time.monotonic()
    work = work_list(options)
    results = compare(work, python, options)
    apart = only_older(results, work, options)
    print_failures(results, options)
    for name in apart:
        print("only CPython 3.11 parses:", name)
    print_skipped(results)
    print_table(results)
    print(f"{time.monotonic() - start:.1f} s")
    counts = collections.Counter(result.verdict for result in results)
    passed = sum(counts[verdict] for verdict in PASSING)
    failed = sum(counts[verdict] for verdict in FAILING)
    print(f"{passed} passed, {failed} failed, {counts['skipped']} skipped")
    return failed > 0 or passed == 0


if __name__ == "__main__":
    sys.exit(main())
