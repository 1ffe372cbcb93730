#!/usr/bin/env python3
"""Holds Pilcrow's layout against CPython: the same program in both layouts must give the same tree.

    hung_forms.py                the files of CPython 3.13 in sample.txt
    hung_forms.py FILE…          these files

Each file is taken apart by CPython, written as one line per statement by ast.unparse, and from there into
Pilcrow's layout with brackets and strings hung at random (hang.py; the seed is fixed). What `pilcrow tree
--python-ast` prints for that must be the dump of the program that it came from. The last line gives the
totals. With $QUICK, every sixth file. $PILCROW is the executable (build/release/pilcrow if unset).
"""

import ast
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import warnings

import dump
import interpreters

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PILCROW = os.environ.get("PILCROW", str(ROOT / "build" / "release" / "pilcrow"))
SHARES = (0.1, 0.4, 0.8, 1.0)  # of the brackets that hang
FAILURES_SHOWN = 5


def sample() -> list[str]:
    library = interpreters.library("3.13")
    names = [line.partition("/") for line in (HERE / "sample.txt").read_text(encoding="utf-8").split()]
    files = [str(library / path) for version, _, path in names if library and version == "3.13"]
    return files[:: 6 if os.environ.get("QUICK") else 1]


def judge(path: str, folder: str) -> tuple[str, str]:
    """"passed", "failed" or "skipped", and why."""
    import hang

    chance = random.Random(pathlib.Path(path).name)
    share = chance.choice(SHARES)
    try:
        source = ast.unparse(ast.parse(pathlib.Path(path).read_bytes()))
        wanted = dump.dump(ast.parse(source)).encode("utf-8", "surrogatepass") + b"\n"
        text = hang.to_pilcrow(source, lambda: chance.random() < share, lambda: chance.random() < 0.03)
    except (hang.Cannot, SyntaxError, RecursionError, OSError, UnicodeError) as error:
        return "skipped", repr(error)
    name = os.path.join(folder, "program.pil")
    try:
        pathlib.Path(name).write_text(text, encoding="utf-8", newline="")
    except UnicodeEncodeError:
        return "skipped", "a lone surrogate"
    done = subprocess.run([PILCROW, "tree", "--python-ast", name], capture_output=True, timeout=60)
    if done.returncode == 0 and done.stdout == wanted:
        return "passed", ""
    kept = ROOT / "build" / "oracle" / (pathlib.Path(path).stem + ".pil")
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(text, encoding="utf-8", newline="")
    said = done.stderr.decode("utf-8", "replace").splitlines()
    return "failed", f"status {done.returncode}, {said[0] if said else 'another tree'}; kept as {kept}"


def main() -> int:
    warnings.simplefilter("ignore")
    python = interpreters.best()
    if python.version[:2] < (3, 12):
        print(f"{python} takes no f-string apart, which this needs")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    if os.path.realpath(sys.executable) != os.path.realpath(python.path) and "HUNG_FORMS" not in os.environ:
        os.environ["HUNG_FORMS"] = "1"
        os.execv(python.path, python.command(str(HERE / "hung_forms.py"), *sys.argv[1:]))
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    with tempfile.TemporaryDirectory() as folder:
        for path in sys.argv[1:] or sample():
            verdict, reason = judge(path, folder)
            counts[verdict] += 1
            if verdict == "failed" and counts[verdict] <= FAILURES_SHOWN:
                print(f"{path}: {reason}")
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
