"""Takes a Python program into Pilcrow's layout with its brackets and strings hung at random.

to_pilcrow(source, choose) gives a program that means the same: `choose()` is asked for each bracket and
each string with a newline whether it hangs, `comment()` for each place where a comment or a blank line can
stand, `segment()` for each place outside of brackets where a `\\` can begin a line. Every other line is
Python's own, so what comes out is no canonical Pilcrow; it is there to hold the layout against CPython.
Comments of the source are dropped, and others put in where they must not matter.

Needs a `tokenize` that takes f-strings apart (3.12 on). Cannot raises where a program has no such form.
"""

import io
import tokenize
from typing import Callable, NamedTuple

CLOSER = {"(": ")", "[": "]", "{": "}"}
QUOTES = ('"""', "'''")


class Cannot(Exception):
    """The program has something that this simple way of hanging does not know."""


class Token(NamedTuple):
    text: str
    spaced: bool  # white space stands before it
    string: bool


class LogicalLine(NamedTuple):
    indentation: int
    tokens: list[Token]
    first: int  # physical lines, from 1
    last: int


def logical_lines(source: str) -> list[LogicalLine]:
    """The logical lines with their tokens; an f-string is one token."""
    starts = [0]
    for line in source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)

    def offset(place):
        return starts[place[0] - 1] + place[1]

    unseen = (tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    lines, tokens, first, end, depth, begin = [], [], (0, 0), 0, 0, 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.FSTRING_START:
            if depth == 0:
                begin = token.start
            depth += 1
            continue
        is_string = token.type == tokenize.STRING
        start = token.start
        if depth > 0:
            depth -= token.type == tokenize.FSTRING_END
            if depth > 0:
                continue
            start, is_string = begin, True
        if token.type == tokenize.NEWLINE:
            lines.append(LogicalLine(first[1], tokens, first[0], token.start[0]))
            tokens = []
        elif token.type not in unseen:
            if not tokens:
                first = start
            spaced = bool(tokens) and offset(start) > end
            end = offset(token.end)
            tokens.append(Token(source[offset(start) : end], spaced, is_string))
    return lines


def closer_of(tokens: list[Token], opener: int) -> int:
    depth = 0
    for index in range(opener, len(tokens)):
        if not tokens[index].string:
            depth += (tokens[index].text in CLOSER) - (tokens[index].text in CLOSER.values())
            if depth == 0:
                return index
    raise Cannot


def elements(tokens: list[Token]) -> list[list[Token]]:
    """What stands between the commas of a bracket; a comma behind a single element stays with it."""
    parts, depth = [[]], 0
    for token in tokens:
        if not token.string:
            depth += (token.text in CLOSER) - (token.text in CLOSER.values())
            if token.text == "for" and depth == 0:
                return [tokens]  # a comprehension is one element
            if token.text == "," and depth == 0:
                parts.append([])
                continue
        parts[-1].append(token)
    if not parts[-1]:
        parts.pop()
        if len(parts) == 1:
            parts[0].append(Token(",", False, False))
    if not all(parts):
        raise Cannot
    return parts


def literal_lines(text: str) -> list[str] | None:
    """The lines of a string's text, cut at its newlines; None where it cannot be cut."""
    prefix = text[: len(text) - len(text.lstrip("rbufRBUF"))].lower()
    quotes = text[len(prefix) : len(prefix) + 3]
    if quotes in QUOTES:
        if "f" in prefix:
            return None
        lines = text[len(prefix) + 3 : -3].split("\n")
    elif "r" in prefix:
        return None
    else:
        lines = cut_at_escapes(text[len(prefix) + 1 : -1], "f" in prefix)
    if not lines or len(lines) == 1 or any(line.endswith("\\") for line in lines):
        return None
    # Quotes on the opening line would be read together with the opening ones.
    return None if '"""' in lines[0] or lines[0][:1] == '"' or lines[0][-1:] == '"' else lines


def cut_at_escapes(body: str, formatted: bool) -> list[str] | None:
    lines, depth, at = [""], 0, 0
    while at < len(body):
        here = body[at]
        taken = here
        if depth == 0 and here == "\\":
            taken = body[at : at + 2]
            if taken == "\\N":
                taken = body[at : body.index("}", at) + 1]
            elif formatted and taken[1:] in ("{", "}"):
                return None
        elif formatted and here in "{}":
            if depth == 0 and body[at : at + 2] == here * 2:
                taken = here * 2
            else:
                depth += 1 if here == "{" else -1
        elif depth and here in "'\"\\":
            return None
        if taken == "\\n":
            lines.append("")
        else:
            lines[-1] += taken
        at += len(taken)
    return lines if depth == 0 else None


class Writer:
    def __init__(self, choose: Callable[[], bool], comment: Callable[[], bool], segment: Callable[[], bool]):
        self._choose = choose
        self._comment = comment
        self._segment = segment
        self.lines = []

    def put(self, line: str) -> None:
        if self._comment():
            self.lines.append(" " * (len(self.lines) % 9) + "# a comment anywhere")
        self.lines.append(line)

    def put_segment(self, line: str) -> None:
        """A line that ends outside of brackets, in no string, and is continued."""
        self.put(line + "  # and here" if self._comment() else line)
        if self._comment():
            self.lines.append("")

    def node(self, tokens: list[Token], column: int, delimiter: str) -> None:
        """A statement, or with the delimiter `, ` an item, and what hangs on it."""
        line = " " * column + delimiter
        going_on = " " * len(line) + "\\"
        at, fresh, depth = 0, True, 0
        while at < len(tokens):
            token = tokens[at]
            if not fresh and depth == 0 and self._segment():
                self.put_segment(line)
                line, fresh = going_on, True
            if token.spaced and not fresh:
                line += " "
            fresh = False
            following = at + 1
            hung = False
            if token.string:
                lines = literal_lines(token.text)
                if "\n" in token.text and not lines:
                    raise Cannot
                if lines and ("\n" in token.text or self._choose()):
                    prefix = token.text[: len(token.text) - len(token.text.lstrip("rbufRBUF"))]
                    self.put(line + prefix + '"""' + lines[0])
                    for text in lines[1:]:
                        self.put(" " * (column + 4) + '"' + text)
                    hung = True
            elif token.text in CLOSER:
                closer = closer_of(tokens, at)
                inside = tokens[at + 1 : closer]
                # A hanging `with (` is the header's list of items; commas of a lambda separate nothing.
                if inside and not (at and tokens[at - 1].text == "with") \
                        and all(one.text != "lambda" for one in inside) and self._choose():
                    self.put(line + token.text)
                    for part in elements(inside):
                        self.node([part[0]._replace(spaced=False), *part[1:]], column + 4, ", ")
                    following = closer + 1
                    hung = True
            if hung:
                if following == len(tokens):
                    return
                line, fresh = going_on, True
            else:
                line += token.text
                if not token.string:
                    depth += (token.text in CLOSER) - (token.text in CLOSER.values())
            at = following
        self.put(line)


def to_pilcrow(
    source: str,
    choose: Callable[[], bool],
    comment: Callable[[], bool] = lambda: False,
    segment: Callable[[], bool] = lambda: False,
) -> str:
    writer = Writer(choose, comment, segment)
    for line in logical_lines(source):
        writer.node(line.tokens, line.indentation, "")
    return "\n".join(writer.lines) + "\n"
