"""How long answers take after an edit in a file of 6 400 lines: `./dev bench lsp --latency`.

The file is programs of CPython's library, one after the other, in both layouts. At places all over it a line is typed behind
a statement, one edit each time, as an editor sends it; then one question is asked, and the line is taken out again. The time
is the client's: from sending the question, right behind the edit, to having read the answer.
"""

import random
import statistics
import tempfile
from pathlib import Path

import client

LINES = 6400
SEED = 7
# What is typed, and what is asked at its end.
QUESTIONS = {
    "a name's first letter": ("s", "completion"),
    "an attribute": ("self.", "completion"),
    "hover": ("print", "hover"),
    "diagnostics": ("x = (1", "diagnostic"),
}


def long_program(work):
    """([line], [line], [(line of Python's, line of Pilcrow's)]): the texts, and statements that are the same in both."""
    python, pilcrow, places = [], [], []
    for _, program in work:
        if any(line.startswith("from __future__") for line in program.python):
            continue
        for number in program.statements:
            line = program.python[number]
            if line.startswith("    ") and not line.rstrip().endswith((":", "\\")):
                places.append((len(python) + number, len(pilcrow) + program.shared[number]))
        python += program.python
        pilcrow += program.pilcrow
        if len(pilcrow) >= LINES:
            return python, pilcrow, places
    raise SystemExit("the library here has too few programs for this")


def measure(command, layout, settings, text, places):
    """{question: [seconds]}"""
    seconds = {question: [] for question in QUESTIONS}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        path = root / ("long.py" if layout == "python" else "long.pil")
        path.write_text("\n".join(text))
        server = client.Server(command, root, settings)
        document = client.Document(server, path, "\n".join(text), layout)
        document.symbols()
        for index, line in enumerate(places):
            indent = text[line][: len(text[line]) - len(text[line].lstrip())]
            for question, (typed, what) in QUESTIONS.items():
                document.replace((line, len(text[line])), (line, len(text[line])), "\n" + indent + typed)
                place = {"line": line + 1, "character": len(indent + typed) - (what == "hover")}
                if what != "diagnostic":
                    took = document.ask(what, position=place)[1]
                elif server.pulls:
                    took = document.ask(what)[1]
                else:
                    took = document.wait_for_push()
                if index >= 3:  # the first ones read the libraries
                    seconds[question].append(took)
                document.replace((line, len(text[line])), (line + 1, len(indent + typed)), "")
        server.close()
    return seconds


def run(contestants, work, only, count=60):
    python, pilcrow, places = long_program(work)
    random.Random(SEED).shuffle(places)
    places = places[:count]
    print(f"{len(pilcrow)} lines of Pilcrow, {len(python)} of Python; {len(places) - 3} edits for each question; median / p95 in ms")
    print("| server | " + " | ".join(QUESTIONS) + " |")
    print("|---|" + "---|" * len(QUESTIONS))
    for name, command, layout, settings in contestants:
        if only and only != name:
            continue
        text, side = (python, 0) if layout == "python" else (pilcrow, 1)
        seconds = measure(command, layout, settings, text, [place[side] for place in places])
        cells = [
            f"{1000 * statistics.median(took):.1f} / {1000 * statistics.quantiles(took, n=20)[18]:.1f}" for took in seconds.values()
        ]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
