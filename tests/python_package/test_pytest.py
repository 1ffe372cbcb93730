"""What pytest finds in a project of `.pil` files (pytest_project), and how it shows what fails there."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import totals
from test_tools import needs

HERE = pathlib.Path(__file__).resolve().parent
# Those that fail are there to be shown.
WANTED = {
    "test_top.pil::test_top": "PASSED",
    "test_top.pil::test_scope": "ERROR",
    "tests/test_a.pil::test_names": "PASSED",
    "tests/test_a.pil::test_check": "FAILED",
    "tests/test_a.pil::test_ours": "ERROR",
    "tests/other/test_a.pil::test_other": "PASSED",
    "tests/deep/test_a.pil::test_deep": "PASSED",
}
DOCTESTS = {"shown.pil::shown": "PASSED", "shown.pil::shown.f": "FAILED"}


@needs("pytest")
class Pytest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(os.path.realpath(holder.name)) / "project"
        shutil.copytree(HERE / "pytest_project", self.folder, ignore=shutil.ignore_patterns("__pycache__"))

    def pytest(self, *words):
        """(how each test ended, what was printed)"""
        # CI too, since pytest explains at another length where it is set.
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST")) and name != "CI"
        }
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-v", *words],
            capture_output=True, text=True, cwd=self.folder, env=environment, timeout=300,
        )  # fmt: skip
        ended = {}
        for line in done.stdout.splitlines():
            name, _, how = line.partition(" ")
            if "::" in name:
                ended[name] = how.split(" ")[0]
        return ended, done.stdout + done.stderr

    def test_conftests_packages_and_fixtures(self):
        for mode in ("prepend", "append", "importlib"):
            with self.subTest(mode=mode):
                ended, printed = self.pytest(f"--import-mode={mode}", "--colour=red")
                self.assertEqual(ended, WANTED, printed)
                self.assertIn("fixture 'ours' not found", printed)

    def test_a_test_that_is_named(self):
        ended, printed = self.pytest("tests/deep/test_a.pil::test_deep")
        self.assertEqual(ended, {"tests/deep/test_a.pil::test_deep": "PASSED"}, printed)
        ended, printed = self.pytest("checking.pil")
        self.assertEqual(ended, {}, printed)
        self.assertIn("no tests ran", printed)

    def test_assertions_explain_themselves(self):
        _, printed = self.pytest("tests")
        for shown in (
            ">       assert x == 4\nE       assert 3 == 4\n\ntests/conftest.pil:",
            ">       assert x == [\nE       AssertionError: assert [3] == [2]\n",
            "\nchecking.pil:2: AssertionError\n",
        ):
            self.assertIn(shown, printed)
        _, printed = self.pytest("--assert=plain", "tests")
        self.assertNotIn("assert [3] == [2]", printed)
        self.assertIn("\nchecking.pil:2: AssertionError\n", printed)

    def test_a_conftest_with_a_mistake_is_named(self):
        (self.folder / "conftest.pil").write_text("x = (1\n")
        _, printed = self.pytest()
        self.assertIn(f"ImportError while loading conftest '{self.folder}/conftest.pil'.", printed)
        self.assertIn("SyntaxError: this `(` is never closed", printed)

    def test_a_python_conftest_goes_before(self):
        (self.folder / "conftest.py").write_text("def pytest_report_header():\n    return 'of Python'\n")
        _, printed = self.pytest("--collect-only")
        self.assertIn("of Python\n", printed)

    def test_doctests(self):
        ended, printed = self.pytest("--doctest-modules")
        self.assertEqual(ended, WANTED | DOCTESTS, printed)
        self.assertIn("\nExpected:\n    3\nGot:\n    2\n", printed)
        self.assertIn("/shown.pil:13: DocTestFailure\n", printed)


if __name__ == "__main__":
    totals.main()
