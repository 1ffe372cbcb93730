"""A property of `check --fix`: in damaged programs it leaves nothing to mend, no more errors than
there were, and the tree as it was read before."""

import filecmp
import json
import random
import re
import unittest

from support import CORPUS, CommandLineTest

DAMAGES_A_PROGRAM = 25
LARGEST_PROGRAM = 20000


def deleted(draw, text):
    at = draw.randrange(len(text))
    return text[:at] + text[at + 1 :]


def inserted(draw, text):
    at = draw.randrange(len(text))
    return text[:at] + draw.choice('()[]{},"\\:=+') + text[at:]


def on_a_line(change):
    def damaged(draw, text):
        lines = text.split("\n")
        at = draw.randrange(len(lines))
        lines[at] = change(draw, lines[at])
        return "\n".join(lines)

    return damaged


DAMAGES = [
    deleted,
    inserted,
    on_a_line(lambda draw, line: " " * draw.randint(1, 4) + line),
    on_a_line(lambda draw, line: line[draw.randint(1, 3) :] if line.startswith("    ") else line),
    on_a_line(lambda draw, line: line.replace("    ", "\t", 1)),
    on_a_line(lambda draw, line: line + draw.choice([",", ")", '"""'])),
]


class FixOfDamage(CommandLineTest):
    def findings_of(self, folder):
        by_file = {}
        for one in json.loads(self.run_it("check", "--format", "json", folder).stdout):
            by_file.setdefault(one["file"].rpartition("/")[2], []).append(one)
        return by_file

    def tree(self, name):
        """The syntax, without the numbers of its lines."""
        return re.sub(r"  # line \d+", "", self.expect(0, "tree", name).stdout)

    def test_damaged_programs(self):
        draw = random.Random(20)
        names = []
        for source in sorted((CORPUS / "pilcrow").glob("*.pil")):
            text = source.read_text(encoding="utf-8")
            if len(text) > LARGEST_PROGRAM:
                continue
            for number in range(DAMAGES_A_PROGRAM):
                name = f"{source.stem}-{number}.pil"
                damaged = draw.choice(DAMAGES)(draw, text)
                self.write(f"before/{name}", damaged)
                self.write(f"after/{name}", damaged)
                names.append(name)
        before = self.findings_of("before")
        self.run_it("check", "--fix", "after")
        after = self.findings_of("after")
        mended = 0
        for name in names:
            with self.subTest(program=name):
                left = [one["code"] for one in after.get(name, []) if one["fix"] and one["fix"]["safe"]]
                self.assertEqual(left, [])
                errors = [
                    sum(one["severity"] == "error" for one in found.get(name, []))
                    for found in (before, after)
                ]
                self.assertLessEqual(errors[1], errors[0])
                files = [self.folder / "before" / name, self.folder / "after" / name]
                if not filecmp.cmp(*files, shallow=False):
                    mended += 1
                    self.assertEqual(self.tree(f"after/{name}"), self.tree(f"before/{name}"))
        self.assertGreater(mended, len(names) // 10)


if __name__ == "__main__":
    unittest.main()
