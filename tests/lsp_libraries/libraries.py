"""A virtual environment with the libraries of requirements.txt, from PyPI, kept under build/libraries."""

import pathlib
import shutil
import subprocess
import sys
import sysconfig

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
REQUIREMENTS = HERE / "requirements.txt"
VERSION = "3.11"  # what the answers of pyright.json are about: stubs differ by the version
PIP_SECONDS = 120

sys.path.insert(0, str(HERE.parent / "oracle"))
import interpreters  # noqa: E402


def environment() -> tuple[pathlib.Path | None, str]:
    """Its Python; or None and why it cannot be had."""
    base = next((one for one in interpreters.installed(VERSION) if "build/python" not in one.path), None)
    if base is None:
        return None, f"there is no CPython {VERSION} here that makes virtual environments"
    folder = ROOT / "build" / "libraries" / VERSION
    python, stamp = folder / "bin" / "python", folder / "complete"
    wanted = REQUIREMENTS.read_text()
    if stamp.exists() and stamp.read_text() == wanted:
        return python, ""
    shutil.rmtree(folder, ignore_errors=True)
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--only-binary=:all:"]
    try:
        for command in ([base.path, "-m", "venv", folder], [*pip, "--no-deps", "-r", REQUIREMENTS]):
            done = subprocess.run(command, capture_output=True, text=True, timeout=PIP_SECONDS)
            if done.returncode:
                return None, (done.stderr.strip().splitlines() or ["it failed"])[-1]
    except subprocess.TimeoutExpired:
        return None, "PyPI does not answer"
    stamp.write_text(wanted)
    return python, ""


def folders(python: pathlib.Path) -> dict[str, pathlib.Path]:
    """Where its packages and its standard library lie."""
    code = "import sysconfig; print(*map(sysconfig.get_path, ('purelib', 'stdlib')), sep='\\n')"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    packages, library = map(pathlib.Path, done.stdout.splitlines())
    return {"packages": packages.resolve(), "library": library.resolve()}
