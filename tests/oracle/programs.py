#!/usr/bin/env python3
"""Runs whole programs: the corpus and the examples print, to the byte, what stands beside them as NAME.out.

    programs.py          all of them, under the best CPython (interpreters.py); examples under $PYTHON too
    programs.py NAME…    those whose names hold one of the words

The last line gives the totals. $PILCROW is the executable (build/release/pilcrow if unset).
"""

import os
import pathlib
import subprocess
import sys
import tempfile

import interpreters

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PILCROW = os.environ.get("PILCROW", str(ROOT / "build" / "release" / "pilcrow"))


def fault_of(program: pathlib.Path, out: pathlib.Path, python: str) -> str:
    environment = {**os.environ, "PILCROW_PYTHON": python, "PYTHONDONTWRITEBYTECODE": "1"}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [PILCROW, "run", str(program)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            cwd=folder,
            timeout=120,
        )
    if done.returncode != 0:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        return f"status {done.returncode} {last}"
    return "" if done.stdout == out.read_bytes() else "it prints something else"


def main() -> int:
    corpus = ROOT / "tests" / "corpus"
    best = interpreters.best()
    programs = [(path, path.with_suffix(".out")) for path in sorted((corpus / "pilcrow").glob("*.pil"))]
    examples = [
        (path, corpus / "examples" / f"{path.stem}.out") for path in sorted((ROOT / "examples").glob("*.pil"))
    ]
    runs = [(*program, best.path) for program in programs + examples if best.version >= (3, 12)]
    skipped = 0 if runs else len(programs + examples)
    runs += [(*program, os.environ.get("PYTHON", sys.executable)) for program in examples]
    passed = failed = 0
    for program, out, python in runs:
        if sys.argv[1:] and not any(word in program.name for word in sys.argv[1:]):
            continue
        fault = fault_of(program, out, python)
        passed, failed = passed + (not fault), failed + bool(fault)
        if fault:
            print(f"{program.relative_to(ROOT)} under {python}: {fault}")
    for path in sorted((ROOT / "examples").glob("*.pil")):
        if len(path.read_text(encoding="utf-8").splitlines()) >= 100:
            print(f"{path.relative_to(ROOT)} has a hundred lines or more")
            failed += 1
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
