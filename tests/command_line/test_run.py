"""`pilcrow run`, `pilcrow FILE`, `pilcrow -c CODE` and programs on standard input."""

import os
import signal
import subprocess
import sys
import unittest

import support

HERE = {"PILCROW_PYTHON": sys.executable, "PYTHONDONTWRITEBYTECODE": ""}


class Run(support.CommandLineTest):
    def run_it(self, *arguments, environment=None, **more):
        return super().run_it(*arguments, environment={**HERE, **(environment or {})}, **more)

    def test_a_file_runs_as_main(self):
        self.write("sub/main.pil", 'import sys\nprint(\n    , __name__\n    , __file__\n    , *sys.argv\n    , sep=" "\n')
        for words in (["sub/main.pil"], ["run", "sub/main.pil"], ["run", "--on", "cpython", "sub/main.pil"]):
            done = self.expect(0, *words, "a", "-c", "--help")
            self.assertEqual(done.stdout, "__main__ sub/main.pil sub/main.pil a -c --help\n")

    def test_its_folder_is_searched_first(self):
        self.write("sub/main.pil", "import sys, helper\nprint(helper.name, sys.path[0])\n")
        self.write("sub/helper.pil", "name = (\n    , __name__\n")
        done = self.expect(0, "sub/main.pil")
        self.assertEqual(done.stdout, f"helper {os.path.realpath(self.folder / 'sub')}\n")

    def test_code_and_standard_input_run_too(self):
        code = "import sys\nprint(\n    , sys.argv\n    , __name__\n"
        self.assertEqual(self.expect(0, "-c", code, "x").stdout, "['-c', 'x'] __main__\n")
        self.assertEqual(self.expect(0, "run", "-c", code).stdout, "['-c'] __main__\n")
        self.assertEqual(self.expect(0, "-", "x", stdin=code).stdout, "['-', 'x'] __main__\n")
        self.assertEqual(self.expect(0, stdin=code).stdout, "[''] __main__\n")

    def test_nothing_of_ours_is_in_the_programs_way(self):
        plain = subprocess.run(
            [sys.executable, "-c", "print(sorted(globals()))"], capture_output=True, text=True, check=True
        ).stdout
        self.assertEqual(self.expect(0, "-c", "print(sorted(globals()))").stdout, plain)

    def test_a_program_reads_standard_input(self):
        self.write("main.pil", "print(input().upper())\n")
        self.assertEqual(self.expect(0, "main.pil", stdin="ho\n").stdout, "HO\n")

    def test_a_traceback_shows_the_program_alone(self):
        self.write("main.pil", "def f(x):\n    return max(\n        , x\n        , x / 0\n\nf(1)\n")
        done = self.expect(1, "main.pil")
        lines = done.stderr.splitlines()
        self.assertEqual(lines[:3], ["Traceback (most recent call last):", '  File "main.pil", line 6, in <module>', "    f(1)"])
        self.assertIn('  File "main.pil", line 4, in f', lines)
        self.assertIn("    , x / 0", lines)
        self.assertEqual(lines[-1], "ZeroDivisionError: division by zero")
        self.assertNotIn("pilcrow", done.stderr.replace(str(self.folder), ""))

    def test_a_module_with_an_error_is_shown_at_its_import(self):
        self.write("main.pil", "import helper\n")
        self.write("helper.pil", "x = [\n    , (1\n")
        done = self.expect(1, "main.pil")
        self.assertEqual(
            [line.strip() for line in done.stderr.splitlines()][:6],
            [
                "Traceback (most recent call last):",
                'File "main.pil", line 1, in <module>',
                "import helper",
                f'File "{os.path.realpath(self.folder)}/helper.pil", line 2',
                ", (1",
                "^",
            ],
        )
        self.assertIn("SyntaxError: this `(` is never closed", done.stderr)

    def test_errors_are_reported_and_nothing_runs(self):
        self.write("main.pil", "print(1)\nprint((2)\n")
        done = self.expect(1, "main.pil")
        self.assertEqual(done.stdout, "")
        self.assertIn("main.pil:2:6: error[unclosed-bracket]", done.stderr)

    def test_the_status_is_the_programs(self):
        self.assertEqual(self.expect(7, "-c", "import sys; sys.exit(7)").stderr, "")
        self.assertIn("no", self.expect(1, "-c", "raise SystemExit('no')").stderr)

    def test_a_signal_reaches_the_program(self):
        for number, status in ((signal.SIGTERM, -signal.SIGTERM), (signal.SIGINT, -signal.SIGINT)):
            process = subprocess.Popen(
                [support.PILCROW, "-c", "import time\nprint('on', flush=True)\ntime.sleep(60)\n"],
                env={**os.environ, **HERE},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=self.folder,
                # Whoever runs the tests in the background has it ignored.
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            )
            self.assertEqual(process.stdout.readline(), b"on\n")
            process.send_signal(number)
            process.communicate(timeout=30)
            self.assertEqual(process.returncode, status)

    def test_print_with_start_needs_nothing_installed(self):
        done = self.expect(0, "-c", 'print("a")\nprint(start=".")\nprint("b")\n', environment={"PYTHONNOUSERSITE": "1"})
        self.assertEqual(done.stdout, "a.\nb\n")

    def test_spawned_processes_know_the_program(self):
        self.write("helper.pil", "def double(x):\n    return (\n        , x * 2\n")
        self.write("main.pil", (
            "import multiprocessing\nimport helper\n\ndef work(x):\n    return helper.double(\n        , x\n\n"
            'if __name__ == "__main__":\n    context = multiprocessing.get_context("spawn")\n'
            "    with context.Pool(1) as pool:\n        print(pool.map(work, [1, 2]))\n"
        ))
        self.assertEqual(self.expect(0, "main.pil").stdout, "[2, 4]\n")

    def test_python_programs_run_as_well(self):
        self.write("main.py", "import helper\nprint(helper.x, __file__)\n")
        self.write("helper.pil", "x = [\n    , 1\n")
        self.assertEqual(self.expect(0, "main.py").stdout, "[1] main.py\n")

    def test_wrong_use_is_one_sentence(self):
        self.write("main.pil", "print(1)\n")
        for arguments, environment in (
            (["run"], {}),
            (["run", "--on", "jython", "main.pil"], {}),
            (["run", "--fast", "main.pil"], {}),
            (["run", "-c"], {}),
            (["missing.pil"], {}),
            (["main.pil"], {"PILCROW_PYTHON": "/nonexistent/python"}),
        ):
            with self.subTest(arguments=arguments):
                done = self.expect(2, *arguments, environment=environment)
                self.assertEqual(done.stdout, "")
                self.assert_one_sentence(done.stderr)


if __name__ == "__main__":
    unittest.main()
