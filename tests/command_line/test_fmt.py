"""`pilcrow fmt`: what it changes, what it leaves, and that no file is ever half written."""

import os
import pty
import resource
import shutil
import signal
import stat
import subprocess
import time
import unittest

from support import CORPUS, PILCROW, CommandLineTest

UNTIDY = "print( 'Ho' )\n"
TIDY = 'print("Ho")\n'


class Formatting(CommandLineTest):
    def test_files_and_folders_in_place(self):
        self.write("a.pil", UNTIDY)
        self.write("in/b.pil", UNTIDY)
        self.write("in/c.pil", TIDY)
        self.write("in/c.txt", UNTIDY)
        done = self.expect(0, "fmt", "a.pil", "in")
        self.assertEqual((done.stdout, done.stderr), ("", "2 files formatted, 1 right already\n"))
        self.assertEqual([self.read(name).decode() for name in ("a.pil", "in/b.pil", "in/c.pil")], [TIDY] * 3)
        self.assertEqual(self.read("in/c.txt").decode(), UNTIDY)
        self.assertEqual(self.expect(0, "fmt", "--quiet", ".").stderr, "")

    def test_standard_input_goes_to_standard_output(self):
        done = self.expect(0, "fmt", "-", stdin=UNTIDY)
        self.assertEqual((done.stdout, done.stderr), (TIDY, ""))
        self.assertEqual(self.expect(0, "fmt", "-", stdin="").stdout, "")

    def test_corpus_programs_are_right_already(self):
        programs = [str(path) for path in sorted((CORPUS / "pilcrow").glob("*.pil"))]
        programs = [path for path in programs if "every_construct" not in path]
        self.assertEqual(self.expect(0, "fmt", "--check", *programs).stdout, "")

    def test_line_ends_and_byte_order_mark_stay(self):
        for end in ("\r\n", "\r"):
            text = f"\ufeffprint( 'Ho' ){end}x  = 1{end}"
            self.write("a.pil", text)
            self.expect(0, "fmt", "a.pil")
            self.assertEqual(self.read("a.pil").decode(), f'\ufeffprint("Ho"){end}x = 1{end}')

    def test_statements_with_errors_stay(self):
        done = self.expect(0, "fmt", "-", stdin="a  = 1\nb  = (1\nc  = 2\n")
        self.assertEqual(done.stdout, "a = 1\nb  = (1\nc = 2\n")
        self.assertEqual(done.stderr, "pilcrow: <stdin>: has 1 error: the statements with errors stay as they are\n")
        self.assertEqual(self.expect(0, "fmt", "--quiet", "-", stdin="b  = (1\n").stderr, "")

    def test_a_range_of_lines(self):
        text = "a  = 1\nb  = 2\nc  = 3\n"
        for lines, result in (
            ("2:2", "a  = 1\nb = 2\nc  = 3\n"),
            ("2:", "a  = 1\nb = 2\nc = 3\n"),
            (":2", "a = 1\nb = 2\nc  = 3\n"),
            ("5:9", text),
        ):
            self.assertEqual(self.expect(0, "fmt", "--range", lines, "-", stdin=text).stdout, result)
        for lines in ("2", ":", "0:1", "3:2", "a:b", "1:2:3"):
            done = self.expect(2, "fmt", "--range", lines, "-", stdin=text)
            self.assertEqual(done.stdout, "")
            self.assert_one_sentence(done.stderr)
        self.write("a.pil", text)
        self.write("b.pil", text)
        self.assert_one_sentence(self.expect(2, "fmt", "--range", "1:1", ".").stderr)

    def test_check_names_what_would_change(self):
        self.write("a.pil", UNTIDY)
        self.write("b.pil", TIDY)
        done = self.expect(1, "fmt", "--check", ".")
        self.assertEqual(done.stdout, "./a.pil\n")
        self.assertEqual(done.stderr, "1 file would change, 1 right already\n")
        self.assertEqual(self.read("a.pil").decode(), UNTIDY)
        self.expect(0, "fmt", "--check", "b.pil")
        done = self.expect(1, "fmt", "--check", "--stdin-filename", "x.pil", "-", stdin=UNTIDY)
        self.assertEqual(done.stdout, "x.pil\n")

    def test_diff_can_be_applied(self):
        program = "# c\na  = 1\n\n\n\n\n" + "b = 2\n" * 9 + "def f():\n    return\nf( )"
        self.write("a.pil", program)
        done = self.expect(0, "fmt", "--diff", "a.pil")
        self.assertEqual(self.read("a.pil").decode(), program)
        self.assertTrue(done.stdout.startswith("--- a.pil\n+++ a.pil\n@@ -1,7 +1,5 @@\n # c\n-a  = 1\n"), done.stdout)
        if shutil.which("patch"):
            subprocess.run(["patch", "-s", "a.pil"], input=done.stdout.encode(), cwd=self.folder, check=True)
            self.assertEqual(self.expect(0, "fmt", "--diff", "--check", "a.pil").stdout, "")
        self.assertNotEqual(self.expect(1, "fmt", "--diff", "--check", "-", stdin=UNTIDY).stdout, "")

    def test_width_and_exclude_come_from_the_project(self):
        self.write("pyproject.toml", '[tool.pilcrow]\nexclude = ["vendor/"]\n[tool.pilcrow.fmt]\nwidth = 20\n')
        self.write("in/a.pil", "print(first, the_others)\n")
        self.write("vendor/b.pil", UNTIDY)
        self.expect(0, "fmt", ".")
        self.assertEqual(self.read("in/a.pil").decode(), "print(\n    , first\n    , the_others\n")
        self.assertEqual(self.read("vendor/b.pil").decode(), UNTIDY)
        text = "print(first, the_others)\n"
        done = self.expect(0, "fmt", "--stdin-filename", "in/x.pil", "-", stdin=text)
        self.assertEqual(done.stdout, "print(\n    , first\n    , the_others\n")
        self.write("pyproject.toml", "[tool.pilcrow.fmt]\nwidth = 3\n")
        done = self.expect(2, "fmt", ".")
        self.assert_one_sentence(done.stderr)
        self.assertIn("`fmt.width` must be", done.stderr)

    def test_gitignore_is_honoured(self):
        self.write(".gitignore", "build/\n")
        self.write("build/a.pil", UNTIDY)
        self.write("a.pil", UNTIDY)
        self.expect(0, "fmt", ".")
        self.assertEqual(self.read("build/a.pil").decode(), UNTIDY)
        self.assertEqual(self.codes("."), [])

    def test_wrong_use_is_one_sentence(self):
        self.write("a.py", "x = 1\n")
        self.write("empty/a.txt", "")
        for arguments in ([], ["missing.pil"], ["a.py"], ["empty"], ["--nope", "a.py"]):
            with self.subTest(arguments=arguments):
                done = self.expect(2, "fmt", *arguments)
                self.assertEqual(done.stdout, "")
                self.assert_one_sentence(done.stderr)


class OnATerminal(CommandLineTest):
    def shown(self, *arguments, environment=None):
        leader, follower = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "", **(environment or {})}
        with subprocess.Popen(
            [PILCROW, *arguments], stdout=follower, stderr=follower, cwd=self.folder, env=environment
        ) as process:
            os.close(follower)
            output = b""
            try:
                while piece := os.read(leader, 65536):
                    output += piece
            except OSError:
                pass
            process.wait()
        os.close(leader)
        return output

    def test_a_diff_has_colours(self):
        self.write("a.pil", UNTIDY)
        self.assertIn(b"\x1b[32m+print", self.shown("fmt", "--diff", "a.pil"))
        self.assertNotIn(b"\x1b[", self.shown("fmt", "--diff", "a.pil", environment={"NO_COLOR": "1"}))

    def test_progress(self):
        for number in range(64):
            self.write(f"many/{number}.pil", UNTIDY)
        self.assertIn(b"of 64 files", self.shown("fmt", "many"))


class Writing(CommandLineTest):
    """Whatever happens, the old file or the new one is there, and nothing else."""

    def test_mode_and_links_stay(self):
        path = self.write("real/a.pil", UNTIDY)
        path.chmod(0o751)
        (self.folder / "link.pil").symlink_to("real/a.pil")
        self.expect(0, "fmt", "link.pil")
        self.assertTrue((self.folder / "link.pil").is_symlink())
        self.assertEqual(self.read("real/a.pil").decode(), TIDY)
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o751)
        self.assertEqual(os.listdir(self.folder / "real"), ["a.pil"])

    def test_what_is_right_is_not_touched(self):
        path = self.write("a.pil", TIDY)
        before = path.stat()
        self.expect(0, "fmt", "a.pil")
        self.assertEqual((path.stat().st_ino, path.stat().st_mtime_ns), (before.st_ino, before.st_mtime_ns))

    def assert_whole(self, done, text):
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertRegex(done.stderr, r"\Apilcrow: shut/a\.pil: cannot be written[^\n]*: [A-Z][^\n]*\n\Z")
        self.assertEqual(self.read("shut/a.pil").decode(), text)
        self.assertEqual(os.listdir(self.folder / "shut"), ["a.pil"])

    def as_nobody(self):
        if os.getuid() != 0:
            return ()
        if not shutil.which("setpriv"):
            self.skipTest("root may write anything, and there is no setpriv")
        for folder in (self.folder, self.folder / "shut"):
            folder.chmod(0o755)
        return ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")

    def test_a_file_that_is_read_only(self):
        path = self.write("shut/a.pil", UNTIDY)
        prefix = self.as_nobody()
        (self.folder / "shut").chmod(0o777)
        path.chmod(0o444)
        self.assert_whole(self.run_it("fmt", "shut/a.pil", prefix=prefix), UNTIDY)

    def test_a_folder_that_is_read_only(self):
        path = self.write("shut/a.pil", UNTIDY)
        prefix = self.as_nobody()
        path.chmod(0o666)
        (self.folder / "shut").chmod(0o555)
        self.addCleanup((self.folder / "shut").chmod, 0o755)
        self.assert_whole(self.run_it("fmt", "shut/a.pil", prefix=prefix), UNTIDY)

    def test_a_file_that_grows_beyond_the_limit(self):
        text = UNTIDY * 1000
        self.write("shut/a.pil", text)

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

        done = subprocess.run(
            [PILCROW, "fmt", "--quiet", "shut/a.pil"],
            capture_output=True,
            text=True,
            cwd=self.folder,
            preexec_fn=limit,
            check=False,
        )
        self.assert_whole(done, text)

    def test_a_disk_that_is_full(self):
        mounted = self.folder / "shut"
        mounted.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(mounted)]
        if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
            self.skipTest("no file system can be mounted here")
        self.addCleanup(subprocess.run, ["umount", str(mounted)], check=True)
        text = UNTIDY * 3000
        self.write("shut/a.pil", text)
        self.assert_whole(self.run_it("fmt", "--quiet", "shut/a.pil"), text)

    def test_a_signal_in_the_middle(self):
        """Sent at many moments: each file is the old one or the new one, and no other file is there."""
        old, new = b"x  = 1\n" * 2000, b"x = 1\n" * 2000
        left = 0
        for moment in range(12):
            for number in range(150):
                self.write(f"many/{number}.pil", old)
            with subprocess.Popen(
                [PILCROW, "fmt", "--quiet", "many"], cwd=self.folder, stderr=subprocess.PIPE
            ) as process:
                time.sleep(0.004 * moment)
                process.send_signal((signal.SIGINT, signal.SIGTERM, signal.SIGHUP)[moment % 3])
                said = process.stderr.read()
            self.assertIn(process.returncode, (0, -signal.SIGINT, -signal.SIGTERM, -signal.SIGHUP))
            self.assertEqual(said, b"")
            names = sorted(os.listdir(self.folder / "many"))
            self.assertEqual(names, sorted(f"{number}.pil" for number in range(150)))
            formatted = 0
            for name in names:
                text = self.read(f"many/{name}")
                self.assertTrue(text in (old, new), name)
                formatted += text == new
            left += 0 < formatted < 150
        self.assertGreater(left, 0, "no signal came in the middle")


if __name__ == "__main__":
    unittest.main()
