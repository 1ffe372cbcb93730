"""The rows of formatting and conversion: texts for them, and who takes part.

Ours formats the corpus' programs in Pilcrow's layout, ruff and black the same programs in Python's. So that there
is something to format, as there is in Python's library, white space around operators is taken out of the `.pil`
files; how many files each one then changes, the table says. Where files are rewritten, everyone has the same copies,
whose bytes are put back before each turn. Ours compares the programs before it writes; so does black.

Converting has no peer: ruff's figure is of `ruff format` on the same programs, a yardstick.
"""

import atexit
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from table import Row
from workers import WorkerFailed, median, seconds_of, take_turns

JOBS = {"rewrite": "Format: rewriting the files", "unchanged": "Format: nothing to change",
        "check": "Format: --check of files that would change", "to-pilcrow": "Convert from Python to Pilcrow",
        "to-python": "Convert from Pilcrow to Python"}
ENVIRONMENT = {**os.environ, "RAYON_NUM_THREADS": "1"}
BLACK_BYTES = 300_000  # black is hundreds of times slower: some files are enough
SPACED = re.compile(r" (=|==|\+|<|>|<=|>=|!=) ")


def roughened(text):
    """Not in strings or comments: only on lines that have neither."""
    return "".join(line if line.lstrip().startswith('"') or "#" in line or "'" in line or '"' in line
                   else SPACED.sub(r"\1", line) for line in text.splitlines(keepends=True))


def make_pilcrow(pilcrow, python_files, into):
    """The .pil files, in canonical form and rough. Made anew where the executable changed."""
    stamp = into / "made-by"
    key = f"{Path(pilcrow).stat().st_mtime_ns}"
    canonical, rough = into / "canonical", into / "rough"
    if not stamp.exists() or stamp.read_text() != key:
        shutil.rmtree(into, ignore_errors=True)
        into.mkdir(parents=True)
        answer = subprocess.run([pilcrow, "convert", "--to", "pilcrow", "-o", canonical, "."], cwd=python_files,
                                capture_output=True, text=True)
        if answer.returncode != 0:
            raise WorkerFailed(f"the corpus was not converted: {answer.stderr.strip().splitlines()[-1:]}")
        for path in canonical.rglob("*.pil"):
            other = rough / path.relative_to(canonical)
            other.parent.mkdir(parents=True, exist_ok=True)
            other.write_bytes(roughened(path.read_bytes().decode()).encode())
        stamp.write_text(key)
    return canonical, rough


def make_formatted(ruff, python_files, into):
    """The .py files as ruff leaves them: it has nothing to change there."""
    formatted = into / "ruff-formatted"
    if not formatted.exists():
        shutil.copytree(python_files, formatted)
        seconds_of(ruff + ["."], formatted, os.environ)
    return formatted


def size_of(paths):
    return sum(path.stat().st_size for path in paths)


def put_back(folder, copy):
    """The files of `folder` in `copy`, on the disk, so that nobody's turn pays for writing them."""
    shutil.copytree(folder, copy, dirs_exist_ok=True)
    os.sync()


def changed_files(folder, copy):
    """How many files of `folder` are not the same in `copy`."""
    paths = [path for path in folder.rglob("*.p*") if path.is_file()]
    changed = sum(path.read_bytes() != (copy / path.relative_to(folder)).read_bytes() for path in paths)
    return f"{changed} of {len(paths)}"


class Contestant:
    """A command over a folder, or over a copy of it; a turn gives MB/s of CPU time."""

    def __init__(self, command, folder, extension, copy=None):
        self.command, self.folder, self.copy = command, folder, copy
        self.megabytes = size_of(folder.rglob(f"*{extension}")) / 1e6
        self.elapsed = []

    def turn(self):
        if self.copy:
            put_back(self.folder, self.copy)
        cpu, elapsed = seconds_of(self.command, self.copy or self.folder, ENVIRONMENT)
        self.elapsed.append(self.megabytes / elapsed)
        return self.megabytes / cpu


def black_of(python_files, into, check):
    """black on some of the files."""
    some, size = into / "some", 0
    if not some.exists():
        for path in sorted(python_files.rglob("*.py")):
            if size > BLACK_BYTES:
                break
            target = some / path.relative_to(python_files)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            size += path.stat().st_size
    command = ["black", "--quiet", "--workers", "1", *(["--check"] if check else []), "."]
    return Contestant(command, some, ".py", None if check else into / "copy-black")


def contestants_of(job, pilcrow, canonical, rough, python_files, into, ruff):
    """{name: Contestant}, ours first"""
    fmt = [pilcrow, "fmt", "--quiet", "--jobs", "1"]
    convert = [pilcrow, "convert", "--quiet", "--jobs", "1", "-o"]
    # In memory where there is such a folder: what a file system takes for a file that takes another's place is its own matter,
    # and changes from run to run (ext4 without a journal looks through all inodes that became free a moment ago).
    memory = Path("/dev/shm")
    copies = Path(tempfile.mkdtemp(prefix="pilcrow-bench-", dir=memory if os.access(memory, os.W_OK) else None))
    atexit.register(shutil.rmtree, copies, ignore_errors=True)
    yardstick = {}
    if ruff and job != "check":
        source = make_formatted(ruff, python_files, into) if job == "unchanged" else python_files
        yardstick["ruff format, .py"] = Contestant(ruff + ["."], source, ".py", copies / "ruff")
    if job == "rewrite":
        return {"pilcrow fmt, .pil": Contestant(fmt + ["."], rough, ".pil", copies / "pilcrow"), **yardstick}
    if job == "unchanged":
        return {"pilcrow fmt, .pil": Contestant(fmt + ["."], canonical, ".pil", copies / "pilcrow"), **yardstick}
    if job == "check":
        if ruff:
            yardstick["ruff format --check, .py"] = Contestant(ruff + ["--check", "."], python_files, ".py")
        return {"pilcrow fmt --check, .pil": Contestant(fmt + ["--check", "."], rough, ".pil"), **yardstick}
    if job == "to-pilcrow":
        command = convert + [copies / "converted", "--to", "pilcrow", "."]
        return {"pilcrow convert --to pilcrow, .py": Contestant(command, python_files, ".py"), **yardstick}
    command = convert + [copies / "converted", "--to", "python", "."]
    return {"pilcrow convert --to python, .pil": Contestant(command, canonical, ".pil"), **yardstick}


def row(title, job, pilcrow, python_files, into, ruff, rounds):
    goal = "≥ 1 × ruff format" if job.startswith("to-") else "≥ 1.5 × ruff"
    result = Row(title, "MB/s", goal)
    try:
        canonical, rough = make_pilcrow(pilcrow, python_files, into)
    except WorkerFailed as reason:
        result.samples["pilcrow"] = reason
        return result
    ruff_command = ruff.command and [ruff.command[0], "format", "--no-cache", "--isolated", "--quiet",
                                     "--no-respect-gitignore"]
    contestants = contestants_of(job, pilcrow, canonical, rough, python_files, into, ruff_command)
    result.ours = tuple(contestants)[:1]
    result.samples.update(take_turns({name: one.turn for name, one in contestants.items()}, rounds))
    if not ruff_command:
        result.samples["ruff format"] = ruff.missing
    result.notes.append("commands: all of it, with the start and reading the files; elapsed: " + ", ".join(
        f"{name.split()[0]} {median(one.elapsed[1:]):.3g} MB/s" for name, one in contestants.items()
        if len(one.elapsed) > 1))
    if job == "check":
        result.notes.append("not like with like: ruff finds what would change in each line, even where it is to be quiet")
    if job == "rewrite":
        result.notes.append("files changed: " + ", ".join(
            f"{name.split()[0]} {changed_files(one.folder, one.copy)}" for name, one in contestants.items()))
    if job in ("rewrite", "check"):
        name = f"black{' --check' if job == 'check' else ''}, some of the .py"
        if shutil.which("black"):
            result.samples[name] = take_turns({name: black_of(python_files, into, job == "check").turn}, 1)[name]
        else:
            result.samples[name] = "black is not installed (Debian's package black)"
    return result
