"""CPython's own tests of twenty library modules, under pytest, while the modules are `.pil` files.

    library.py             every CPython from 3.11 on that is here with its tests; with $QUICK, the newest and few modules
    library.py MODULE…     these modules' tests

Every file of the modules is taken to Pilcrow, into a folder that stands before the library. The import hook is the first
thing that a process imports, so that all the rest of it, pytest itself too, imports those `.pil` modules. Accelerators
written in C stay as they are: the tests that block them run the `.pil` code alone. A module passes where each of its tests
ends as with the originals, and no file of the original was imported. The last line gives the totals.
"""

import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import environments
import interpreters  # of tests/oracle
import library_tests
import round_trip

HERE = environments.HERE
SECONDS = 1500
# Tests that look for the module's file under the name that it has in the library, and one that fails now and then by itself.
EXPECTED = {
    "test_argparse_module_encoding": "opens argparse.py",
    "test_compare_to_variance": "compares roundings of random numbers",
}
# What test_ast reads beside ast.py.
BESIDE = ("test_grammar.py", "test_unpack_ex.py")


def convert(library: pathlib.Path, folder: pathlib.Path, worker: round_trip.Worker) -> None:
    for module in library_tests.MODULES:
        for name in library_tests.files_of(module, library):
            answer = worker.ask(str(library / name))
            if answer is None or answer[0]:
                raise SystemExit(f"{library / name} was not converted: {answer and answer[0][0]}")
            path = (folder / name).with_suffix(".pil")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(answer[2])
    (folder / "test").mkdir()
    for name in BESIDE:
        (folder / "test" / name).symlink_to(library / "test" / name)


def run_tests(python, folder: pathlib.Path, work: pathlib.Path, tools: pathlib.Path, modules) -> tuple[dict, list, str]:
    """({module: how often each of its tests ended how}, modules that are not the folder's, the log)"""
    work.mkdir()
    names = {library_tests.MODULES[module] or f"test_{module}": module for module in modules}
    results = work / "results.json"
    with open(work / "log", "wb+") as output:
        try:
            subprocess.run(
                [python.path, "-s", "-S", "-B", HERE / "library_process.py", folder, tools, python.library, results, *names],
                cwd=work, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, timeout=SECONDS,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            print(f"{python.name}: the tests did not end in {SECONDS} s")
    log = (work / "log").read_text(encoding="utf-8", errors="replace")
    if not results.exists():
        return {}, [], log
    answer = json.loads(results.read_text())
    ended = collections.defaultdict(collections.Counter)
    for name, test, how in answer["ended"]:
        ended[names[name]][test, how] += 1
    return ended, answer["elsewhere"], log


def judge(python, tools: pathlib.Path, modules, worker) -> int:
    """Prints a row for each module; how many failed."""
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(2) as pool:
        root = pathlib.Path(name)
        (root / "originals").mkdir()
        (root / "pilcrow").mkdir()
        convert(python.library, root / "pilcrow", worker)
        runs = [
            pool.submit(run_tests, python, root / kind, root / f"work-{kind}", tools, modules)
            for kind in ("originals", "pilcrow")
        ]
        (before, _, _), (after, elsewhere, log) = (one.result() for one in runs)
    failed = 0
    print(f"{python.name:<16}{'tests':>8}{'passed':>10}{'in Pilcrow:':>13}{'passed':>8}")
    for module in modules:
        one, other = before.get(module, collections.Counter()), after.get(module, collections.Counter())
        passed = [sum(count for (_, how), count in ended.items() if how == "passed") for ended in (one, other)]
        print(f"{module:<16}{one.total():>8}{passed[0]:>10}{other.total():>13}{passed[1]:>8}")
        changed = sorted(key for key in (one - other) + (other - one) if key[0].rpartition("::")[2] not in EXPECTED)
        if changed or not passed[0]:
            failed += 1
            print(f"FAILED: {module}: {changed[:6] or 'no test passed'}")
    if elsewhere:
        print(f"FAILED: these were not imported from the .pil files: {elsewhere}")
    if failed or elsewhere:
        print(log[-4000:])
    return failed + bool(elsewhere)


def main() -> int:
    quick = bool(os.environ.get("QUICK"))
    with_pytest = None
    for version in environments.VERSIONS:
        python = environments.environment(version)
        if python is not None and (environments.site_packages(python) / "pytest").is_dir():
            with_pytest = environments.site_packages(python)
    pythons = []
    for version in environments.VERSIONS:
        found = [one for one in interpreters.installed(version) if (one.library / "test" / "test_shlex.py").exists()]
        pythons += sorted(found, key=lambda one: one.version)[-1:]
    if with_pytest is None or not pythons:
        print("pytest cannot be had" if with_pytest is None else "no CPython here has the tests of its library")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    modules = sys.argv[1:] or list(library_tests.QUICK if quick else library_tests.MODULES)
    worker = round_trip.Worker(str(environments.PILCROW.parent / "round_trip_worker"))
    passed = failed = 0
    for python in pythons[-1:] if quick else pythons:
        bad = judge(python, with_pytest, modules, worker)
        failed += bad
        passed += max(len(modules) - bad, 0)
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
