"""Asks a language server at the places, and brings its answers into a form that can be compared.

| kind | the answer |
|---|---|
| members | the names offered behind the dot that do not begin with an underscore, sorted |
| signature | of each overload the names of its parameters, in order |
| hover | `KIND NAME: TYPE`, or of what is called `KIND NAME(PARAMETERS)`, each overload; spelled.py says how types are spelled |
| definition | FILE:LINE of each; in typeshed, of which everyone has another version, FILE and the line's text |
"""

import pathlib
import re
import string
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "bench" / "lsp"))

import client  # noqa: E402
import spelled  # noqa: E402

WAIT = 120  # seconds for an answer
MOST_ITEMS = 200
TEMPLATES = (14, 15)  # keywords and snippets: no members


class TooLate(Exception):
    """There was no answer in time. The server may be busy with it still, and is of no use any more."""


def answers(command, settings, layout, places, folders, programs, pilcrow):
    """{place: answer}; empty where there is none, None where it did not come in time."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder).resolve()
        copy(programs, root, layout, pilcrow)
        # By programs, and members last, which change the text.
        left = sorted(places, key=lambda place: (place.program, place.kind == "members"))
        while left:
            server = client.Server(command, root, settings, wait=WAIT, options=settings.get("pilcrow"))
            document = None
            try:
                while left:
                    place = left.pop(0)
                    if document is None or pathlib.Path(client.path_of(document.uri)).stem != place.program:
                        if document is not None:
                            document.close()
                        path = next(root.glob(place.program + ".*"))
                        document = client.Document(server, path, path.read_text(), layout)
                        document.errors(wait=WAIT)  # so that it has been looked through
                    found[place] = ask(place, document, layout, dict(folders, program=root))
                server.close()
            except TooLate:
                found[place] = None
                server.kill()
    return found


def copy(programs, root, layout, pilcrow):
    """The programs, or their Python form, whose lines are the same."""
    if layout == "pilcrow":
        for path in programs.glob("*.pil"):
            (root / path.name).write_text(path.read_text())
    else:
        convert = [pilcrow, "convert", "--to", "python", "--keep-lines", "--target", "3.11", "--quiet", "-o", root, programs]
        subprocess.run(convert, check=True)


def ask(place, document, layout, folders):
    column = place.column if layout == "pilcrow" else place.column_in(document.text.split("\n"))
    if place.kind == "definition":
        return definition(document, place.line, column, folders)
    return {"members": members, "signature": signature, "hover": hover}[place.kind](document, place.line, column)


def result_of(document, what, line, column, **more):
    result, seconds = document.ask(what, position={"line": line, "character": column}, **more)
    if seconds >= WAIT:
        raise TooLate
    return result


def members(document, line, column):
    whole = document.text
    lines = whole.split("\n")
    behind = re.sub(r"^\w+", "", lines[line][column:])
    names = set()
    for letters in ["", *string.ascii_letters]:
        lines[line] = lines[line][:column] + letters + behind
        document.change("\n".join(lines))
        result = result_of(document, "completion", line, column + len(letters), context={"triggerKind": 1})
        items = result.get("items", []) if isinstance(result, dict) else result or []
        names |= {item["label"] for item in items if item.get("kind") not in TEMPLATES}
        # pilcrow lists so many and says that there are more: then letter by letter, as for one who types. (pyright lists all.)
        if not letters and len(items) != MOST_ITEMS:
            break
    document.change(whole)
    return sorted(name for name in names if not name.startswith("_"))


def signature(document, line, column):
    result = result_of(document, "signatureHelp", line, column)
    return [
        [name for one in each.get("parameters", []) if (name := spelled.parameter(one["label"], each["label"]))]
        for each in (result or {}).get("signatures", [])
    ]


def hover(document, line, column):
    result = result_of(document, "hover", line, column)
    contents = (result or {}).get("contents", "")
    text = contents["value"] if isinstance(contents, dict) else contents
    return spelled.hover(text)


def definition(document, line, column, folders):
    result = result_of(document, "definition", line, column)
    result = result if isinstance(result, list) else [result] if result else []
    return sorted({place_of(one["uri"], one["range"]["start"]["line"], folders) for one in result})


def place_of(uri, line, folders):
    path = pathlib.Path(client.path_of(uri)).resolve()
    for name, folder in folders.items():
        if path.is_relative_to(folder):
            inside = path.relative_to(folder)
            return f"{inside.stem if name == 'program' else inside}:{line + 1}"
    typeshed = re.search(r"/typeshed[^/]*/(?:stdlib/)?(.*)", str(path))
    if typeshed:
        return f"{typeshed[1]}: {path.read_text().splitlines()[line].strip()}"
    return f"{path}:{line + 1}"
