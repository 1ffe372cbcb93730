"""The row "Format": texts for it, and who takes part.

Ours formats the corpus' programs in Pilcrow's layout, ruff and black the same programs in Python's. So that there
is something to format, as there is in Python's library, white space around operators is taken out of the `.pil`
files. Everyone rewrites a fresh copy of the files; ours reads its result again and compares the programs before it
writes. (`--check` would not compare like with like: ruff shows what would change even where it is to be quiet.)
`convert` takes the `.py` files to Pilcrow, and compares as well.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from table import Row
from workers import WorkerFailed, cpu_seconds_of, take_turns

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


def size_of(paths):
    return sum(path.stat().st_size for path in paths)


def row(title, pilcrow, python_files, into, ruff, rounds):
    result = Row(title, "MB/s", "≥ 1.5 × ruff", ours=("pilcrow fmt, .pil", "pilcrow fmt, .pil in canonical form",
                                                      "pilcrow convert --to pilcrow, .py"))
    try:
        canonical, rough = make_pilcrow(pilcrow, python_files, into)
    except WorkerFailed as reason:
        result.samples[result.ours[0]] = reason
        return result
    environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
    python_bytes = size_of(python_files.rglob("*.py"))
    fmt = [pilcrow, "fmt", "--quiet", "--jobs", "1", "."]
    commands = {
        result.ours[0]: (fmt, rough, size_of(rough.rglob("*.pil"))),
        result.ours[1]: (fmt, canonical, size_of(canonical.rglob("*.pil"))),
        result.ours[2]: ([pilcrow, "convert", "--to", "pilcrow", "-o", into / "converted", "."], python_files,
                         python_bytes),
    }
    if ruff.command:
        commands["ruff format, .py"] = (
            [ruff.command[0], "format", "--no-cache", "--isolated", "--quiet", "--no-respect-gitignore",
             "."], python_files, python_bytes)
    else:
        result.samples["ruff format, .py"] = ruff.missing

    def on_a_copy(command, folder, size):
        copy = into / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        return size / cpu_seconds_of(command, copy, environment) / 1e6

    turns = {name: lambda one=one: on_a_copy(*one) for name, one in commands.items()}
    result.samples.update(take_turns(turns, rounds))
    name = "black --check, some of the .py"
    if shutil.which("black"):
        some, size = [], 0
        for path in sorted(python_files.rglob("*.py")):
            if size > BLACK_BYTES:
                break
            some.append(str(path.relative_to(python_files)))
            size += path.stat().st_size
        command = ["black", "--check", "--quiet", "--workers", "1", *some]
        result.samples[name] = take_turns(
            {name: lambda: size / cpu_seconds_of(command, python_files, environment) / 1e6}, 1)[name]
    else:
        result.samples[name] = "black is not installed (Debian's package black)"
    result.notes.append("commands: all of it, with the start and reading the files")
    return result
