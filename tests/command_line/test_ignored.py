"""What a walk leaves out, held against git's own answer."""

import os
import shutil
import subprocess
import unittest

from support import CommandLineTest

UNTIDY = "x  = 1\n"
FILES = [
    "a.pil",
    "b.pil",
    "bc.pil",
    "b c.pil",
    "a/b.pil",
    "a/b/c.pil",
    "a/x/b/c.pil",
    "a/b/b/c.pil",
    "b/a/b.pil",
    "b/b.pil",
    "c/a.b/a.pil",
    "[a]/d-e.pil",
]
PATTERNS = """\
b
b/
/b
*.pil
b.pil
/b.pil
a/b
a/b/
a/b.pil
**/b
**/b.pil
a/**
a/**/c.pil
a/**/b/c.pil
**/a/**
**/a/*
/*/b
/*/b.pil
?.pil
?/?
[ab].pil
[!b].pil
[^b].pil
[a-]*
[]a]*
\\[a]
[a
*b*
b*
*b.pil
*.*
a*/b*
\\a
a\\
a//b
a/***/c.pil
***
**
/**
b c.pil
b c.pil\x20\x20
b\\ c.pil
#a
!a
!b c.pil
a/ # no comment
"""
# Of several patterns the last decides, but nothing comes back from a folder that is left out.
LISTS = [
    "*.pil\n!b.pil",
    "!b.pil\n*.pil",
    "*\n!*/\n!c.pil",
    "*\n!b.pil",
    "a/\n!a/b.pil",
    "a/*\n!a/b",
    "/*\n!/a",
    "b\n!/b",
    "# b.pil\n\n\r\nb.pil\r\n",
    "\ufeffa.pil",
]


class Ignored(CommandLineTest):
    def setUp(self):
        super().setUp()
        if not shutil.which("git"):
            self.skipTest("there is no git")
        self.git("init", "-q", ".")
        for name in FILES:
            self.write(name, UNTIDY)

    def git(self, *arguments):
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
        command = ["git", *arguments]
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, check=True)
        return done.stdout.decode()

    def taken_by_git(self):
        listed = self.git("ls-files", "-z", "--others", "--exclude-standard").split("\0")
        return {name for name in listed if name.endswith(".pil")}

    def taken_by_us(self):
        done = self.run_it("fmt", "--check", ".")
        return {line.removeprefix("./") for line in done.stdout.splitlines()}

    def test_one_list(self):
        for text in PATTERNS.splitlines() + LISTS:
            with self.subTest(patterns=text):
                self.write(".gitignore", text + "\n")
                self.assertEqual(self.taken_by_us(), self.taken_by_git())

    def test_lists_in_several_folders(self):
        for outer, inner in (
            ("*.pil\n", "!b.pil\n"),
            ("b.pil\n", "/b/c.pil\n"),
            ("!b.pil\n", "b.pil\n"),
            ("a/b\n", "!b\n"),
            ("/a\n", "!b.pil\n"),
        ):
            with self.subTest(outer=outer, inner=inner):
                self.write(".gitignore", outer)
                self.write("a/.gitignore", inner)
                self.assertEqual(self.taken_by_us(), self.taken_by_git())

    def test_from_a_folder_below(self):
        self.write(".gitignore", "/a/b.pil\nx/\n")
        self.write(".git/info/exclude", "/a/b/b/\n")
        done = self.run_it("fmt", "--check", "a")
        names = {name for name in self.taken_by_git() if name.startswith("a/")}
        self.assertEqual(set(done.stdout.splitlines()), names)
        self.assertEqual(names, {"a/b/c.pil"})


if __name__ == "__main__":
    unittest.main()
