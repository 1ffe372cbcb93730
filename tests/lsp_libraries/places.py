"""The places of places.txt: what is asked, and where that is in a program's text, in either layout."""

import pathlib
from typing import NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
PROGRAMS = HERE / "weather"
KINDS = ("members", "signature", "hover", "definition")


class Place(NamedTuple):
    kind: str
    program: str  # "service"
    text: str  # with $0 for the cursor
    line: int  # from 0, in both layouts
    column: int  # in Pilcrow's

    @property
    def key(self) -> str:
        return f"{self.program}: {self.kind} {self.text}"

    def column_in(self, lines: list[str]) -> int:
        """Its column in the Python form, which has the same lines."""
        return lines[self.line].index(self.text.replace("$0", "")) + self.text.index("$0")


def read() -> list[Place]:
    found: list[Place] = []
    program, lines = "", []
    for number, line in enumerate((HERE / "places.txt").read_text().splitlines(), 1):
        if line.startswith("== "):
            path = PROGRAMS / line[3:]
            program, lines = path.stem, path.read_text().splitlines()
        elif line and not line.startswith("#"):
            kind, text = line.split(None, 1)
            before, _, behind = text.partition("$0")
            at = [(n, one.find(before + behind)) for n, one in enumerate(lines) if before + behind in one]
            if kind not in KINDS or "$0" not in text or len(at) != 1:
                raise SystemExit(f"places.txt:{number}: this text does not stand once in {program}")
            found.append(Place(kind, program, text, at[0][0], at[0][1] + len(before)))
    return found
