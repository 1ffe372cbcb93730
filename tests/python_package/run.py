"""The Python package in virtual environments: one for each CPython from 3.11 on that this machine has.

What the package needs itself is all here; environments.TOOLS come from PyPI, and where they cannot be had, their
tests are skipped. The package is put together from the build. A full run also has pip build the wheel, once, with
the build's compilers and in a folder as deep as its own, so that ccache knows the objects; with $QUICK there is no
wheel, and CPython 3.12 is left out. The last line gives the totals. $PILCROW is the executable
(build/release/pilcrow if unset).
"""

import os
import pathlib
import re
import subprocess
import sys
import time

import environments
from environments import HERE, PILCROW, PIP_SECONDS, ROOT, WORK, run

BUILD_SECONDS = 900


def compilers() -> dict[str, str]:
    """What has CMake take the compilers, by name, that the build took."""
    cache = (PILCROW.parent / "CMakeCache.txt").read_text()
    return {
        name: re.search(rf"^{variable}:\w+=(.+)$", cache, re.MULTILINE)[1]
        for name, variable in (("CC", "CMAKE_C_COMPILER"), ("CXX", "CMAKE_CXX_COMPILER"))
    }


def wheel(python: pathlib.Path) -> bool | None:
    """Has pip build and install the package from the checkout; None where what builds it cannot be had."""
    environments.take_apart(python)
    pip = (python, "-m", "pip", "--disable-pip-version-check")
    try:
        probe = run(*pip, "download", "--quiet", "--no-deps", "--dest", WORK, "scikit-build-core", timeout=PIP_SECONDS)
        if probe.returncode != 0:
            return None
        done = run(
            *pip, "install", "--force-reinstall", f"--config-settings=build-dir={ROOT / 'build' / 'wheel'}", ROOT / "python",
            timeout=BUILD_SECONDS, env=os.environ | compilers(),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        print("the wheel was not built in time")
        return False
    if done.returncode != 0:
        print(done.stdout[-3000:], done.stderr[-3000:])
    return done.returncode == 0


def test(python: pathlib.Path, **variables: str) -> tuple[int, int, int]:
    """How many tests passed, failed and were skipped, under these variables of the environment."""
    totals = (0, 0, 0)
    for tests in sorted(HERE.glob("test_*.py")):
        done = run(python, "-B", tests, env=os.environ | variables)
        last = done.stderr.strip().splitlines()[-1:] or [""]
        counts = tuple(int(word) for word in last[0].split() if word.isdigit())
        if len(counts) != 3:
            counts = (0, 1, 0)
        if counts[1]:
            print(done.stdout + done.stderr)
        totals = tuple(map(sum, zip(totals, counts)))
    return totals


def main() -> int:
    WORK.mkdir(parents=True, exist_ok=True)
    passed = failed = skipped = 0
    first = None
    quick = bool(os.environ.get("QUICK"))
    for version in environments.VERSIONS[:: 2 if quick else 1]:
        python = environments.environment(version)
        if python is None:
            print(f"there is no CPython {version} here that makes virtual environments")
            skipped += 1
            continue
        first = first or python
        begin = time.monotonic()
        counts = test(python)
        print(f"CPython {version}: {counts[0]} passed, {counts[1]} failed, {counts[2]} skipped ({time.monotonic() - begin:.0f} s)")
        passed, failed, skipped = passed + counts[0], failed + counts[1], skipped + counts[2]
    if first is not None and not quick:
        built = wheel(first)
        if built is None:
            print("scikit-build-core cannot be had, so the wheel was not built")
            skipped += 1
        else:
            counts = test(first, QUICK="1") if built else (0, 1, 0)
            print(f"pip install ./python: {counts[0]} passed, {counts[1]} failed, {counts[2]} skipped")
            passed, failed, skipped = passed + counts[0], failed + counts[1], skipped + counts[2]
        environments.put_together(first)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
