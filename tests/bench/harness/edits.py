"""Plans of edits: what a person does in one place of a long file, each followed by its undoing.

A line of a plan: BEGIN_LINE BEGIN_BYTE END_LINE END_BYTE OFFSET END_OFFSET TEXT, the first four as
(line, byte in the line) from 0, the next two the same places as offsets in the whole text; TEXT in
hexadecimal, `-` where it is empty. Every edit is made in the text that the one before left.
"""

import ast
import keyword
import random
import re

NAME = re.compile(rb"[A-Za-z_][A-Za-z_0-9]*")


class Text:
    def __init__(self, text):
        self.lines = text.splitlines(keepends=True)
        self.offsets = [0]
        for line in self.lines:
            self.offsets.append(self.offsets[-1] + len(line))


def indentation(line):
    return len(line) - len(line.lstrip(b" "))


def python_statement_lines(text):
    """Lines that hold exactly one simple statement."""
    lines = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.stmt) and not hasattr(node, "body") and node.lineno == node.end_lineno:
            lines.append(node.lineno - 1)
    return sorted(set(lines))


def pilcrow_statement_lines(text):
    """Lines that begin a statement: no delimiter, no comment, nothing that opens a block."""
    no_statement = (b",", b'"', b"\\", b"#", b")", b"]", b"}", b"@")
    return [number for number, line in enumerate(text.splitlines())
            if line.strip() and not line.lstrip().startswith(no_statement)
            and not line.rstrip().endswith(b":") and b'"' not in line]


def line_edit(text, line, begin, end, inserted):
    """Replaces bytes [begin, end) of a line, and then puts the old ones back."""
    old = text.lines[line][begin:end]
    offset = text.offsets[line]
    back_line, back_byte = line, begin + len(inserted)
    if inserted.endswith(b"\n"):
        back_line, back_byte = line + 1, 0
    yield (line, begin, line, end, offset + begin, offset + end, inserted)
    yield (line, begin, back_line, back_byte, offset + begin, offset + begin + len(inserted), old)


def content(text, layout, chosen):
    """A letter typed at the end of a name."""
    for line in chosen:
        names = [match for match in NAME.finditer(text.lines[line])
                 if not keyword.iskeyword(match.group().decode())]
        if names:
            end = names[-1].end()
            yield from line_edit(text, line, end, end, b"x")


def lead(text, layout, chosen):
    """Pilcrow: an item's comma becomes a space. Python, where no lead exists: two columns more."""
    if layout == "pilcrow":
        items = [line for line, content in enumerate(text.lines) if content.lstrip().startswith(b", ")]
        for line in random.Random(2).choices(items, k=len(chosen)):
            at = indentation(text.lines[line])
            yield from line_edit(text, line, at, at + 1, b" ")
    else:
        for line in chosen:
            yield from line_edit(text, line, 0, 0, b"  ")


def line(text, layout, chosen):
    """A line typed above a statement."""
    for number in chosen:
        spaces = b" " * indentation(text.lines[number])
        yield from line_edit(text, number, 0, 0, spaces + b"value = other\n")


KINDS = {"content": content, "lead": lead, "line": line}


def write_plan(corpus, layout, kind, count):
    """Writes a plan of 2 × count edits beside the corpus's one text; returns its path."""
    path = corpus.stem.parent / f"{corpus.stem.name}.{kind}.plan"
    whole = corpus.single_text()
    lines = {"python": python_statement_lines, "pilcrow": pilcrow_statement_lines}[layout](whole)
    chosen = random.Random(3).choices(lines, k=count)
    text = Text(whole)
    with open(path, "w") as plan:
        for *places, inserted in KINDS[kind](text, layout, chosen):
            print(*places, inserted.hex() or "-", file=plan)
    return path
