"""`pilcrow.printing.print`, as section by section its documentation has it."""

import io
import os
import pty
import subprocess
import sys
import tempfile
import unittest

import totals

PROLOGUE = "import os, sys, subprocess, atexit\n"
OUR_PRINT = "from pilcrow.printing import print\n"
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


def output(program, *, terminal=False, stdin=b"", print=OUR_PRINT):
    """What a program writes to standard output (and error, where both are one terminal)."""
    words = [sys.executable, "-c", PROLOGUE + print + program]
    if not terminal:
        return subprocess.run(
            words, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENVIRONMENT, timeout=60
        ).stdout
    master, slave = pty.openpty()
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=slave, stderr=slave, env=ENVIRONMENT)
    os.close(slave)
    process.stdin.write(stdin)
    process.stdin.close()
    written = b""
    try:
        while piece := os.read(master, 4096):
            written += piece
    except OSError:
        pass  # the other end is closed
    process.wait(timeout=60)
    os.close(master)
    return written.replace(b"\r\n", b"\n")


class Printing(unittest.TestCase):
    def test_without_start_it_prints_what_pythons_print_does(self):
        program = (
            'print("a", 1, sep="-")\nprint()\nprint("b", end="")\nprint("c", end="\\n\\n")\nprint(end="d\\n")\n'
            'print("x", flush=True)\nsys.stdout.write("w")\nprint("e", file=sys.stderr)\nprint(*[1, 2], sep="\\n", end=None)'
        )
        for terminal in (False, True):
            self.assertEqual(output(program, terminal=terminal), output(program, terminal=terminal, print=""))

    def test_start_takes_the_place_of_the_newline(self):
        program = 'print("step1")\nfor _ in range(3): print(start=".")\nprint("step2")'
        for terminal in (False, True):
            self.assertEqual(output(program, terminal=terminal), b"step1...\nstep2\n")

    def test_a_newline_at_its_beginning_gives_a_fresh_line_and_one_only(self):
        self.assertEqual(output('print(start="\\na")'), b"a\n")
        self.assertEqual(output('print("x")\nprint(start="\\na")'), b"x\na\n")
        self.assertEqual(output('print("x", end="")\nprint(start="\\na")'), b"x\na\n")
        self.assertEqual(output('print()\nprint(start="\\na")'), b"a\n")
        self.assertEqual(output('print("x\\n")\nprint(start="\\n\\na")'), b"x\n\na\n")

    def test_the_newline_comes_before_whatever_comes_next(self):
        for program, wanted in (
            ('print(start="a")\nsys.stdout.write("b")', b"a\nb"),
            ('print(start="a")\nimport builtins\nbuiltins.print("b")', b"a\nb\n"),
            ('print(start="a")\nsys.stdout.writelines(["b", "c"])', b"a\nbc"),
            ('print(start="a")\nsys.stdout.flush()\nprint(start="b")', b"ab\n"),
            ('print("a")\nsys.stdout.flush()\nprint(start="b")', b"a\nb\n"),
            ('print(start="a")\nsys.stdout.flush()\nsubprocess.run(["echo", "b"])', b"a\nb\n"),
            ('print("a")\nsys.stdout.flush()\nsubprocess.run(["echo", "b"])\nprint("c")', b"a\nb\nc\n"),
            ('print(start="a")\nraise ValueError', b"a\n"),
            ('atexit.register(print, "b")\nprint(start="a")', b"a\nb\n"),
        ):
            with self.subTest(program=program):
                self.assertEqual(output(program), wanted)

    def test_on_a_terminal_the_text_shows_and_the_newline_waits(self):
        for program, wanted in (
            ('print("a")\nos.write(1, b"|")\nprint("b")', b"a|\nb\n"),
            ('print("a")\nsys.stdout.flush()\nprint(start="b")', b"ab\n"),
            ('print("a")\nprint("b", file=sys.stderr)\nprint("c")', b"a\nb\nc\n"),
            ('print(start="a")\nsys.stderr.write("b")', b"a\nb"),
            ('print("a")\nsubprocess.run(["echo", "b"])', b"a\nb\n"),
            ('print("a")\ninput("? ")\nprint("b")', b"a\n? b\n"),
            ('print("a")\nfor line in sys.stdin: os.write(1, b"|")', b"a\n|"),
        ):
            with self.subTest(program=program):
                self.assertEqual(output(program, terminal=True, stdin=b"x\n"), wanted)

    def test_any_stream_will_do(self):
        from pilcrow.printing import print as our_print

        text = io.StringIO()
        our_print("a", file=text)
        our_print(start=".", file=text)
        our_print("b", file=text)
        self.assertEqual(text.getvalue(), "a.\nb\n")
        with tempfile.TemporaryFile("w+") as file:
            our_print("a", file=file)
            our_print(start=".", file=file)
            file.seek(0)
            self.assertEqual(file.read(), "a.\n")
        pieces = []

        class Plain:
            __slots__ = ()

            def write(self, piece):
                pieces.append(piece)

        our_print("a", file=Plain())
        our_print(start=".", file=Plain())
        self.assertEqual("".join(pieces), "a\n.\n")

    def test_start_must_be_a_string(self):
        from pilcrow.printing import print as our_print

        with self.assertRaisesRegex(TypeError, "start must be None or a string, not int"):
            our_print(start=1)


if __name__ == "__main__":
    totals.main()
