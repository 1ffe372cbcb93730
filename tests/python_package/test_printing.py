"""`pilcrow.printing.print`, as section by section its documentation has it."""

import concurrent.futures
import io
import os
import pathlib
import pty
import subprocess
import sys
import tempfile
import unittest

import totals

PROLOGUE = "import os, sys, subprocess, atexit\n"
OUR_PRINT = "from pilcrow.printing import print\n"
UNSEEN = "import ctypes; ctypes.CDLL(None).write(1, b'|', 1)"  # what Python has no part in
# Programs without `start=`: what they print must be what they print under Python.
ALIKE = (
    'sys.stdout.buffer.write(b"b")\nprint("c")',
    'sys.stdout.buffer.write(b"b")\nsys.stdout.buffer.flush()\nprint("c")',
    'sys.stdout.flush()\nsys.stdout.buffer.write(b"b")\nprint("c")',
    'sys.stdout.flush()\nsys.stdout.buffer.writelines([b"b", b"c"])\nsys.stdout.buffer.flush()\nprint("d")',
    'sys.stdout.flush()\nsys.stdout.buffer.raw.write(b"b") if hasattr(sys.stdout.buffer, "raw") else 0\nprint("c")',
    'os.write(1, b"b")\nprint("c")',
    'sys.stdout.flush()\nos.write(1, b"b")\nprint("c")',
    'os.writev(1, [b"b", b"c"])\nprint("d")',
    'os.write(sys.stdout.fileno(), b"b")\nprint("c")',
    'os.write(2, b"b")\nprint("c")',
    'sys.stdout.flush()\nos.write(os.dup(1), b"b")\nprint("c")',
    'sys.stdout.flush()\nopen(1, "w", closefd=False).write("b")\nprint("c")',
    f'fd = sys.stdout.fileno()\nsys.stdout.flush()\n{UNSEEN}\nprint("c")',
    'subprocess.run(["echo", "b"])\nprint("c")',
    'sys.stdout.flush()\nsubprocess.run(["echo", "b"])\nprint("c")',
    'os.system("echo b")\nprint("c")',
    'os.posix_spawn("/bin/echo", ["echo", "b"], {})\nos.wait()\nprint("c")',
    'sys.stdout.flush()\nos.execv("/bin/echo", ["echo", "b"])',
    'if os.fork() == 0:\n    print("b")\n    sys.exit()\nos.wait()\nprint("c")',
    'sys.stdout.flush()\nif os.fork() == 0:\n    print("b", flush=True)\n    os._exit(0)\nos.wait()\nprint("c")',
    'if os.fork() == 0:\n    print("b")\n    os._exit(0)\nos.wait()\nprint("c")',
    'os._exit(0)',
    'sys.stdout.flush()\nos._exit(0)',
    'print("b", file=sys.stderr)\nos._exit(0)',
    'print("b", file=sys.stderr)\nprint("c", flush=True)\nprint("d", file=sys.stderr)',
    'print("b", file=sys.stderr)\nsys.stderr.buffer.write(b"c")\nos.write(2, b"d")',
    'sys.stdout.flush()\nos.dup2(os.open("/dev/null", os.O_WRONLY), 1)\nprint("b")',
    'sys.stdout.flush()\nos.close(1)\nsys.stdout = None',
    'sys.stdout.reconfigure(line_buffering=True)\nprint("b")\nos.write(2, b"c")\nprint("d")\nos._exit(0)',
    'sys.stdin.readline()\nprint("b")\nsys.stdin.buffer.readline()\nprint("c")\nos.read(0, 1)\nprint("d")',
    'print(input())\nprint(input("? "))\nfor line in sys.stdin: print(line, end="")',
    'import threading\nt = threading.Thread(target=print, args=("b",))\nt.start()\nt.join()\nprint("c")',
    'import multiprocessing as m\np = m.get_context("fork").Process(target=print, args=("b",))\np.start()\np.join()\nprint("c")',
    'import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()) as s: print("b")\nprint([s.getvalue()])',
    'import logging\nlogging.warning("b")\nprint("c")',
    'import faulthandler, pdb\nbreakpoint()\nprint("c")',
    'sys.stdout.writelines(["b", "c"])\nprint(sys.stdout.isatty(), sys.stdin.isatty(), sys.stdin.encoding, sys.stdin.name)',
    'sys.stdout.detach().write(b"b")\nsys.stdout = None',
    'sys.stdout.close()',
    'raise SystemExit("b")',
)
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


def output(program, *, terminal=False, stdin=b"", print=OUR_PRINT, options=(), stderr=subprocess.DEVNULL):
    """What a program writes to standard output (and error, where both are one terminal)."""
    words = [sys.executable, *options, "-c", PROLOGUE + print + program]
    if not terminal:
        return subprocess.run(
            words, input=stdin, stdout=subprocess.PIPE, stderr=stderr, env=ENVIRONMENT, timeout=60
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

    def test_without_start_whoever_writes_next_finds_the_newline(self):
        programs = [f'print("a")\n{program}' for program in ALIKE[:: 4 if os.environ.get("QUICK") else 1]]
        ways = ({}, {"terminal": True}, {"stderr": subprocess.STDOUT}, {"stderr": subprocess.STDOUT, "options": ["-u"]})
        cases = [(program, way) for program in programs for way in ways]

        def both(case):
            program, way = case
            return [output(program, stdin=b"1\n2\n3\n4\n", print=ours, **way) for ours in (OUR_PRINT, "pass\n")]

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for (program, way), (ours, theirs) in zip(cases, pool.map(both, cases)):
                with self.subTest(program=program, **way):
                    self.assertEqual(ours, theirs)

    def test_start_takes_the_place_of_the_newline(self):
        program = 'print("step1")\nfor _ in range(3): print(start=".")\nprint("step2")'
        for terminal in (False, True):
            for options in ((), ("-u",)):
                self.assertEqual(output(program, terminal=terminal, options=options), b"step1...\nstep2\n")

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
            (f'print("a")\n{UNSEEN}\nprint("b")', b"a|\nb\n"),
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

    def test_what_comes_next_in_other_ways(self):
        flushed = 'print(start="a")\nsys.stdout.flush()\n'
        for program, wanted in (
            (flushed + 'sys.stdout.buffer.write(b"b")', b"a\nb"),
            (flushed + 'sys.stdout.buffer.raw.write(b"b")', b"a\nb"),
            (flushed + 'os.write(1, b"b")\nprint(start="c")', b"a\nbc\n"),
            (flushed + 'os.write(2, b"b")\nprint(start="c")', b"ac\n"),
            (flushed + f"fd = sys.stdout.fileno()\n{UNSEEN}", b"a\n|"),
            (flushed + 'open(1, "w", closefd=False).write("b")', b"a\nb"),
            (flushed + "os._exit(0)", b"a\n"),
            (flushed + 'os.read(0, 1)\nprint(start="b")', b"a\nb\n"),
            (flushed + 'sys.stdin.buffer.read(1)\nprint(start="b")', b"a\nb\n"),
            ('for line in sys.stdin: print(start=line.strip())', b"x\ny\n"),
            ('print(start="a")\nif os.fork() == 0:\n    print(start="b", flush=True)\n    os._exit(0)\nos.wait()', b"a\nb\na\n"),
            (
                flushed + "import multiprocessing as m\ndef f():\n    print(start='b')\n"
                "p = m.get_context('fork').Process(target=f)\np.start()\np.join()\nprint(start='c')",
                b"a\nb\nc\n",
            ),
        ):
            with self.subTest(program=program):
                self.assertEqual(output(program, stdin=b"x\ny\n"), wanted)

    def test_processes_that_multiprocessing_starts_begin_on_a_line_of_their_own(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "main.pil").write_text(
                "import multiprocessing, sys\ndef work():\n    print(start='b')\n    sys.stdout.flush()\n"
                "if __name__ == '__main__':\n    print(start='a', flush=True)\n"
                "    process = multiprocessing.get_context(sys.argv[1]).Process(target=work)\n"
                "    process.start()\n    process.join()\n    print('c')\n"
            )
            for method in ("fork", "spawn", "forkserver"):
                with self.subTest(method=method):
                    words = [sys.executable, "-m", "pilcrow", "main.pil", method]
                    done = subprocess.run(words, capture_output=True, cwd=folder, env=ENVIRONMENT, timeout=120)
                    self.assertEqual(done.stdout, b"a\nb\nc\n", done.stderr)

    def test_what_was_read_ahead_is_not_lost(self):
        program = "sys.stdin.readline()\nfrom pilcrow.printing import print\nprint(sys.stdin.readline(), input(), *sys.stdin)"
        self.assertEqual(output(program, print="", stdin=b"1\n2\n3\n4\n5\n"), b"2\n 3 4\n 5\n\n")

    def test_a_file_that_is_dropped_is_closed(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "file")
            program = f'import gc\ngc.disable()\nprint("a", file=open({path!r}, "w"))\nprint(open({path!r}).read())'
            self.assertEqual(output(program), b"a\n\n")

    def test_start_must_be_a_string(self):
        from pilcrow.printing import print as our_print

        with self.assertRaisesRegex(TypeError, "start must be None or a string, not int"):
            our_print(start=1)


if __name__ == "__main__":
    totals.main()
