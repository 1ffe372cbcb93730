#!/usr/bin/env python3
"""Holds `pilcrow check` against CPython 3.13 on texts that CPython rejects, and on near misses.

    errors.py              check every sample of tests/corpus/python/errors; the last line gives the totals
    errors.py FILE…        check these sample files alone; --show N lists N samples of each fault
    errors.py --record     write into the samples what CPython 3.13 says of them (tests/corpus/python/README.md)

Each sample is checked alone and amid other code, where an error has more lines to stray to. What CPython
rejects passes when `check --format json` reports an error; a near miss passes when it reports none. Over
all that CPython rejects, the first error must stand on CPython's line in at least 95 % of the cases; that is
one test more. Every fault is listed in build/oracle/errors.txt.

$PILCROW is the executable (build/release/pilcrow if unset).
"""

import argparse
import collections
import concurrent.futures
import copy
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import interpreters

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SAMPLES = ROOT / "tests" / "corpus" / "python" / "errors"
SAME_LINE_SHARE = 0.95
SECONDS_PER_SAMPLE = 20

# The code around a sample, in its second form. It begins and ends at the left edge.
BEFORE = b"""def earlier(a):
    return [a]


before = earlier(1)
"""
AFTER = b"""
after = earlier(2)
"""

# === parse LINE amid LINE: MESSAGE  |  === compile LINE amid LINE: MESSAGE  |  === accept amid
_HEAD = re.compile(
    r"=== (?P<escaped>escaped )?(?P<verdict>reject|parse|compile|accept)(?: (?P<line>\d+))?"
    r"(?P<amid> amid(?: (?P<amid_line>\d+))?)?(?:: .*)?"
)


class Sample:
    """One text with CPython's verdict: accept, parse or compile (reject: not recorded yet)."""

    def __init__(self, file: str, head: re.Match, at: int, text: str):
        self.file, self.at, self.text = file, at, text  # `at`: the header's line in the sample file
        self.escaped = bool(head["escaped"])
        self.verdict = head["verdict"]
        self.line = int(head["line"] or 0)  # 0: CPython names none
        self.is_amid = False
        self._embeds = bool(head["amid"])
        self._amid_line = int(head["amid_line"] or 0)

    def amid(self) -> "Sample":
        """The same sample with code before and after it."""
        other = copy.copy(self)
        other.is_amid, other.line = True, self._amid_line
        return other

    def forms(self) -> list["Sample"]:
        """Alone, and amid other code where CPython's verdict is the same there."""
        return [self, self.amid()] if self._embeds else [self]

    @property
    def source(self) -> bytes:
        if self.escaped:
            text = self.text.rstrip("\n").encode("ascii").decode("unicode_escape").encode("latin-1")
        else:
            text = self.text.encode()
        return BEFORE + text + AFTER if self.is_amid else text

    @property
    def place(self) -> str:
        return f"{self.file}:{self.at}" + (" amid code" if self.is_amid else "")


def read_samples(path: pathlib.Path) -> list[Sample]:
    """A header line, then the text up to the next header."""
    samples, head, at, lines = [], None, 0, []

    def finish() -> None:
        if head:
            samples.append(Sample(path.name, head, at, "".join(line + "\n" for line in lines)))

    content = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(content[:-1], 1):
        if not line.startswith("=== "):
            lines.append(line)
            continue
        finish()
        head, at, lines = _HEAD.fullmatch(line), number, []
        if not head:
            sys.exit(f"{path}:{number}: not a header: {line}")
    finish()
    return samples


class Report:
    """What the command says of one sample."""

    def __init__(self, sample: Sample):
        self.sample = sample
        self.fault = None  # it crashed, hung, or wrote no report
        self.errors = []  # (line, code and message), in the order of the text

    @property
    def first(self):
        return self.errors[0] if self.errors else (0, "no error")


def check(sample: Sample, executable: str, folder: str) -> Report:
    report = Report(sample)
    path = os.path.join(folder, f"{sample.file.removesuffix('.txt')}_{sample.at}{'_amid' * sample.is_amid}.py")
    with open(path, "wb") as file:
        file.write(sample.source)
    try:
        done = subprocess.run(
            [executable, "check", "--format", "json", path],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS_PER_SAMPLE,
        )
    except subprocess.TimeoutExpired:
        report.fault = f"no end after {SECONDS_PER_SAMPLE} s"
        return report
    if done.returncode not in (0, 1):
        report.fault = f"ended with status {done.returncode}"
        return report
    try:
        found = [d for d in json.loads(done.stdout) if d["severity"] == "error"]
        found.sort(key=lambda d: (d["line"], d["column"]))
        report.errors = [(d["line"], f"{d['code']}: {d['message']}") for d in found]
    except (ValueError, KeyError, TypeError) as error:
        report.fault = f"its report cannot be read: {error!r}"
        return report
    if done.returncode != bool(report.errors):
        report.fault = f"status {done.returncode} with {len(report.errors)} errors"
    return report


class Tally:
    """A line of the table."""

    def __init__(self) -> None:
        self.rejects = self.rejected = self.lined = self.same = self.nears = self.accepted = 0

    def add(self, report: Report) -> None:
        sample = report.sample
        if sample.verdict == "accept":
            self.nears += 1
            self.accepted += not report.errors and not report.fault
            return
        self.rejects += 1
        self.rejected += bool(report.errors) and not report.fault
        if sample.line:
            self.lined += 1
            self.same += report.first[0] == sample.line

    def __str__(self) -> str:
        share = 100 * self.same / self.lined if self.lined else 100.0
        return (
            f"{self.rejects:>9}{self.rejected:>10}{self.same:>11}{share:>8.1f}"
            f"{self.nears:>13}{self.accepted:>10}"
        )


def indented(text: str, most: int = 6) -> str:
    lines = text.splitlines()
    shown = lines[:most] + (["…"] if len(lines) > most else [])
    return "\n".join("    | " + line for line in shown)


def faults_of(reports: list[Report]) -> dict[str, list[tuple[Sample, str]]]:
    faults = collections.defaultdict(list)
    for report in reports:
        sample = report.sample
        line, message = report.first
        if report.fault:
            faults["broken"].append((sample, report.fault))
        elif sample.verdict == "accept":
            if report.errors:
                faults["wrongly rejected"].append((sample, f"line {line}: {message}"))
        elif not report.errors:
            faults["not rejected"].append((sample, f"CPython: {sample.verdict}, line {sample.line}"))
        elif sample.line and line != sample.line:
            faults["on another line"].append((sample, f"CPython: {sample.line}; line {line}: {message}"))
    return faults


def print_faults(faults, show: int) -> None:
    folder = ROOT / "build" / "oracle"
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "errors.txt", "w", encoding="utf-8") as file:
        for kind, entries in faults.items():
            for sample, why in entries:
                print(f"{kind}: {sample.place}: {why}", indented(sample.text, 99), sep="\n", file=file)
    for kind, entries in faults.items():
        for sample, why in entries[:show]:
            print(f"{kind}: {sample.place}: {why}", indented(sample.text), sep="\n")
        if len(entries) > show:
            print(f"{kind}: {len(entries) - show} more, in build/oracle/errors.txt")


def run_checks(files: list[pathlib.Path], options) -> int:
    executable = os.environ.get("PILCROW", str(ROOT / "build" / "release" / "pilcrow"))
    if not os.access(executable, os.X_OK):
        print(f"there is no executable {executable}")
        print("0 passed, 1 failed")
        return 1
    samples = [sample for file in files for one in read_samples(file) for sample in one.forms()]
    with tempfile.TemporaryDirectory() as folder:
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            reports = list(pool.map(lambda sample: check(sample, executable, folder), samples))
    faults = faults_of(reports)
    print_faults(faults, options.show)

    tallies = collections.defaultdict(Tally)
    total = Tally()
    for report in reports:
        tallies[report.sample.file].add(report)
        tallies[f"(CPython: {report.sample.verdict})"].add(report)
        tallies["(amid code)" if report.sample.is_amid else "(alone)"].add(report)
        total.add(report)
    width = max(map(len, tallies))
    print(f"{'':<{width}}  to reject  rejected  same line       %  near misses  accepted")
    for name in sorted(tallies, key=lambda name: (name[0] == "(", name)):
        print(f"{name:<{width}}  {tallies[name]}")
    print(f"{'all':<{width}}  {total}")

    lines_agree = total.same >= SAME_LINE_SHARE * total.lined
    if not lines_agree:
        print(f"the first error is on CPython's line in fewer than {SAME_LINE_SHARE:.0%} of the samples")
    passed = total.rejected + total.accepted + lines_agree
    failed = len(samples) + 1 - passed
    print(f"{passed} passed, {failed} failed")
    return failed > 0


def ask(python: interpreters.Interpreter, sources: list[bytes]) -> list[dict]:
    """CPython's verdict on each text, as dump.py --batch gives it."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, f"{number}.py") for number in range(len(sources))]
        for path, source in zip(paths, sources):
            pathlib.Path(path).write_bytes(source)
        done = subprocess.run(
            python.command(str(HERE / "dump.py"), "--batch", "--compile"),
            input="".join(path + "\n" for path in paths).encode(),
            capture_output=True,
            check=True,
        )
    verdicts, rest = [], done.stdout
    for _ in sources:
        head, _, rest = rest.partition(b"\n")
        verdicts.append(json.loads(head))
        rest = rest[verdicts[-1]["bytes"] + 1 :]
    return verdicts


def record(files: list[pathlib.Path]) -> int:
    """Writes CPython's verdicts into the sample files; says where the author had thought otherwise."""
    python = interpreters.best()
    if not python.is_exact:
        sys.exit(f"recording needs a CPython 3.13, and there is only {python}")
    status = 0
    for file in files:
        samples = read_samples(file)
        forms = samples + [sample.amid() for sample in samples]
        verdicts = ask(python, [sample.source for sample in forms])
        out = []
        for sample, alone, amid in zip(samples, verdicts, verdicts[len(samples) :]):
            accepted = alone["status"] == "ok"
            if accepted != (sample.verdict == "accept"):
                print(f"{sample.place}: CPython says: {alone['status']}: {alone['message']}")
                print(indented(sample.text))
                status = 1
            head = "=== escaped " if sample.escaped else "=== "
            head += "accept" if accepted else f"{alone['status']} {alone['line'] or 0}"
            # Escapes are about a file's first bytes; a text that the code around it mends stays alone.
            if amid["status"] == alone["status"] and not sample.escaped:
                head += " amid" if accepted else f" amid {amid['line'] or 0}"
            head += "" if accepted else ": " + " ".join(alone["message"].split())
            out.append(head + "\n" + sample.text)
        file.write_text("".join(out), encoding="utf-8")
    print(f"recorded with {python}")
    return status


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--record", action="store_true", help="write CPython's verdicts into the samples")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", type=int, default=6, help="samples shown of each fault")
    options = parser.parse_args()
    files = options.files or sorted(SAMPLES.glob("*.txt"))
    return record(files) if options.record else run_checks(files, options)


if __name__ == "__main__":
    sys.exit(main())
