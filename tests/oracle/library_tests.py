#!/usr/bin/env python3
"""Runs CPython's own tests of twenty library modules that were taken to Pilcrow and back.

    library_tests.py             all modules; with $QUICK, those whose tests take a second
    library_tests.py MODULE…     these

Every file of a module goes Python -> Pilcrow -> Python into a folder of its own, which then stands before
the library. A module passes where each of its tests ends as it does with the original (tests that fail
with both, for want of something on this machine, too). The last line gives the totals.
"""

import collections
import concurrent.futures
import os
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import interpreters
import round_trip

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SECONDS = 400
# The module and, where it is called otherwise, its test.
MODULES = {
    "json": "", "textwrap": "", "difflib": "", "argparse": "", "dataclasses": "", "statistics": "", "heapq": "",
    "fractions": "", "configparser": "", "html.parser": "test_htmlparser", "csv": "", "calendar": "", "ast": "",
    "tokenize": "", "string": "", "random": "", "collections": "", "functools": "", "bisect": "", "shlex": "",
}  # fmt: skip
QUICK = ("textwrap", "html.parser", "string", "functools", "bisect", "shlex")
# Tests whose outcome may differ, and why. None does.
EXPECTED = {}

_RUN = """
import os, sys
folder, module = sys.argv[1:3]
del sys.argv[1:3]
sys.path.insert(0, folder)
from test.libregrtest.main import main
try:
    main()
finally:
    used = os.path.realpath(sys.modules[module].__file__)
    print("used", used.startswith(os.path.realpath(folder) + os.sep))
"""


def files_of(module: str, library: pathlib.Path) -> list[pathlib.Path]:
    """The module's files, relative to the library; of `html.parser` the whole package."""
    top = module.partition(".")[0]
    if (library / top).is_dir():
        return sorted(path.relative_to(library) for path in (library / top).rglob("*.py"))
    return [pathlib.Path(f"{top}.py")]


def convert(module: str, library: pathlib.Path, folder: pathlib.Path, worker) -> str:
    """What is wrong, or nothing."""
    for name in files_of(module, library):
        answer = worker.ask(str(library / name))
        if answer is None or answer[0]:
            return f"{name} was not converted: {answer and answer[0][0]}"
        if answer[3] == (library / name).read_bytes():
            print(f"{name} came back as it was, byte for byte")
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(answer[3])
    return ""


def run(python, module: str, folder: pathlib.Path, work: pathlib.Path):
    """(how each test ended, whether the module was the folder's, the log)"""
    test = MODULES[module] or f"test_{module}"
    results = work / "results.xml"
    work.mkdir()
    done = subprocess.run(
        [python.path, "-s", "-S", "-B", "-c", _RUN, str(folder), module, "--tempdir", str(work),
         "--junit-xml", str(results), test],
        cwd=work, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SECONDS)
    log = done.stdout.decode("utf-8", "replace")
    ended = collections.Counter()
    if results.exists():
        for case in xml.etree.ElementTree.parse(results).getroot().iter("testcase"):
            kinds = {child.tag for child in case} & {"error", "failure", "skipped"}
            ended[case.get("name"), ",".join(sorted(kinds)) or "passed"] += 1
    return ended, log.rstrip().endswith("used True"), log


def compare(python, module: str, pool, root: pathlib.Path, worker) -> tuple[str, str]:
    """(what is wrong or nothing, a row of the table)"""
    converted, original = root / f"{module}-converted", root / f"{module}-original"
    for folder in (converted, original):
        folder.mkdir()
    if fault := convert(module, python.library, converted, worker):
        return fault, ""
    runs = [pool.submit(run, python, module, folder, root / f"{folder.name}-work")
            for folder in (original, converted)]
    (before, _, _), (after, used, log) = (one.result() for one in runs)
    row = f"{before.total():>8}{sum(n for (_, how), n in before.items() if how == 'passed'):>10}"
    row += f"{after.total():>11}{sum(n for (_, how), n in after.items() if how == 'passed'):>10}"
    if not used:
        return f"its tests did not import what was converted\n{log[-1500:]}", row
    if not before:
        return "its tests did not run", row
    changed = {key for key in (before - after) + (after - before) if key[0] not in EXPECTED}
    if changed:
        return f"{sorted(changed)[:6]}\n{log[-3000:]}", row
    return "", row


def main() -> int:
    pythons = [python for python in interpreters.installed("3.13") if (python.library / "test/test_shlex.py").exists()]
    python = pythons[0] if pythons else interpreters.best()
    if not (python.library / "test" / "test_shlex.py").exists():
        print(f"{python} has no tests of its library")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    print(f"with {python}")
    executable = os.environ.get("PILCROW", str(ROOT / "build" / "release" / "pilcrow"))
    worker = round_trip.Worker(str(pathlib.Path(executable).parent / "round_trip_worker"))
    modules = sys.argv[1:] or (QUICK if os.environ.get("QUICK") else tuple(MODULES))
    failed = 0
    print(f"{'module':<14}{'tests':>8}{'passed':>10}{'converted:':>11}{'passed':>10}")
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
        for module in modules:
            fault, row = compare(python, module, pool, pathlib.Path(folder), worker)
            print(f"{module:<14}{row}")
            if fault:
                failed += 1
                print(f"FAILED: {module}: {fault}")
    print(f"{len(modules) - failed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
