#!/usr/bin/env python3
"""Puts the examples into README.md, the language reference, and holds both to the executable.

The examples are files in `examples/`. In README.md a marker names them, and what stands between it
and `<!-- end -->` is made here:

    <!-- both NAME… -->    NAME.pil beside the same program in Python's layout
    <!-- lines NAME… -->   NAME.pil beside Python on the same lines
    <!-- format NAME… -->  NAME.pil beside what `pilcrow fmt` makes of it
    <!-- run NAME… -->     NAME.pil beside what it prints
    <!-- tree NAME… -->    NAME.pil beside what `pilcrow tree --lines` prints
    <!-- check NAME… -->   NAME.pil, and below it what `pilcrow check` prints

    reference.py --write   makes README.md anew
    reference.py --check   says whether it is up to date, and whether the examples are what they claim

PILCROW names the executable. A command that it does not have leaves its examples as they are, and
counts as skipped.
"""

import difflib
import html
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
EXAMPLES = HERE / "examples"
README = HERE / "README.md"
PILCROW = os.environ.get("PILCROW", str(HERE.parent / "build/release/pilcrow"))
MARKED = re.compile(
    r"<!-- (both|lines|format|run|tree|check) ([^>]+) -->\n.*?<!-- end -->\n", re.DOTALL
)

# Examples are pieces of programs: names in them may be defined or used elsewhere.
ABOUT_NAMES = "undefined-name,unused-import,unused-local,redefinition,unreachable-code"


# Columns of both sides together that a page of a code host has room for.
BESIDE = 96


class NotThere(Exception):
    """The executable has no such command yet."""


def pilcrow(*arguments, text="", status=(0,), folder=None):
    done = subprocess.run(
        [PILCROW, *arguments],
        input=text.encode(),
        capture_output=True,
        check=False,
        cwd=folder,
        env={"PILCROW_PYTHON": sys.executable, **os.environ},
    )
    errors = done.stderr.decode()
    if done.returncode == 2 and "not there yet" in errors:
        raise NotThere(arguments[0])
    if done.returncode not in status:
        raise RuntimeError(f"pilcrow {' '.join(arguments)}: {errors or done.stdout.decode()}")
    return done.stdout.decode()


def example(name):
    return (EXAMPLES / f"{name}.pil").read_text(encoding="utf-8")


def to_python(text):
    return pilcrow("convert", "--to", "python", "-", text=text)


def to_pilcrow(text):
    return pilcrow("convert", "--to", "pilcrow", "-", text=text)


def formatted(text):
    return pilcrow("fmt", "-", text=text)


def check_output(name, *options, status=(0, 1)):
    path = EXAMPLES / f"{name}.pil"
    return pilcrow("check", *options, path.name, status=status, folder=path.parent)


# --- what each marker shows: the heads of the columns, and what stands in the second one ---------


def same_lines(text):
    return pilcrow("convert", "--to", "python", "--keep-lines", "-", text=text)


def printed(text):
    return pilcrow("run", "-", text=text)


def tree_lines(text):
    rows = [line.split("\t") for line in pilcrow("tree", "--lines", "-", text=text).splitlines()]
    return "".join(f"{row[0]:>2} {row[1]:>2}  {row[2]}\n" for row in rows)


TABLES = {
    "both": ("Pilcrow", "Python", "python", to_python),
    "lines": ("Pilcrow", "Python, on the same lines", "python", same_lines),
    "format": ("Before", "After `pilcrow fmt`", "", formatted),
    "run": ("Program", "What it prints", "", printed),
    "tree": ("Program", "Line, column; level and lead", "", tree_lines),
}


def block(text, language=""):
    return f"```{language}\n{text.rstrip(chr(10))}\n```\n"


def widest(*texts):
    return sum(max(map(len, text.splitlines()), default=0) for text in texts)


def table(kind, names):
    """Both sides beside each other, or below each other where a code host would cut them off."""
    left, right, language, other = TABLES[kind]
    pairs = [(example(name), other(example(name))) for name in names]
    if any(widest(*pair) > BESIDE for pair in pairs):
        return "\n".join(
            f"{left}:\n\n{block(one)}\n{right}:\n\n{block(two, language)}" for one, two in pairs
        )
    head = re.sub(r"`(.*?)`", lambda found: f"<code>{html.escape(found[1])}</code>", right)
    rows = [f"<table>\n<tr><th>{left}</th><th>{head}</th></tr>\n"]
    for one, two in pairs:
        row = "".join(f"<td>\n\n{cell}\n</td>" for cell in (block(one), block(two, language)))
        rows.append(f'<tr valign="top">{row}</tr>\n')
    return "".join(rows) + "</table>\n"


def findings(names):
    parts = []
    for name in names:
        command = f"$ pilcrow check {pathlib.PurePath(name).name}.pil\n"
        parts.append(block(example(name)) + "\n" + block(command + check_output(name)))
    return "\n".join(parts)


def made(found):
    """A marker and what it shows, as the executable says it now."""
    kind, names = found[1], found[2].split()
    shown = findings(names) if kind == "check" else table(kind, names)
    return f"<!-- {kind} {found[2]} -->\n{shown}<!-- end -->\n"


# --- what the examples claim ---------------------------------------------------------------------


def same(what, got, wanted):
    """Nothing, or what is there and should not be (-) and what is missing (+)."""
    lines = difflib.unified_diff(got.splitlines(), wanted.splitlines(), lineterm="", n=1)
    return [] if got == wanted else ["\n".join([what, *list(lines)[2:]])]


def claims(kind, name):
    """Sentences about what an example claims and does not hold."""
    text = example(name)
    if kind in ("check", "tree", "run"):
        return []
    quiet = check_output(name, "--ignore", ABOUT_NAMES) if kind != "format" else ""
    wrong = [f"it is reported: {quiet}"] if quiet else []
    if kind == "format":
        after = formatted(text)
        wrong += same("it formats nothing", str(after == text), "False")
        wrong += same("fmt, twice", formatted(after), after)
        return wrong
    wrong += same("fmt", formatted(text), text)
    if kind == "both":
        python = to_python(text)
        if sys.version_info >= (3, 13):
            compile(python, name, "exec", dont_inherit=True)
        wrong += same("from Python again", to_pilcrow(python), text)
    return wrong


class Totals:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def hold(self, what, claim):
        """Counts what `claim()` says: a list of sentences, empty where all is well."""
        try:
            wrong = claim()
        except NotThere as command:
            self.skipped += 1
            print(f"skipped: {what}: no `{command}` yet")
            return
        except (RuntimeError, SyntaxError) as error:
            wrong = [str(error)]
        for sentence in wrong:
            print(f"{what}: {sentence}")
        self.failed += bool(wrong)
        self.passed += not wrong


def links(text):
    """Links to headings that are not there."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    linked = re.findall(r"\]\(#([^)]*)\)", text)
    return [f"no heading #{link}" for link in linked if link not in anchors]


def check():
    text = README.read_text(encoding="utf-8")
    totals = Totals()
    used = set()
    for found in MARKED.finditer(text):
        kind, names = found[1], found[2].split()
        used.update(names)
        totals.hold(
            f"README.md at {names[0]} (reference.py --write mends it)",
            lambda: same("out of date", found[0], made(found)),
        )
        for name in names:
            totals.hold(name, lambda: claims(kind, name))
    paths = EXAMPLES.rglob("*.pil")
    files = {path.relative_to(EXAMPLES).with_suffix("").as_posix() for path in paths}
    totals.hold("README.md", lambda: [f"{name} is shown nowhere" for name in sorted(files - used)])
    totals.hold("README.md", lambda: links(text))
    print(f"{totals.passed} passed, {totals.failed} failed, {totals.skipped} skipped")
    return 1 if totals.failed else 0


def write():
    def made_or_kept(found):
        try:
            return made(found)
        except NotThere as command:
            print(f"kept: {found[2]}: no `{command}` yet")
            return found[0]

    text = README.read_text(encoding="utf-8")
    README.write_text(MARKED.sub(made_or_kept, text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        sys.exit(write())
    if sys.argv[1:] == ["--check"]:
        sys.exit(check())
    sys.exit(__doc__)
