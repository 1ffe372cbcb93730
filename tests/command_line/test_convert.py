"""`pilcrow convert`."""

import ast
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
import unittest

from support import CORPUS, PILCROW, ROOT, CommandLineTest

PYTHON = os.environ.get("PYTHON", sys.executable)

KEPT = """\
print(
    , "a"
    , sep=""
\\  # done
"""
KEPT_LINES = """\
print(
      "a"
    , sep=""
)  # done
"""

PILCROW_TEXT = """\
def total(values):
    return sum(
        , values
        , start=0
"""
PYTHON_TEXT = """\
def total(values):
    return sum(
        values,
        start=0,
    )
"""


class KeepingLines(CommandLineTest):
    def test_line_n_is_line_n(self):
        self.write("a.pil", KEPT)
        for arguments in (["a.pil"], ["--target", "3.11", "a.pil"]):
            done = self.expect(0, "convert", "--to", "python", "--keep-lines", *arguments)
            self.assertEqual(done.stdout, KEPT_LINES)
        done = self.expect(0, "convert", "--to", "python", "--keep-lines", "-", stdin=KEPT)
        self.assertEqual(done.stdout, KEPT_LINES)

    def test_reports_errors_and_writes_nothing(self):
        self.write("a.pil", "x = (1\n")
        done = self.expect(1, "convert", "--to", "python", "--keep-lines", "a.pil")
        self.assertEqual(done.stdout, "")
        self.assertIn("a.pil:1:5: error[unclosed-bracket]", done.stderr)


class OneFile(CommandLineTest):
    def to(self, layout, text, *arguments):
        return self.expect(0, "convert", "--to", layout, *arguments, "-", stdin=text).stdout

    def test_both_ways_to_standard_output(self):
        self.write("a.py", PYTHON_TEXT)
        self.write("a.pil", PILCROW_TEXT)
        self.assertEqual(self.expect(0, "convert", "--to", "pilcrow", "a.py").stdout, PILCROW_TEXT)
        self.assertEqual(self.expect(0, "convert", "--to", "python", "a.pil").stdout, PYTHON_TEXT)
        self.assertEqual(self.to("pilcrow", PYTHON_TEXT), PILCROW_TEXT)
        self.assertEqual(self.to("python", PILCROW_TEXT), PYTHON_TEXT)
        self.assertEqual(sorted(os.listdir(self.folder)), ["a.pil", "a.py"])

    def test_other_encodings_become_utf_8(self):
        text = "#!/usr/bin/env python3\n# -*- coding: latin-1 -*-\nprint('\xe9')\n"
        self.write("a.py", text.encode("latin-1"))
        done = self.expect(0, "convert", "--to", "pilcrow", "a.py")
        self.assertEqual(done.stdout, '#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\nprint("\xe9")\n')
        self.write("b.py", "# coding: utf8\nx = 1\n")
        self.assertEqual(self.expect(0, "convert", "--to", "pilcrow", "b.py").stdout, "# coding: utf8\nx = 1\n")
        self.assertEqual(self.to("python", "# coding: latin-1\nx = '\xe9'\n"), '# coding: utf-8\nx = "\xe9"\n')
        self.write("c.py", "\ufeffx = 1\n")
        self.assertEqual(self.expect(0, "convert", "--to", "pilcrow", "c.py").stdout, "x = 1\n")

    def test_line_ends_stay(self):
        self.write("a.py", PYTHON_TEXT.replace("\n", "\r\n"))
        self.expect(0, "convert", "--to", "pilcrow", "-o", "out", "a.py")
        self.assertEqual(self.read("out/a.pil").decode(), PILCROW_TEXT.replace("\n", "\r\n"))

    def test_errors_are_reported_and_nothing_is_written(self):
        self.write("a.py", "x = (1\n")
        self.write("b.py", "x = 1\n")
        done = self.expect(1, "convert", "--to", "pilcrow", "-o", "out", "a.py", "b.py")
        self.assertIn("a.py:1:5: error[", done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertFalse((self.folder / "out").exists())
        self.write("c.py", b"# coding: nonsense\n")
        self.assertIn("unknown encoding", self.expect(1, "convert", "--to", "pilcrow", "c.py").stderr)

    def test_a_map_tells_which_line_became_which(self):
        self.write("a.py", "import os\ndef f(): pass\nf(1)\n")
        done = self.expect(0, "convert", "--to", "pilcrow", "--map", "map.json", "a.py")
        self.assertEqual(done.stdout, "import os\n\n\ndef f(): pass\n\n\nf(1)\n")
        self.assertEqual(
            json.loads(self.read("map.json")),
            {
                "version": 1,
                "files": [{"source": "a.py", "result": "-", "lines": [0, None, None, 1, None, None, 2]}],
            },
        )
        self.expect(0, "convert", "--to", "python", "--keep-lines", "--map", "map.json", "-", stdin=KEPT)
        self.assertEqual(json.loads(self.read("map.json"))["files"][0]["lines"], [0, 1, 2, 3])

    def test_wrong_use_is_one_sentence(self):
        self.write("a.py", "x = 1\n")
        self.write("b.py", "x = 1\n")
        self.write("a.pil", "x = 1\n")
        for arguments in (
            ["a.pil"],
            ["--to", "perl", "a.pil"],
            ["--to", "python", "missing.pil"],
            ["--to", "python", "--keep-lines", "a.py"],
            ["--to", "python", "a.py"],
            ["--to", "pilcrow", "a.pil"],
            ["--to", "python", "--keep-lines"],
            ["--to", "pilcrow", "--keep-lines", "a.py"],
            ["--to", "pilcrow", "--target", "3.11", "a.py"],
            ["--to", "pilcrow", "a.py", "b.py"],
            ["--to", "pilcrow", "."],
            ["--to", "pilcrow", "--in-place", "-o", "out", "b.py"],
            ["--to", "pilcrow", "--in-place", "-"],
            ["--to", "pilcrow", "--in-place", "a.py"],
            ["--to", "pilcrow", "--map", "a.pil/map.json", "b.py"],
        ):
            with self.subTest(arguments=arguments):
                done = self.expect(2, "convert", *arguments)
                self.assert_one_sentence(done.stderr)
        self.assertEqual(self.read("a.pil"), b"x = 1\n")


class Targets(CommandLineTest):
    def test_quotes_in_fields_are_switched_for_older_pythons(self):
        text = 'x = f"{a["b"]} {", ".join(c)}"\n'
        self.assertEqual(
            self.expect(0, "convert", "--to", "python", "--target", "3.11", "-", stdin=text).stdout,
            "x = f\"{a['b']} {', '.join(c)}\"\n",
        )
        self.assertEqual(self.expect(0, "convert", "--to", "python", "-", stdin=text).stdout, text)

    def test_what_an_older_python_cannot_read_is_named(self):
        text = "print(\n    , 1\ntype A = int\n"
        done = self.expect(2, "convert", "--to", "python", "--target", "3.11", "-", stdin=text)
        self.assertEqual(done.stderr, "pilcrow: <stdin>:3: needs Python 3.12, and the target is 3.11: a type alias\n")
        self.assertEqual(done.stdout, "")
        self.expect(0, "convert", "--to", "python", "--target", "3.12", "-", stdin=text)

    def test_what_is_converted_for_3_11_compiles_there(self):
        version = subprocess.run([PYTHON, "-c", "import sys; print(sys.version_info[:2])"], capture_output=True)
        if version.stdout.strip() != b"(3, 11)":
            self.skipTest("this needs CPython 3.11")
        compiled = 0
        for source in sorted((CORPUS / "pilcrow").glob("*.pil")):
            done = self.run_it("convert", "--to", "python", "--target", "3.11", str(source))
            if done.returncode != 0:
                self.assertIn("needs Python 3.1", done.stderr)
                continue
            with self.subTest(program=source.name):
                command = [PYTHON, "-c", "import sys; compile(sys.stdin.buffer.read(), 'x', 'exec')"]
                subprocess.run(command, input=done.stdout.encode(), check=True)
                compiled += 1
        self.assertGreater(compiled, 8)


class Folders(CommandLineTest):
    def files(self, folder="."):
        root = self.folder / folder
        return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())

    def test_the_tree_is_kept(self):
        self.write("in/a.py", PYTHON_TEXT).chmod(0o755)
        self.write("in/deep/b.py", "x = 1\n")
        self.write("in/c.txt", "")
        done = self.expect(0, "convert", "--to", "pilcrow", "-o", "out", "in")
        self.assertEqual((done.stdout, done.stderr), ("", "2 files converted\n"))
        self.assertEqual(self.files("out"), ["a.pil", "deep/b.pil"])
        self.assertEqual(stat.S_IMODE((self.folder / "out/a.pil").stat().st_mode), 0o755)
        self.expect(0, "convert", "--to", "python", "-o", "back", "out")
        self.assertEqual(self.read("back/a.py").decode(), PYTHON_TEXT)
        self.expect(0, "convert", "--to", "python", "-o", "back", "out")  # once more

    def test_two_files_cannot_become_one(self):
        self.write("a/x.py", "")
        self.write("b/x.py", "")
        done = self.expect(2, "convert", "--to", "pilcrow", "-o", "out", "a/x.py", "b/x.py")
        self.assert_one_sentence(done.stderr)
        self.assertFalse((self.folder / "out").exists())

    def test_a_package_of_the_standard_library_comes_back(self):
        """To Pilcrow and back to Python: the same program."""
        self.expect(0, "convert", "--to", "pilcrow", "-o", "pil", os.path.dirname(json.__file__))
        self.expect(0, "convert", "--to", "python", "-o", "py", "pil")
        for name in self.files("py"):
            before = (ROOT / os.path.dirname(json.__file__) / name).read_bytes()
            dumps = [ast.dump(without_docstrings(ast.parse(text))) for text in (before, self.read(f"py/{name}"))]
            self.assertEqual(*dumps, name)


def without_docstrings(tree):
    """Their indentation may change."""
    for node in ast.walk(tree):
        if isinstance(getattr(node, "body", None), list) and ast.get_docstring is not None:
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                first.value.value = ""
    return tree


class InPlace(CommandLineTest):
    def files(self):
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file())

    def convert(self, status, *arguments):
        return self.expect(status, "convert", "--to", "pilcrow", "--in-place", *arguments)

    def test_a_project_moves_and_hears_what_no_longer_works(self):
        self.write("pyproject.toml", '[project.scripts]\nshop = "shop.main:run"\n')
        self.write("run.sh", "python3 shop/main.py\n")
        self.write("shop/__init__.py", "")
        self.write("shop/__main__.py", "from .main import run\nrun()\n")
        self.write("shop/main.py", "#!/usr/bin/env python3\ndef run(): print('shop')\n").chmod(0o755)
        self.write("conftest.py", "x = 1\n")
        done = self.convert(0, ".")
        self.assertEqual(
            self.files(),
            ["conftest.pil", "pyproject.toml", "run.sh", "shop/__init__.pil", "shop/__main__.pil", "shop/main.pil"],
        )
        self.assertEqual(
            done.stdout.splitlines(),
            [
                "pyproject.toml:2: starts shop.main, which is shop/main.pil now:"
                " Python finds it behind `import pilcrow.importer` only",
                "run.sh:1: names shop/main.py, which is shop/main.pil now",
                "conftest.pil: pytest looks for conftest.py: with the package pilcrow installed, it finds this one",
                "shop/__main__.pil: `python -m` looks for __main__.py: `python -m pilcrow -m` runs this one",
                "shop/main.pil:1: is started by /usr/bin/env python3, and Pilcrow's layout needs `pilcrow`",
            ],
        )
        self.assertEqual(done.stderr, "4 files converted\n")
        self.assertEqual(stat.S_IMODE((self.folder / "shop/main.pil").stat().st_mode), 0o755)
        self.expect(0, "convert", "--to", "python", "--in-place", ".")
        self.assertIn("shop/main.py", self.files())
        self.assertNotIn("shop/main.pil", self.files())

    def test_nothing_moves_where_one_file_has_errors(self):
        self.write("a.py", "x = 1\n")
        self.write("b.py", "x = (\n")
        self.assertIn("b.py:1:5: error[", self.convert(1, ".").stderr)
        self.assertEqual(self.files(), ["a.py", "b.py"])

    def test_no_file_is_overwritten(self):
        self.write("a.py", "x = 1\n")
        self.write("b.py", "x = 1\n")
        self.write("b.pil", "mine\n")
        self.assert_one_sentence(self.convert(2, ".").stderr)
        self.assertEqual(self.files(), ["a.py", "b.pil", "b.py"])
        self.assertEqual(self.read("b.pil"), b"mine\n")

    def test_links_are_not_converted_in_place(self):
        self.write("real/a.py", "x = 1\n")
        (self.folder / "b.py").symlink_to("real/a.py")
        self.assert_one_sentence(self.convert(2, "b.py").stderr)
        self.assertEqual(self.files(), ["b.py", "real/a.py"])

    def test_a_folder_that_cannot_be_written_leaves_all_as_it_was(self):
        if os.getuid() == 0:
            os.chmod(self.folder, 0o777)
            prefix = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
        else:
            prefix = ()
        self.write("a/a.py", "x = 1\n")
        self.write("b/b.py", "x = 1\n")
        (self.folder / "a").chmod(0o777)
        (self.folder / "b").chmod(0o555)
        self.addCleanup((self.folder / "b").chmod, 0o755)
        done = self.run_it("convert", "--to", "pilcrow", "--in-place", ".", prefix=prefix)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assert_one_sentence(done.stderr)
        self.assertEqual(self.files(), ["a/a.py", "b/b.py"])

    def test_a_disk_that_is_full_leaves_all_as_it_was(self):
        mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(self.folder)]
        if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
            self.skipTest("no file system can be mounted here")
        self.addCleanup(subprocess.run, ["umount", str(self.folder)], check=True)
        for number in range(8):
            self.write(f"{number}.py", "x = 1\n" * 2000)
        done = self.convert(2, ".")
        self.assert_one_sentence(done.stderr)
        self.assertEqual(self.files(), [f"{number}.py" for number in range(8)])

    def test_a_signal_in_the_middle(self):
        """All files are the old ones, or all are the new ones."""
        old, new = ([f"many/{number:03}.{ending}" for number in range(150)] for ending in ("py", "pil"))
        for goal in (1, 10, 40, 80):
            for name in old:
                self.write(name, "x = 1\n" * 500)
            command = [PILCROW, "convert", "--to", "pilcrow", "--in-place", "--quiet", "many"]
            with subprocess.Popen(
                command, cwd=self.folder, stderr=subprocess.PIPE,
                preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),  # even under nohup
            ) as process:  # fmt: skip
                while process.poll() is None and not self.folder.joinpath(new[goal]).exists():
                    time.sleep(0.001)
                process.send_signal((signal.SIGINT, signal.SIGTERM, signal.SIGHUP)[goal % 3])
                said = process.stderr.read()
            self.assertIn(process.returncode, (0, -signal.SIGINT, -signal.SIGTERM, -signal.SIGHUP))
            self.assertEqual(said, b"")
            self.assertEqual(self.files(), old if process.returncode else new)
            for name in self.files():
                (self.folder / name).unlink()

    def test_goes_on_where_a_signal_is_ignored(self):
        """As under nohup."""
        old, new = ([f"many/{number:03}.{ending}" for number in range(150)] for ending in ("py", "pil"))
        for name in old:
            self.write(name, "x = 1\n" * 500)
        command = [PILCROW, "convert", "--to", "pilcrow", "--in-place", "--quiet", "many"]
        before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
        try:
            process = subprocess.Popen(command, cwd=self.folder)
        finally:
            signal.signal(signal.SIGHUP, before)
        while process.poll() is None:
            process.send_signal(signal.SIGHUP)
            time.sleep(0.001)
        self.assertEqual(process.returncode, 0)
        self.assertEqual(self.files(), new)


if __name__ == "__main__":
    unittest.main()
