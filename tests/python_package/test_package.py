"""The package `pilcrow` as it is installed in the interpreter that runs this."""

import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import totals

HELPER = """\
def add(
    , a
    , b
\\:
    if a > 100:
        return 0
    return a + b


def fail(x):
    return [
        , x
        , x / 0
"""


def has(module):
    return importlib.util.find_spec(module) is not None


class Package(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(os.path.realpath(holder.name))
        self.write("helper.pil", HELPER)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def python(self, *words, status=0, stdin="", **environment):
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
        done = subprocess.run(
            [sys.executable, *map(str, words)],
            input=stdin,
            capture_output=True,
            text=True,
            cwd=self.folder,
            env={**inherited, **environment},
            timeout=120,
        )
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def code(self, text, **more):
        return self.python("-c", text, **more).stdout

    # --- importing ---

    def test_modules_and_packages_are_imported(self):
        self.write("shop/__init__.pil", '"""A shop."""\nname = (\n    , __name__\n')
        self.write("shop/till.pil", "from . import name\nfrom .stock import count\n")
        self.write("shop/stock.py", "count = 3\n")
        self.write("bare/inner.pil", "x = [\n    , 1\n")
        printed = self.code(
            "import pilcrow.importer, helper, shop.till, bare.inner\n"
            "print(helper.add(1, 2), shop.till.name, shop.till.count, shop.__doc__, bare.inner.x, helper.__file__)"
        )
        self.assertEqual(printed, f"3 shop 3 A shop. [1] {self.folder}/helper.pil\n")

    def test_a_py_file_of_the_same_name_is_taken(self):
        self.write("helper.py", "which = 'py'\n")
        self.assertEqual(self.code("import pilcrow.importer, helper; print(helper.which)"), "py\n")

    def test_code_is_kept_by_the_hash_of_the_source(self):
        program = "import pilcrow.importer, sys, helper\nprint(helper.add(1, 2), 'pilcrow.translate' in sys.modules)"
        self.assertEqual(self.code(program), "3 True\n")
        kept = list((self.folder / "__pycache__").iterdir())
        self.assertEqual([one.name for one in kept], [f"helper.pil.{sys.implementation.cache_tag}.pyc"])
        self.assertEqual(self.code(program), "3 False\n")
        # The same size and time, another text.
        path = self.folder / "helper.pil"
        times = path.stat()
        path.write_text(HELPER.replace("a + b", "a - b"))
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        self.assertEqual(self.code(program), "-1 True\n")
        kept[0].write_bytes(kept[0].read_bytes()[:20])  # damaged
        self.assertEqual(self.code(program), "-1 True\n")
        path.write_text(HELPER)
        self.assertEqual(self.code(program, PYTHONDONTWRITEBYTECODE="1"), "3 True\n")
        self.assertEqual(self.code(program), "3 True\n")

    def test_a_mistake_is_a_syntax_error_with_pilcrows_sentence(self):
        self.write("broken.pil", 'x = "é" + (é\n')
        printed = self.code(
            "import pilcrow.importer\ntry:\n    import broken\nexcept SyntaxError as error:\n"
            "    print(error.msg, error.filename, error.lineno, error.offset, error.text, error.__notes__[0][:5])"
        )
        self.assertEqual(printed, f"this `(` is never closed {self.folder}/broken.pil 1 11 x = \"é\" + (é help:\n")

    def test_what_python_alone_finds_has_the_files_line(self):
        self.write("late.pil", "def f():\n    x = [\n        , 1\n    global x\n")
        printed = self.code(
            "import pilcrow.importer\ntry:\n    import late\nexcept SyntaxError as error:\n    print(error.lineno)"
        )
        self.assertEqual(printed, "4\n")

    def test_sources_can_be_had(self):
        for program in ("pilcrow.importer, helper, inspect", "inspect, pilcrow.importer, helper"):
            printed = self.code(f"import {program}\nprint(inspect.getsource(helper.add), end='')")
            self.assertEqual(printed, HELPER.partition("\n\n")[0] + "\n")

    def test_print_with_start(self):
        self.write("dots.pil", 'print("a")\nprint(start=".")\nprint("b")\n')
        self.assertEqual(self.code("import pilcrow.importer, dots"), "a.\nb\n")

    def test_new_processes_import_too(self):
        self.write("work.pil", "import helper\ndef double(x):\n    return helper.add(\n        , x\n        , x\n")
        self.write("start.py", (
            "import multiprocessing, sys, pilcrow.importer, work\n"
            "if __name__ == '__main__':\n"
            "    with multiprocessing.get_context(sys.argv[1]).Pool(1) as pool:\n"
            "        print(pool.map(work.double, [1, 2]))\n"
        ))
        for method in ("spawn", "forkserver", "fork"):
            with self.subTest(method=method):
                self.assertEqual(self.python("start.py", method).stdout, "[2, 4]\n")

    # --- running ---

    def test_a_file_runs_as_main(self):
        self.write("sub/main.pil", "import sys\nprint(\n    , __name__\n    , __file__\n    , sys.argv\n    , sys.path[0]\n")
        done = self.python("-m", "pilcrow", "sub/main.pil", "-x", "y")
        self.assertEqual(
            done.stdout, f"__main__ sub/main.pil ['sub/main.pil', '-x', 'y'] {self.folder}/sub\n"
        )

    def test_a_module_runs_as_main(self):
        self.write("shop/__main__.pil", "import sys, helper\nprint(\n    , __name__\n    , sys.argv[1:]\n")
        self.assertEqual(self.python("-m", "pilcrow", "-m", "shop", "a").stdout, "__main__ ['a']\n")

    def test_a_spawned_main_is_found(self):
        self.write("main.pil", (
            "import multiprocessing\n\ndef work(x):\n    return (\n        , x * 2\n\n"
            'if __name__ == "__main__":\n    with multiprocessing.get_context("spawn").Pool(1) as pool:\n'
            "        print(pool.map(work, [1, 2]))\n"
        ))
        self.assertEqual(self.python("-m", "pilcrow", "main.pil").stdout, "[2, 4]\n")

    def test_tracebacks_and_the_status(self):
        self.write("main.pil", "import helper\nhelper.fail(\n    , 1\n")
        done = self.python("-m", "pilcrow", "main.pil", status=1)
        lines = done.stderr.splitlines()
        self.assertEqual(lines[1:3], ['  File "main.pil", line 2, in <module>', "    helper.fail("])
        self.assertIn(f'  File "{self.folder}/helper.pil", line 13, in fail', lines)
        self.assertIn("    , x / 0", lines)
        self.write("main.pil", "raise SystemExit(7)\n")
        self.python("-m", "pilcrow", "main.pil", status=7)

    def test_wrong_use_is_one_sentence(self):
        for words in ([], ["missing.pil"], ["-m"], ["--fast"]):
            with self.subTest(words=words):
                done = self.python("-m", "pilcrow", *words, status=2)
                self.assertEqual(done.stdout, "")
                self.assertNotIn("Traceback", done.stderr)
        self.assertIn("python -m pilcrow FILE", self.python("-m", "pilcrow", "--help").stdout)

    def test_the_command_runs_on_its_own_environment(self):
        command = pathlib.Path(sys.executable).parent / "pilcrow"
        done = subprocess.run(
            [command, "-c", "import sys; print(sys.prefix)"],
            capture_output=True,
            text=True,
            env={name: value for name, value in os.environ.items() if name != "PILCROW_PYTHON"},
        )
        self.assertEqual(done.stdout, f"{sys.prefix}\n", done.stderr)

    # --- tools ---

    def test_pdb_shows_and_stops_in_the_file(self):
        self.write("stop.pil", "def f(a):\n    breakpoint()\n    return [\n        , a\nf(5)\n")
        done = self.python("-m", "pilcrow", "stop.pil", stdin="where\np a + 1\nll\nc\n")
        self.assertIn("stop.pil(", done.stdout)
        self.assertIn("f(5)", done.stdout)
        self.assertIn("6\n", done.stdout)
        self.assertIn("\t        , a\n", done.stdout)

    def test_profiles_name_the_file(self):
        self.write("main.pil", "import helper\nfor i in range(5): helper.add(\n    , i\n    , 1\n")
        printed = self.python("-m", "cProfile", "-m", "pilcrow", "main.pil").stdout
        self.assertRegex(printed, r"5 .*helper\.pil:1\(add\)")

    def test_warnings_show_the_line(self):
        self.write("main.pil", "import warnings\nwarnings.warn(\n    , 'careful'\n")
        self.assertIn("main.pil:2: UserWarning: careful\n  warnings.warn(\n", self.python("-m", "pilcrow", "main.pil").stderr)

    @unittest.skipUnless(has("pytest"), "pytest is not installed")
    def test_pytest_collects_and_rewrites(self):
        self.write("test_sum.pil", (
            "import pytest\nfrom helper import add\n\n"
            '@pytest.mark.parametrize(\n    , "x"\n    , [1, 2]\ndef test_add(x):\n    assert add(x, 1) == x + 1\n\n'
            "def test_wrong():\n    values = [\n        , 1\n    assert add(1, 2) == values[0]\n"
        ))
        self.write("test_more.py", "def test_py():\n    assert True\n")
        self.write("other.pil", "raise RuntimeError\n")
        for mode in ("prepend", "importlib"):
            with self.subTest(mode=mode):
                words = ["-m", "pytest", "-q", "-p", "no:cacheprovider", f"--import-mode={mode}"]
                done = self.python(*words, status=1, PYTHONPATH=str(self.folder))
                self.assertIn("1 failed, 3 passed", done.stdout)
                self.assertIn("assert 3 == 1\nE        +  where 3 = add(1, 2)", done.stdout)
                self.assertIn("test_sum.pil:13: AssertionError", done.stdout)
        self.python("-m", "pytest", "-q", "-p", "no:cacheprovider", "test_sum.pil::test_add")

    @unittest.skipUnless(has("coverage"), "coverage is not installed")
    def test_coverage_measures_the_file(self):
        self.write("main.pil", "import helper\nprint(helper.add(\n    , 1\n    , 2\n")
        self.write(".coveragerc", "[run]\nplugins = pilcrow.coverage_plugin\nbranch = true\n")
        self.python("-m", "coverage", "run", "-m", "pilcrow", "main.pil")
        self.python("-m", "coverage", "json", "-q")
        files = json.loads((self.folder / "coverage.json").read_text())["files"]
        self.assertEqual(sorted(files), ["helper.pil", "main.pil"])
        self.assertEqual(files["helper.pil"]["missing_lines"], [6, 11])
        self.assertEqual(files["main.pil"]["missing_lines"], [])
        self.assertEqual(files["helper.pil"]["missing_branches"], [[5, 6]])
        self.assertIn("helper.pil", self.python("-m", "coverage", "report", "-m").stdout)


if __name__ == "__main__":
    totals.main()
