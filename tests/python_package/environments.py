"""Virtual environments with the Python package put together from the build, one for each CPython that is here.

What the package needs itself is all here. TOOLS come from PyPI; what cannot be had is missing in the environment,
and its tests are skipped. An environment is kept under build/ and made again where TOOLS changes.
"""

import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PILCROW = pathlib.Path(os.environ.get("PILCROW", ROOT / "build" / "release" / "pilcrow"))
WORK = ROOT / "build" / "python-package"
VERSIONS = ("3.11", "3.12", "3.13")
TOOLS = ("pytest", "coverage", "numpy", "debugpy")
PIP_SECONDS = 90

sys.path.insert(0, str(ROOT / "tests" / "oracle"))
import interpreters


def run(*words, **more) -> subprocess.CompletedProcess:
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, **more)


def interpreter(version: str) -> str | None:
    """A CPython that can make virtual environments, which one that is only unpacked under build/ cannot."""
    return next((one.path for one in interpreters.installed(version) if "build/python" not in one.path), None)


def environment(version: str) -> pathlib.Path | None:
    """The interpreter of an environment with the package and, if they can be had, the tools; None without CPython."""
    python = interpreter(version)
    folder = WORK / f"venv{version}"
    inside = folder / "bin" / "python"
    stamp = folder / "complete"
    if python is None:
        return None
    if not stamp.exists() or stamp.read_text() != " ".join(TOOLS):
        shutil.rmtree(folder, ignore_errors=True)
        if run(python, "-m", "venv", folder).returncode != 0 and (
            run(python, "-m", "venv", "--without-pip", folder).returncode != 0
        ):
            return None
        for tool in TOOLS:
            if not install(inside, tool):
                break  # each further try would wait for the network as long
        stamp.write_text(" ".join(TOOLS))
    put_together(inside)
    missing = [tool for tool in TOOLS if not (site_packages(inside) / tool).is_dir()]
    if missing:
        print(f"CPython {version}: pip could not install {', '.join(missing)}, so what needs them is skipped")
    return inside


def install(python: pathlib.Path, *words) -> bool:
    try:
        pip = (python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--only-binary=:all:")
        return run(*pip, *words, timeout=PIP_SECONDS).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def site_packages(python: pathlib.Path) -> pathlib.Path:
    return pathlib.Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip())


def put_together(python: pathlib.Path) -> None:
    """What the wheel would hold, from the build."""
    take_apart(python)
    site = site_packages(python)
    package = site / "pilcrow"
    shutil.copytree(ROOT / "python" / "src" / "pilcrow", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PILCROW.parent / "libpilcrow.so", package)
    shutil.copy(PILCROW, python.parent / "pilcrow")
    facts = site / "pilcrow-0.dist-info"
    facts.mkdir(exist_ok=True)
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: pilcrow\nVersion: 0\n")
    (facts / "entry_points.txt").write_text("[pytest11]\npilcrow = pilcrow.pytest_plugin\n")


def take_apart(python: pathlib.Path) -> None:
    """Leaves no package, whether put together or from a wheel."""
    site = site_packages(python)
    for path in [site / "pilcrow", *site.glob("pilcrow-*.dist-info")]:
        shutil.rmtree(path, ignore_errors=True)
    (python.parent / "pilcrow").unlink(missing_ok=True)
