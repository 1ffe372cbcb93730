#!/usr/bin/env python3
"""The table of all diagnostic codes in parser/README.md, from the examples in tests/corpus/diagnostics.

Every code has an example there, CODE.pil (or CODE.py), that says where the code is reported:
`# expect: CODE` at the end of the line, or `# expect above: CODE` on the next where no comment can
stand on the line itself. CODE.mended.pil is the example as someone would mend it.

    diagnostics_table.py --write     put the table into parser/README.md
    diagnostics_table.py --check     hold examples, mends, fixes and the table against the executable
"""

import html
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "tests/corpus/diagnostics"
README = ROOT / "parser/README.md"
PILCROW = os.environ.get("PILCROW", str(ROOT / "build/release/pilcrow"))
BEGIN = "<!-- codes: made by tests/diagnostics_table.py --write -->"
END = "<!-- end of the codes -->"
MARK = re.compile(rb"[ \t]*# expect: ([a-z0-9-]+)$", re.MULTILINE)
MARK_BELOW = re.compile(rb"^[ \t]*# expect above: ([a-z0-9-]+)\n", re.MULTILINE)
LONGEST_SHOWN = 60


def run(*arguments):
    return subprocess.run([PILCROW, *arguments], capture_output=True, check=False)


def all_codes():
    """(code, severity, meaning, help) of every code, as the executable lists them."""
    log = json.loads(run("check", "--format", "sarif", os.devnull).stdout)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    return [
        (
            rule["id"],
            rule["defaultConfiguration"]["level"],
            rule["shortDescription"]["text"],
            rule.get("help", {}).get("text", ""),
        )
        for rule in rules
    ]


def example_of(code):
    for suffix in (".pil", ".py"):
        path = EXAMPLES / (code + suffix)
        if path.exists():
            return path, EXAMPLES / f"{code}.mended{suffix}"
    return None


def without_marks(text):
    return MARK.sub(b"", MARK_BELOW.sub(b"", text))


def expected(text):
    """{(line, code)} that an example's comments name."""
    found = set()
    for number, line in enumerate(text.split(b"\n"), 1):
        if mark := MARK.search(line):
            found.add((number, mark[1].decode()))
        if mark := MARK_BELOW.match(line + b"\n"):
            found.add((number - 1, mark[1].decode()))
    return found


def findings(path):
    """What is found in a file. Everything is wanted, whatever a project's settings say."""
    done = run("check", "--format", "json", str(path))
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.decode())
    return json.loads(done.stdout)


def shown(text):
    """A text as a cell of the table."""
    lines = text.decode("utf-8", "replace").rstrip("\n").expandtabs(8).split("\n")
    lines = [line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…" for line in lines]
    return "<pre>" + "<br>".join(html.escape(line, False).replace("|", "&#124;") for line in lines) + "</pre>"


def table():
    lines = ["| code | meaning | example | mended |", "|---|---|---|---|"]
    for code, level, meaning, _ in all_codes():
        found = example_of(code)
        if found is None:
            continue
        example, mended = (path.read_bytes() if path.exists() else b"" for path in found)
        safe = any(one["fix"] and one["fix"]["safe"] for one in findings(found[0]))
        fixed = "<br>`--fix` mends it" if safe else ""
        words = meaning.replace("|", "&#124;").replace("<", "&lt;")
        lines.append(
            f"| `{code}`<br>{level} | {words}{fixed} "
            f"| {shown(without_marks(example))} | {shown(mended)} |"
        )
    return "\n".join(lines)


def with_table(readme):
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def applied(text, fix):
    """`text` with a fix's edits; lines and columns count from 1, columns in characters."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for edit in reversed(fix["edits"]):
        begin = starts[edit["line"] - 1] + edit["column"] - 1
        end = starts[edit["endLine"] - 1] + edit["endColumn"] - 1
        text = text[:begin] + edit["text"] + text[end:]
    return text


def faults_of(code):
    """Sentences about what is wrong with a code's example."""
    found = example_of(code)
    if found is None:
        yield f"{code} has no example: write tests/corpus/diagnostics/{code}.pil and {code}.mended.pil"
        return
    path, mended_path = found
    name = path.name
    text = path.read_bytes()
    wanted = expected(text)
    if not any(mark[1] == code for mark in wanted):
        yield f"{name} has no line marked `# expect: {code}`"
    reported = findings(path)
    got = {(one["line"], one["code"]) for one in reported}
    for line, other in sorted(wanted - got):
        yield f"{name}:{line}: {other} is expected and not reported"
    for line, other in sorted(got - wanted):
        yield f"{name}:{line}: {other} is reported and not expected"
    if not mended_path.exists():
        yield f"{code} has no mended example: write tests/corpus/diagnostics/{mended_path.name}"
        return
    for one in findings(mended_path):
        yield f"{mended_path.name}:{one['line']}: {one['code']} is reported in the mended example"
    own = [one for one in reported if one["code"] == code and one["fix"]]
    if not own:
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / name
        copy.write_bytes(text)
        if any(one["fix"]["safe"] for one in own):
            run("check", "--fix", str(copy))
            fixed = without_marks(copy.read_bytes())
            if fixed != mended_path.read_bytes():
                yield f"{name}: `check --fix` makes {fixed.decode()!r} of it"
        else:
            fixed = text.decode("utf-8", "replace")
            fixed = applied(fixed, own[0]["fix"])
            copy.write_text(fixed, encoding="utf-8")
            left = sum(one["code"] == code for one in findings(copy))
            if left >= sum(one["code"] == code for one in reported):
                yield f"{name}: the fix that is offered leaves {fixed!r}, which is reported again"


def check():
    passed = failed = 0
    codes = [code for code, *_ in all_codes()]
    for code in codes:
        faults = list(faults_of(code))
        for fault in faults:
            print(f"FAILED: {fault}")
        failed += bool(faults)
        passed += not faults
    known = {f"{code}{end}" for code in codes for end in (".pil", ".py", ".mended.pil", ".mended.py")}
    for path in sorted(EXAMPLES.iterdir()):
        if path.name not in known and path.name != "README.md":
            print(f"FAILED: {path.name} belongs to no code")
            failed += 1
    readme = README.read_text(encoding="utf-8")
    if with_table(readme) == readme:
        passed += 1
    else:
        print("FAILED: parser/README.md is not up to date: run tests/diagnostics_table.py --write")
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return failed == 0


def main():
    if sys.argv[1:] == ["--write"]:
        readme = with_table(README.read_text(encoding="utf-8"))
        README.write_text(readme, encoding="utf-8")
        return 0
    if sys.argv[1:] == ["--check"]:
        return 0 if check() else 1
    sys.exit(__doc__)


if __name__ == "__main__":
    sys.exit(main())
