"""Runs every editor that the machine has; see README.md. The last line is the totals."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import neovim  # noqa: E402

PILCROW = os.environ["PILCROW"]
TEXT = (HERE / "damaged.pil").read_text()
# What the file must become: `factor` renamed, and all but the damaged line formatted.
WANTED = TEXT.replace("factor", "by").replace("print(  scale([1,2],math.pi))", "print(scale([1, 2], math.pi))")


def judge(name, seen, totals):
    """Compares what an editor saw with what it must; `seen` as emacs.el and neovim.py give it."""
    lines = TEXT.split("\n")
    damaged = next(n for n, line in enumerate(lines) if line.endswith("sum(values"))
    checks = [
        ("the error on its line", damaged in seen["errors"]),
        ("no error elsewhere", set(seen["errors"]) <= {damaged}),
        ("the local name is offered first", seen["offered"][:1] == ["result"]),
        ("renamed and formatted", WANTED_LINES(seen["text"])),
    ]
    for what, holds in checks:
        totals[0 if holds else 1] += 1
        if not holds:
            print(f"FAILED {name}: {what}: {seen}")


def WANTED_LINES(text):
    """The blank lines around definitions are the formatter's; what stands on the lines must be as wanted."""
    return [line for line in text.split("\n") if line.strip()] == [line for line in WANTED.split("\n") if line.strip()]


def emacs(folder):
    file = folder / "damaged.pil"
    file.write_text(TEXT)
    out = folder / "seen.json"
    environment = dict(os.environ, HOME=str(folder), SEEN=str(out), FILE=str(file))
    run = subprocess.run(
        ["emacs", "--batch", "-l", str(HERE / "emacs.el")], env=environment, capture_output=True, text=True, timeout=120
    )
    if not out.exists():
        raise RuntimeError(run.stdout + run.stderr)
    import json

    return json.loads(out.read_text())


def version(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout.split("\n")[0]


def main():
    totals = [0, 0, 0]
    for name, needs, drive in (
        ("Neovim", lambda: shutil.which("nvim"), lambda folder: neovim.drive(PILCROW, TEXT, folder)),
        ("Emacs", lambda: shutil.which("emacs") and list(Path("/usr/share/emacs").glob("site-lisp/elpa/eglot-*")), emacs),
    ):
        if not needs():
            print(f"{name}: not on this machine")
            totals[2] += 4
            continue
        print(f"{name}: {version('nvim' if name == 'Neovim' else 'emacs', '--version')}")
        with tempfile.TemporaryDirectory() as folder:
            try:
                judge(name, drive(Path(folder)), totals)
            except Exception as error:  # an editor that breaks down has failed
                print(f"FAILED {name}: {error}")
                totals[1] += 4
    print(f"{totals[0]} passed, {totals[1]} failed, {totals[2]} skipped")
    return totals[1] > 0


if __name__ == "__main__":
    sys.exit(main())
