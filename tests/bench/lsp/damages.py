"""Seeded damages: eleven kinds, done to the same lines of a program in both layouts.

Damaged are lines that are the same in both, so that every server meets the same fault. After the damage a name is asked for that was bound
before it: the first letters are typed on a line of their own, further on in the same function or module.
"""

import ast
import io
import keyword
import random
import re
import tokenize
from dataclasses import dataclass

KINDS = (
    "closer deleted",
    "opener deleted",
    "colon deleted",
    "quote deleted",
    "unfinished call typed",
    "unfinished attribute typed",
    "unfinished header typed",
    "unfinished f-string typed",
    "unfinished assignment typed",
    "stray triple quote",
    "three at once",
)
TYPED = {
    "unfinished call typed": ("print(", "result = max(1, (", "foo(bar[", "call(a, b=[1, "),
    "unfinished attribute typed": ("self.", "sys.", "value."),
    "unfinished header typed": ("if (", "for x in (", "while [", "with open("),
    "unfinished f-string typed": ('text = f"{', 'print(f"{value', "text = f'{name!r"),
    "unfinished assignment typed": ("x =", "x = 1 +", "x = [1, 2"),
    "stray triple quote": ('"""',),
}


class Program:
    """One program in both layouts; `where` is the line of the Pilcrow text for each of Python's, or None."""

    def __init__(self, python, pilcrow, where):
        self.python, self.pilcrow = python, pilcrow
        # Lines of code that are the same in both.
        self.shared = {}
        for number, other in enumerate(where[: len(python)]):
            line = python[number]
            if other is None or not line.strip() or line.strip().startswith(("#", '"', "'", ")", "]", "}", ",")):
                continue
            if other < len(pilcrow) and pilcrow[other] == line:
                self.shared[number] = other
        covered = in_strings(python)
        self.statements = [n for n in self.shared if n not in covered and is_whole(python[n])]
        self.tree = ast.parse("\n".join(python))


@dataclass
class Trial:
    kind: str
    lines: tuple  # damaged lines, in Python's layout (from 0, after the damage)
    python: list  # the damaged text's lines
    pilcrow: list
    pilcrow_lines: tuple
    name: str  # asked for
    ask: tuple  # (line, column) in Python's text, behind its first letters
    pilcrow_ask: tuple


def trials_of(program, seed, per_kind):
    """Trials of each kind, with the undamaged text that has the same typed letters in it."""
    chance = random.Random(f"{seed}")
    found = []
    for kind in KINDS:
        for _ in range(per_kind):
            for _ in range(40):  # some places do not do
                trial = make(program, kind, chance)
                if trial is not None:
                    found.append(trial)
                    break
    return found


def in_strings(python):
    """Lines that a string which spans several covers."""
    covered = set()
    for token in tokenize.generate_tokens(io.StringIO("\n".join(python) + "\n").readline):
        if token.type == tokenize.STRING and token.start[0] != token.end[0]:
            covered.update(range(token.start[0] - 1, token.end[0]))
    return covered


def make(program, kind, chance):
    python, pilcrow = program.python, program.pilcrow
    damaged = sorted(chance.sample(program.statements, 3 if kind == "three at once" else 1))
    asked = name_behind(program, damaged[-1], chance)
    if asked is None:
        return None
    name, line, column = asked
    other = program.shared[line]
    typed = " " * column + name[:2]
    py, pil = list(python), list(pilcrow)
    # From the last line to the first, so that the numbers hold.
    py.insert(line, typed)
    pil.insert(other, typed)
    ask_py, ask_pil = line, other
    lines, pil_lines = [], []
    for number in reversed(damaged):
        number_pil = program.shared[number]
        each = kind if kind != "three at once" else chance.choice(KINDS[:9])
        text = damage(python[number], each, chance)
        if text is None:
            return None
        if each in TYPED:
            py.insert(number + 1, text)
            pil.insert(number_pil + 1, text)
            ask_py, ask_pil = ask_py + 1, ask_pil + 1
            lines = [n + 1 for n in lines] + [number + 1]
            pil_lines = [n + 1 for n in pil_lines] + [number_pil + 1]
        else:
            py[number] = pil[number_pil] = text
            lines.append(number)
            pil_lines.append(number_pil)
    return Trial(
        kind, tuple(sorted(lines)), py, pil, tuple(sorted(pil_lines)), name,
        (ask_py, column + 2), (ask_pil, column + 2),
    )


def is_whole(line):
    """A simple statement or a header on one line."""
    text = line.strip()
    if text.startswith(("else", "elif", "except", "finally", "case", "@", "import", "from", "return", "class", "def")):
        return False
    try:
        ast.parse(text + " pass" if text.endswith(":") else text)
        return True
    except SyntaxError:
        return False


def damage(line, kind, chance):
    """The damaged line, or for what is typed the line that is put in; None where the kind does not apply."""
    indent = line[: len(line) - len(line.lstrip())]
    if kind in TYPED:
        if line.rstrip().endswith(":"):
            return None
        return indent + chance.choice(TYPED[kind])
    signs = {"closer deleted": ")]}", "opener deleted": "([{", "quote deleted": "\"'"}.get(kind)
    if kind == "colon deleted":
        return line.rstrip()[:-1] if line.rstrip().endswith(":") else None
    at = [n for n, sign in enumerate(line) if sign in signs]
    if kind == "quote deleted" and ('"""' in line or "'''" in line):
        return None
    if not at:
        return None
    place = chance.choice(at)
    text = line[:place] + line[place + 1 :]
    return None if is_whole(text) else text  # a bracket of a string's text is no fault


def name_behind(program, line, chance):
    """(name, line, column): a name bound before `line` in the same scope, and a statement behind it to type it at."""
    tree = program.tree
    scopes = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    scopes = [node for node in scopes if node.body[0].lineno - 1 <= line <= node.end_lineno - 1]
    scope = min(scopes, key=lambda node: node.end_lineno - node.lineno, default=tree)
    names = set()
    for node in ast.walk(scope):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.lineno - 1 < line:
            names.add(node.id)
    if scope is tree:
        names |= {n.name for n in tree.body if hasattr(n, "name") and n.lineno - 1 < line}
    else:
        names |= {a.arg for a in scope.args.args}
    names = sorted(
        n
        for n in names
        if len(n) > 3 and not n.startswith("_") and re.fullmatch(r"\w+", n) and not keyword.iskeyword(n[:2])
    )
    places = [
        (node.lineno - 1, node.col_offset)
        for node in scope.body
        if node.lineno - 1 > line and not hasattr(node, "decorator_list") and node.lineno - 1 in program.shared
    ]
    if not names or not places:
        return None
    at, column = chance.choice(places[:6])
    return chance.choice(names), at, column
