"""The same programs in both layouts, so that Pilcrow's can be measured beside parsers of Python.

    both_layouts.py FOLDER INTO BYTES

Reads Python files below FOLDER until there are BYTES of them and writes the corpora INTO/both-pilcrow and
INTO/both-python (see corpus.py). A bracket that does not fit on its line hangs: its items stand on lines of
their own in both forms, and Pilcrow's has no closers. Strings over several lines stand in Pilcrow as literal
lines. Empty lines and the comments on lines of their own are kept, other comments are in neither form. A program
that tests/oracle/hang.py cannot take over, or whose Python form is not the program that it came from, is left out.

Needs a CPython from 3.12 on, whose `tokenize` takes f-strings apart.
"""

import ast
import random
import sys
import warnings
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "oracle"))

import hang  # noqa: E402

WIDTH = 88


def flat(tokens):
    return "".join(" " * token.spaced + token.text for token in tokens)


def may_hang(tokens, opener, inside):
    # A hanging `with (` is the header's list of items; commas of a lambda separate nothing.
    return bool(inside) and not (opener and tokens[opener - 1].text == "with") \
        and all(one.text != "lambda" for one in inside)


def items(tokens, opener, inside):
    """The items of a bracket; a comma behind the only one is kept where it makes a tuple."""
    parts = hang.elements(inside)
    called = opener and (tokens[opener - 1].text.isidentifier() or tokens[opener - 1].text in hang.CLOSER.values())
    if len(parts) == 1 and parts[0][-1].text == "," and (tokens[opener].text == "{" or called == (tokens[opener].text == "(")):
        parts[0].pop()
    return parts


class Writer:
    def __init__(self):
        self.pilcrow, self.python = [], []

    def node(self, tokens, column, delimiter="", comma=""):
        """A statement, or with a delimiter an item; `comma` is what stands behind it in Python."""
        pilcrow, python = " " * column + delimiter, " " * column
        going_on = " " * len(pilcrow) + "\\"
        at, fresh = 0, True
        while at < len(tokens):
            token = tokens[at]
            space = " " if token.spaced and at > 0 else ""
            pilcrow += "" if fresh else space
            python += space
            fresh = False
            closer = hang.closer_of(tokens, at) if not token.string and token.text in hang.CLOSER else at
            inside = tokens[at + 1:closer]
            if token.string and "\n" in token.text:
                lines = hang.literal_lines(token.text)
                if not lines:
                    raise hang.Cannot
                prefix = token.text[:len(token.text) - len(token.text.lstrip("rbufRBUF"))]
                self.pilcrow.append(pilcrow + prefix + '"""' + lines[0])
                self.pilcrow += [" " * (column + 4) + '"' + line for line in lines[1:]]
                *before, python = (python + token.text).split("\n")
                self.python += before
            elif may_hang(tokens, at, inside) and len(pilcrow) + len(flat(tokens[at:closer + 1])) > WIDTH:
                self.pilcrow.append(pilcrow + token.text)
                self.python.append(python + token.text)
                parts = items(tokens, at, inside)
                for part in parts:
                    self.node(part, column + 4, ", ", "," if part is not parts[-1] else "")
                python = " " * column + tokens[closer].text
                at = closer
            else:
                pilcrow += token.text
                python += token.text
                at += 1
                continue
            at += 1
            pilcrow, fresh = going_on, True
        if not fresh:
            self.pilcrow.append(pilcrow)
        self.python.append(python + comma)


def both(source):
    """(Pilcrow's form, Python's form) of a program."""
    writer = Writer()
    rows = source.split("\n")
    end = 0
    for line in hang.logical_lines(source):
        for row in rows[end:line.first - 1]:
            if not row.strip() or row.lstrip().startswith("#"):
                writer.pilcrow.append(row)
                writer.python.append(row)
        if line.indentation % 4:
            raise hang.Cannot
        writer.node(line.tokens, line.indentation)
        end = line.last
    python = "\n".join(writer.python) + "\n"
    if ast.dump(ast.parse(python)) != ast.dump(ast.parse(source)):
        raise hang.Cannot
    return "\n".join(writer.pilcrow) + "\n", python


def write(folder, name, texts):
    ends, end = [], 0
    with open(folder / f"{name}.blob", "wb") as blob:
        for text in texts:
            end += blob.write(text.encode())
            ends.append(end)
    (folder / f"{name}.index").write_text("".join(f"{end}\n" for end in ends))


def main():
    warnings.simplefilter("ignore")
    folder, into, wanted = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    paths = sorted(folder.rglob("*.py"))
    random.Random(5).shuffle(paths)
    programs, size = [], 0
    for path in paths:
        if size >= wanted:
            break
        source = path.read_bytes().decode()
        if "\r" in source or "\f" in source or "\t" in source or "\\\n" in source:
            continue  # a backslash at a line's end joins lines that this does not take apart
        try:
            programs.append(both(source))
        except (hang.Cannot, SyntaxError, RecursionError, ValueError):
            continue
        size += len(programs[-1][0])
    write(into, "both-pilcrow", [pilcrow for pilcrow, _ in programs])
    write(into, "both-python", [python for _, python in programs])


if __name__ == "__main__":
    main()
