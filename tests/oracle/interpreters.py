#!/usr/bin/env python3
"""Finds the CPython that the parser is held against, and the libraries and test suites of CPython.

    interpreters.py            print what this machine has
    interpreters.py --python   print the best interpreter alone, for scripts

The grammar is 3.13's, so the best interpreter is the newest 3.13: one on PATH, one under pyenv, or the
one that get_python unpacks from Debian's packages. Without any of those it is the newest CPython from 3.11 on,
which cannot read what came later; whoever uses it must count that as skipped.
"""

import os
import pathlib
import subprocess
import sys
from typing import NamedTuple, Optional

HERE = pathlib.Path(__file__).resolve().parent
BUILD = HERE.parent.parent / "build"

# Earlier ones have faults in f-strings that were mended later (gone by this one): `f"{a != b = }"`.
MATURE = (3, 13, 5)

_PROBE = """
import platform, sys, sysconfig
print(platform.python_implementation(), sys.version_info[0], sys.version_info[1], sys.version_info[2])
print(sysconfig.get_path("stdlib"))
"""


class Interpreter(NamedTuple):
    path: str
    version: tuple[int, int, int]
    library: pathlib.Path

    @property
    def is_exact(self) -> bool:
        """Whether its grammar is the one that is asked of Pilcrow."""
        return self.version[:2] == (3, 13)

    def command(self, script: str, *arguments: str) -> list[str]:
        """Runs `script` untouched by this user's or this folder's settings."""
        return [self.path, "-s", "-S", "-B", "-W", "ignore", script, *arguments]

    @property
    def name(self) -> str:
        return f"CPython {'.'.join(map(str, self.version))}"

    def __str__(self) -> str:
        return f"{self.name} ({self.path})"


def probe(path: str) -> Optional[Interpreter]:
    """The CPython behind `path`; None if there is none, or a launcher that has nothing to launch."""
    try:
        done = subprocess.run(
            [path, "-s", "-S", "-B", "-c", _PROBE], capture_output=True, text=True, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = done.stdout.splitlines()
    if done.returncode != 0 or len(lines) != 2:
        return None
    name, *version = lines[0].split()
    if name != "CPython":
        return None
    return Interpreter(path, tuple(map(int, version)), pathlib.Path(lines[1]))


def installed(version: str) -> list[Interpreter]:
    """The interpreters of one version that are on this machine already, the best place first."""
    paths = [f"python{version}"]
    pyenv = pathlib.Path(os.environ.get("PYENV_ROOT", pathlib.Path.home() / ".pyenv")) / "versions"
    paths += sorted(map(str, pyenv.glob(f"{version}.*/bin/python{version}")), reverse=True)
    paths += [f"/usr/bin/python{version}", f"/usr/local/bin/python{version}"]
    paths += [str(BUILD / f"python{version}" / "python")]
    found = [probe(path) for path in paths]
    return [python for python in found if python and python.version[:2] == _pair(version)]


def best(fetch: bool = True) -> Interpreter:
    """The interpreter to be the oracle; with `fetch`, a 3.13 is unpacked where Debian can give one."""
    exact = sorted(installed("3.13"), key=lambda python: python.version)
    if not (exact and exact[-1].version >= MATURE) and fetch and _fetch("3.13"):
        exact = sorted(installed("3.13"), key=lambda python: python.version)
    if exact:
        return exact[-1]
    for version in ("3.14", "3.12", "3.11"):
        others = installed(version)
        if others:
            return others[0]
    return probe(sys.executable) or sys.exit("there is no CPython from 3.11 on to compare with")


def library(version: str, fetch: bool = True) -> Optional[pathlib.Path]:
    """The folder of one version's library, with its test suite in test/ if any place has that."""
    places = [python.library for python in installed(version)]
    complete = [place for place in places if (place / "test" / "test_grammar.py").exists()]
    if not complete and fetch and _fetch(version):
        complete = [BUILD / f"python{version}" / "usr" / "lib" / f"python{version}"]
    return (complete + places + [None])[0]


def python_files(root: pathlib.Path) -> list[str]:
    """All of a library's Python files, relative to it; not what was installed beside it."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(
            name
            for name in folders
            if name not in ("site-packages", "dist-packages", "__pycache__", "config")
        )
        found += [os.path.relpath(os.path.join(folder, name), root) for name in sorted(names)
                  if name.endswith(".py")]
    return found


def _pair(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _fetch(version: str) -> bool:
    return subprocess.run([str(HERE / "get_python"), version], stdout=sys.stderr).returncode == 0


def main() -> int:
    if sys.argv[1:] == ["--python"]:
        print(best().path)
        return 0
    print("oracle:", best())
    for version in ("3.11", "3.13"):
        root = library(version)
        count = len(python_files(root)) if root else 0
        print(f"library {version}: {count} files in {root}" if root else f"library {version}: none")
    return 0


if __name__ == "__main__":
    sys.exit(main())
