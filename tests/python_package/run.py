"""The Python package in virtual environments: one for each CPython from 3.11 on that this machine has.

What the package needs itself is all here; pytest and coverage come from PyPI, and where they cannot be had,
their tests are skipped. A quick run puts the package together from the build; a full one also has pip build
the wheel, once. The last line gives the totals. $PILCROW is the executable (build/release/pilcrow if unset).
"""

import os
import pathlib
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PILCROW = pathlib.Path(os.environ.get("PILCROW", ROOT / "build" / "release" / "pilcrow"))
WORK = ROOT / "build" / "python-package"
VERSIONS = ("3.11", "3.12", "3.13")
TOOLS = ("pytest", "coverage")
PIP_SECONDS = 60
BUILD_SECONDS = 900


def run(*words, **more) -> subprocess.CompletedProcess:
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, **more)


def environment(python: str, version: str) -> pathlib.Path | None:
    """A virtual environment with the package and, if they can be had, the tools; None where it cannot be made."""
    folder = WORK / f"venv{version}"
    inside = folder / "bin" / "python"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        if run(python, "-m", "venv", folder).returncode != 0 and (
            run(python, "-m", "venv", "--without-pip", folder).returncode != 0
        ):
            return None
        try:
            run(inside, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *TOOLS, timeout=PIP_SECONDS)
        except subprocess.TimeoutExpired:
            pass
        (folder / "complete").touch()
    put_together(inside)
    return inside


def put_together(python: pathlib.Path) -> None:
    """What the wheel would hold, from the build."""
    site = pathlib.Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip())
    package = site / "pilcrow"
    shutil.rmtree(package, ignore_errors=True)
    shutil.copytree(ROOT / "python" / "src" / "pilcrow", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PILCROW.parent / "libpilcrow.so", package)
    shutil.copy(PILCROW, python.parent / "pilcrow")
    facts = site / "pilcrow-0.dist-info"
    facts.mkdir(exist_ok=True)
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: pilcrow\nVersion: 0\n")
    (facts / "entry_points.txt").write_text("[pytest11]\npilcrow = pilcrow.pytest_plugin\n")


def wheel(python: pathlib.Path) -> bool | None:
    """Has pip build and install the package from the checkout; None where what builds it cannot be had."""
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip()
    shutil.rmtree(pathlib.Path(site) / "pilcrow-0.dist-info", ignore_errors=True)
    shutil.rmtree(pathlib.Path(site) / "pilcrow", ignore_errors=True)
    (python.parent / "pilcrow").unlink(missing_ok=True)
    pip = (python, "-m", "pip", "--disable-pip-version-check")
    try:
        probe = run(*pip, "download", "--quiet", "--no-deps", "--dest", WORK, "scikit-build-core", timeout=PIP_SECONDS)
        if probe.returncode != 0:
            return None
        done = run(
            *pip, "install", "--force-reinstall", f"--config-settings=build-dir={WORK / 'wheel'}", ROOT / "python",
            timeout=BUILD_SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        print("the wheel was not built in time")
        return False
    if done.returncode != 0:
        print(done.stdout[-3000:], done.stderr[-3000:])
    return done.returncode == 0


def test(python: pathlib.Path) -> tuple[int, int, int]:
    """How many tests passed, failed and were skipped."""
    totals = (0, 0, 0)
    for tests in sorted(HERE.glob("test_*.py")):
        done = run(python, "-B", tests)
        last = done.stderr.strip().splitlines()[-1:] or [""]
        counts = tuple(int(word) for word in last[0].split() if word.isdigit())
        if len(counts) != 3:
            counts = (0, 1, 0)
        if counts[1]:
            print(done.stdout + done.stderr)
        totals = tuple(map(sum, zip(totals, counts)))
    return totals


def main() -> int:
    sys.path.insert(0, str(ROOT / "tests" / "oracle"))
    import interpreters

    WORK.mkdir(parents=True, exist_ok=True)
    passed = failed = skipped = 0
    first = None
    for version in VERSIONS:
        found = [one for one in interpreters.installed(version) if "build/python" not in one.path]
        python = environment(found[0].path, version) if found else None
        if python is None:
            print(f"there is no CPython {version} here that makes virtual environments")
            skipped += 1
            continue
        first = first or python
        begin = time.monotonic()
        counts = test(python)
        print(f"CPython {version}: {counts[0]} passed, {counts[1]} failed, {counts[2]} skipped ({time.monotonic() - begin:.0f} s)")
        passed, failed, skipped = passed + counts[0], failed + counts[1], skipped + counts[2]
    if first is not None and not os.environ.get("QUICK"):
        built = wheel(first)
        if built is None:
            print("scikit-build-core cannot be had, so the wheel was not built")
            skipped += 1
        else:
            counts = test(first) if built else (0, 1, 0)
            print(f"pip install ./python: {counts[0]} passed, {counts[1]} failed, {counts[2]} skipped")
            passed, failed, skipped = passed + counts[0], failed + counts[1], skipped + counts[2]
        put_together(first)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
