"""The texts that the benchmarks read, made once under build/bench/corpus.

A corpus is two files: NAME.blob, its texts one behind the other, and NAME.index, where each of them
ends (one decimal number a line). Every worker, in whatever language, loads it with one read.

What is made:
  python         CPython's own library and tests, each file that CPython itself parses
  python-files/  the same as files, for programs that take a folder
  pilcrow        tests/corpus/pilcrow, repeated to 4 MB
  both-pilcrow, both-python   the same programs of the library in both layouts (both_layouts.py); they are
                 missing where no Python from 3.12 on is
  python-N, pilcrow-N   the same top-level code cut and packed into texts of about N bytes; beyond the
                 length of that code it is repeated. So only the length of a text differs.
  LAYOUT-lines-N one text of N lines, in which edits are made: whole modules one behind the other
"""

import ast
import hashlib
import random
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
LONG_SIZE = 100_000_000
HERE = Path(__file__).resolve().parent
ORACLE = HERE.parents[1] / "oracle"
BOTH_LAYOUTS = HERE / "both_layouts.py"
LINES = (6_400, 64_000)
BRICK_BYTES = 1_000_000
BOTH_BYTES = 6_000_000


class Corpus:
    def __init__(self, stem: Path):
        self.stem = stem
        self.ends = [int(line) for line in (stem.parent / (stem.name + ".index")).read_text().split()]
        self.bytes = self.ends[-1] if self.ends else 0

    @property
    def texts(self):
        return len(self.ends)

    def single_text(self):
        """The text of a corpus that has only one, as bytes."""
        assert self.texts == 1
        return (self.stem.parent / (self.stem.name + ".blob")).read_bytes()


def write(folder, name, texts):
    ends, end = [], 0
    with open(folder / f"{name}.blob", "wb") as blob:
        for text in texts:
            blob.write(text)
            end += len(text)
            ends.append(end)
    (folder / f"{name}.index").write_text("".join(f"{end}\n" for end in ends))


def standard_library():
    """The folder of a CPython's library with its tests; 3.11's where there is one."""
    interpreters = ["python3.11"]
    interpreters += sorted(Path.home().glob(".pyenv/versions/3.11*/bin/python3.11"), reverse=True)
    interpreters += [sys.executable]
    without_tests = None
    for interpreter in interpreters:
        try:
            answer = subprocess.run(
                [interpreter, "-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"],
                capture_output=True, text=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        folder = Path(answer.stdout.strip())
        if (folder / "test" / "test_ast.py").exists():
            return folder
        without_tests = without_tests or folder
    return without_tests


def parsable_files(folder):
    """(relative path, bytes) of every UTF-8 file below `folder` that CPython parses."""
    for path in sorted(folder.rglob("*.py")):
        inner = path.relative_to(folder)
        if "site-packages" in inner.parts or "dist-packages" in inner.parts or not path.is_file():
            continue
        text = path.read_bytes()
        try:
            text.decode()
            ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        yield inner, text


def python_pieces(texts):
    """Top-level statements of at most 1 kB: real code that can be packed into texts of any length."""
    for text in texts:
        lines = text.splitlines(keepends=True)
        for statement in ast.parse(text).body:
            decorators = getattr(statement, "decorator_list", [])
            first = min([statement.lineno] + [decorator.lineno for decorator in decorators])
            piece = b"".join(lines[first - 1:statement.end_lineno])
            if len(piece) > BRICK_BYTES // 1000 or b"\r" in piece or b"\f" in piece:
                continue
            try:
                ast.parse(piece)  # statements that share a line with others are no pieces
            except SyntaxError:
                continue
            yield piece.rstrip(b"\n") + b"\n\n"


def pilcrow_pieces(texts):
    """Programs cut before each definition of the first level that has an empty line above it."""
    for text in texts:
        piece = []
        before = b""
        for line in text.splitlines(keepends=True):
            if not before.strip() and line.startswith((b"def ", b"class ", b"@", b"async ")) and piece:
                yield b"".join(piece)
                piece = []
            piece.append(line)
            before = line
        yield b"".join(piece).rstrip(b"\n") + b"\n\n"


def brick(pieces):
    """About BRICK_BYTES of the pieces, in an order that mixes their files."""
    pieces = list(pieces)
    random.Random(1).shuffle(pieces)
    chosen, size = [], 0
    for piece in pieces:
        if size >= BRICK_BYTES:
            break
        chosen.append(piece)
        size += len(piece)
    return chosen


def packed(pieces, size):
    """Texts of about `size` bytes from all the pieces, each used once; one text beyond their length."""
    total = sum(len(piece) for piece in pieces)
    if size > 0.9 * total:
        yield b"".join(pieces) * round(size / total)
        return
    text, length = [], 0
    for piece in pieces:
        if length + len(piece) / 2 > size and text:
            yield b"".join(text)
            text, length = [], 0
        text.append(piece)
        length += len(piece)
    if text:
        yield b"".join(text)


def of_lines(pieces, count):
    """One text of about `count` lines: whole pieces only, repeated where they are too few."""
    text, lines = [], 0
    while True:
        for piece in pieces:
            length = piece.count(b"\n")
            if lines + length / 2 > count and text:
                return b"".join(text)
            text.append(piece)
            lines += length


def make(build, repository, sizes):
    """Makes what is missing below build/bench/corpus and returns {name: Corpus}."""
    folder = build / "bench" / "corpus"
    library = standard_library()
    programs = sorted((repository / "tests/corpus/pilcrow").glob("*.pil"))
    if library is None or not programs:
        sys.exit("bench: there is no CPython library or no tests/corpus/pilcrow to read")
    makers = Path(__file__).read_bytes() + BOTH_LAYOUTS.read_bytes() + (ORACLE / "hang.py").read_bytes()
    key = hashlib.sha256(makers + str(library).encode() +
                         b"".join(path.read_bytes() for path in programs)).hexdigest()
    names = ["python", "pilcrow"]
    names += [f"{layout}-{size}" for layout in ("python", "pilcrow") for size in sizes]
    names += [f"{layout}-lines-{count}" for layout in ("python", "pilcrow") for count in LINES]
    names += ["pilcrow-functions", "pilcrow-class"]
    stamp = folder / "made-from"
    if not stamp.exists() or stamp.read_text() != key:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    if any(not (folder / f"{name}.index").exists() for name in names):
        print(f"bench: making the corpus from {library.name} and tests/corpus", file=sys.stderr)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            make_all(folder, library, [path.read_bytes() for path in programs], sizes)
        stamp.write_text(key)
    names += [name for name in ("both-pilcrow", "both-python") if (folder / f"{name}.index").exists()]
    return {name: Corpus(folder / name) for name in names}


def make_both_layouts(folder):
    sys.path.insert(0, str(ORACLE))
    import interpreters
    python = interpreters.best(fetch=False)
    if python.version[:2] >= (3, 12):
        command = [python.path, BOTH_LAYOUTS, folder / "python-files", folder, BOTH_BYTES]
        subprocess.run([str(part) for part in command], check=True)


FUNCTION = b'''def deliver_@1(reindeer, sleigh=default_sleigh, *, hurry=False):
    total = 0
    for index, gift in enumerate(reindeer):
        if gift.weight > limit_@2:
            total += gift.weight * index
        else:
            names = [each.name for each in gift.owners if each.good]
            total = total + len(names)
    log(f"total of {total}, {hurry}", THAT_@3(reindeer, sleigh))
    return sorted(reindeer, key=lambda one: one.weight + total)
'''


def one_shape(in_class):
    """LINES[0] lines of functions alike, which call each other: of the file, or methods of one class."""
    head = [b"from somewhere import default_sleigh, log"]
    head += [b"limit_%d = %d" % (number, number) for number in range(9)]
    body = []
    for number in range(LINES[0]):
        that = b"reindeer.deliver_@3" if in_class else b"deliver_@3"
        body += (FUNCTION.replace(b"THAT_@3", that).replace(b"@1", b"%d" % number)
                 .replace(b"@2", b"%d" % (number % 9)).replace(b"@3", b"%d" % (number // 2)).splitlines())
        if len(head) + len(body) >= LINES[0]:
            break
    if in_class:
        body = [b"class Sleigh:", *(b"    " + line for line in body)]
    return b"\n".join(head + body) + b"\n"


def make_all(folder, library, programs, sizes):
    python_texts = []
    for inner, text in parsable_files(library):
        python_texts.append(text)
        copy = folder / "python-files" / inner
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(text)
    write(folder, "python", python_texts)
    make_both_layouts(folder)
    write(folder, "pilcrow", programs * max(1, 4_000_000 // sum(map(len, programs))))
    bricks = {"python": brick(python_pieces(python_texts)), "pilcrow": brick(pilcrow_pieces(programs))}
    for layout, pieces in bricks.items():
        for size in sizes:
            write(folder, f"{layout}-{size}", packed(pieces, size))
    modules = [text.rstrip(b"\n") + b"\n\n" for text in python_texts
               if 200 < text.count(b"\n") < 900 and b"\r" not in text and b"\f" not in text]
    random.Random(4).shuffle(modules)
    for count in LINES:
        write(folder, f"python-lines-{count}", [of_lines(modules, count)])
        write(folder, f"pilcrow-lines-{count}", [of_lines(programs, count)])
    write(folder, "pilcrow-functions", [one_shape(in_class=False)])
    write(folder, "pilcrow-class", [one_shape(in_class=True)])
