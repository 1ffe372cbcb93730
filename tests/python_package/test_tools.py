"""A project of several `.pil` modules (shapes_project) that uses numpy, in the hands of Python's tools."""

import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import dap
import totals

HERE = pathlib.Path(__file__).resolve().parent


def needs(*modules):
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    return unittest.skipIf(missing, f"{', '.join(missing)} cannot be had here")


@needs("numpy")
class Tools(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(os.path.realpath(holder.name)) / "project"
        shutil.copytree(HERE / "shapes_project", self.folder, ignore=shutil.ignore_patterns("__pycache__"))

    def python(self, *words, status=0, stdin=""):
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
        done = subprocess.run(
            [sys.executable, *words], input=stdin, capture_output=True, text=True, cwd=self.folder, env=environment,
            timeout=300,
        )  # fmt: skip
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    @needs("pytest")
    def test_pytest_runs_its_tests(self):
        self.assertIn("4 passed", self.python("-m", "pytest", "-q").stdout)

    @needs("pytest")
    def test_pytest_shows_the_line_that_failed(self):
        path = self.folder / "tests" / "test_polygon.pil"
        path.write_text(path.read_text().replace("assert square.area == 4", "assert square.area == 5"))
        printed = self.python("-m", "pytest", "-q", status=1).stdout
        self.assertIn(">       assert square.area == 5\n", printed)
        self.assertIn("E       assert np.float64(4.0) == 5\n", printed)
        self.assertIn("tests/test_polygon.pil:18: AssertionError", printed)

    def test_a_traceback_names_files_and_lines(self):
        error = self.python("-m", "pilcrow", "main.pil", "x", status=1).stderr
        error = error[error.index("Traceback") :].replace(str(self.folder) + os.sep, "")
        frames = [line for line in error.splitlines() if line.startswith('  File "')]
        self.assertEqual(
            frames, ['  File "main.pil", line 24, in <module>', '  File "shapes/measure.pil", line 21, in centre']
        )
        self.assertTrue(error.endswith("TypeError: \na polygon was wanted,\nnot str\n"), error)

    def test_pdb_stops_at_breakpoints(self):
        commands = "b shapes/measure.pil:13\nb main.pil:17\nb shapes.polygon:21\nc\np x.tolist()\nw\nc\np int(size)\nw\nq\n"
        for words in (["pilcrow", "-m", "pdb"], ["pdb", "-m", "pilcrow"]):
            if words[0] == "pdb" and sys.version_info >= (3, 13):
                continue  # that pdb takes no other file names than .py until the hook is there
            with self.subTest(words=words):
                stdin = commands if words[0] == "pilcrow" else commands.replace("b shapes.polygon:21\n", "")
                lines = self.python("-m", *words, "main.pil", stdin=stdin).stdout
                lines = lines.replace(str(self.folder) + os.sep, "").replace("(Pdb) ", "").splitlines()
                self.assertIn("Breakpoint 1 at shapes/measure.pil:13", lines)
                self.assertIn("Breakpoint 2 at main.pil:17", lines)
                if words[0] == "pilcrow":
                    self.assertEqual(lines[:2], ["> main.pil(1)<module>()", "-> import sys"])
                    self.assertIn("Breakpoint 3 at shapes/polygon.pil:21", lines)
                first = lines.index("> shapes/measure.pil(13)area()")
                self.assertEqual(lines[first + 1 : first + 3], ["-> , np.roll(x, -1)", "[0.0, 4.0, 0.0]"])
                where = lines.index("  main.pil(21)<module>()")
                self.assertEqual(lines[where : where + 8], [
                    "  main.pil(21)<module>()", "-> report(", "  main.pil(12)report()", "-> size = polygon.area",
                    "  shapes/polygon.pil(14)area()", "-> return measure.area(",
                    "> shapes/measure.pil(13)area()", "-> , np.roll(x, -1)",
                ])  # fmt: skip
                second = lines.index("> main.pil(17)report()")
                self.assertEqual(lines[second + 1 : second + 3], ["-> , size", "16"])

    @needs("debugpy")
    def test_debugpy_stops_at_breakpoints(self):
        adapter = dap.Adapter(sys.executable, self.folder)
        self.addCleanup(adapter.close)
        adapter.launch(
            {"shapes/measure.pil": [13], "main.pil": [17]}, module="pilcrow", args=["main.pil"], python=[sys.executable]
        )
        frames, inner = adapter.frames()
        self.assertEqual(frames[:4], [
            ("area", "shapes/measure.pil", 13), ("area", "shapes/polygon.pil", 14),
            ("report", "main.pil", 12), ("<module>", "main.pil", 21),
        ])  # fmt: skip
        value = adapter.request("evaluate", expression="x.tolist()", frameId=inner, context="watch")
        self.assertEqual(value["result"], "[0.0, 4.0, 0.0]")
        adapter.go_on()
        frames, inner = adapter.frames()
        self.assertEqual(frames[:2], [("report", "main.pil", 17), ("<module>", "main.pil", 21)])
        self.assertEqual(adapter.request("evaluate", expression="int(size)", frameId=inner)["result"], "16")
        adapter.go_on()
        self.assertEqual(adapter.event("exited")["exitCode"], 0)

    @needs("coverage")
    def test_coverage_names_files_and_lines(self):
        (self.folder / ".coveragerc").write_text("[run]\nplugins = pilcrow.coverage_plugin\nbranch = true\n")
        self.python("-m", "coverage", "run", "-m", "pilcrow", "main.pil")
        self.python("-m", "coverage", "json", "-q")
        files = json.loads((self.folder / "coverage.json").read_text())["files"]
        self.assertEqual(
            {name: (facts["executed_lines"], facts["missing_lines"]) for name, facts in files.items()},
            {
                "main.pil": ([1, 2, 4, 9, 12, 13, 14, 16, 21, 23], [24]),
                "shapes/__init__.pil": ([3, 4, 6], []),
                "shapes/measure.pil": ([3, 6, 7, 8, 14, 17, 18, 20, 25], [21]),
                "shapes/polygon.pil": ([1, 3, 6, 7, 8, 12, 13, 14, 17], [21]),
            },
        )
        report = self.python("-m", "coverage", "report", "-m").stdout
        self.assertRegex(report, r"shapes/measure\.pil +10 +1 .* 21\n")

    def test_profiles_name_files_and_lines(self):
        printed = self.python("-m", "cProfile", "-m", "pilcrow", "main.pil").stdout
        for name in (r"measure\.pil:6\(area\)", r"polygon\.pil:12\(area\)", r"main\.pil:9\(report\)"):
            self.assertRegex(printed, rf"\n +1 .*{name}\n")

    def test_warnings_name_the_line(self):
        error = self.python("-m", "pilcrow", "main.pil").stderr
        self.assertEqual(error, "main.pil:14: UserWarning: large\n  warnings.warn(\n")
        error = self.python("-W", "error", "-m", "pilcrow", "main.pil", status=1).stderr
        self.assertIn('  File "main.pil", line 14, in report\n', error)


if __name__ == "__main__":
    totals.main()
