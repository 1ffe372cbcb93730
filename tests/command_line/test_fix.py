"""`check --fix`: what it mends, and that a file is never left in a worse state than it was found in."""

import os
import re
import shutil
import stat
import subprocess
import unittest

from support import CORPUS, CommandLineTest

UNTIDY = 'print(\n    , "Ho",  # one, two\n)\n'
TIDY = 'print(\n    , "Ho"  # one, two\n'


class Fix(CommandLineTest):
    def fixed(self, text):
        self.write("a.pil", text)
        self.run_it("check", "--fix", "a.pil")
        return self.read("a.pil").decode()

    def test_closers_and_commas_go(self):
        self.assertEqual(self.fixed(UNTIDY), TIDY)

    def test_a_closer_with_more_behind_it_becomes_a_continuation(self):
        self.assertEqual(self.fixed("print(\n    , 1\n).real\n"), "print(\n    , 1\n\\.real\n")
        self.assertEqual(self.fixed("print(\n    , 1\n)  # c\n"), "print(\n    , 1\n\\  # c\n")

    def test_groups_move_as_a_whole(self):
        deep = "if 1:\n        # c\n        a = 1\n        if a:\n            print(a)\n        print(a)\n"
        right = "if 1:\n    # c\n    a = 1\n    if a:\n        print(a)\n    print(a)\n"
        self.assertEqual(self.fixed(deep), right)

    def test_two_columns_become_four_at_every_level(self):
        two = "if 1:\n  a = 1\n  if a:\n    print(\n      , a\n    print(a)\n  print(a)\n"
        self.assertEqual(self.fixed(two), two.replace("  ", "    "))

    def test_tabs_become_spaces_of_the_same_column(self):
        self.assertEqual(self.fixed("if 1:\n\tprint(1)\n"), "if 1:\n    print(1)\n")

    def test_strings_and_comments_stay(self):
        text = 'text = """\n    "),  ",)\n    "\t),\nprint(  # ),\n    , ")",  # ),\n    , "a,"\n'
        self.assertEqual(self.fixed(text), text.replace('")",  #', '")"  #'))

    def test_line_ends_and_byte_order_mark_stay(self):
        for end in ("\r\n", "\r"):
            text = ("\ufeff" + UNTIDY).replace("\n", end)
            self.assertEqual(self.fixed(text), ("\ufeff" + TIDY).replace("\n", end))

    def test_a_last_line_without_an_end_can_go(self):
        self.assertEqual(self.fixed("print(\n    , 1\n)"), "print(\n    , 1")

    def test_what_was_ignored_is_not_mended(self):
        text = 'print(\n    , "Ho",  # pilcrow: ignore[extra-comma]\n'
        self.assertEqual(self.fixed(text), text)
        self.write("b.pil", UNTIDY)
        self.run_it("check", "--fix", "--ignore", "extra-comma,unneeded-closer", "b.pil")
        self.assertEqual(self.read("b.pil").decode(), UNTIDY)

    def test_standard_input_goes_to_standard_output(self):
        done = self.expect(0, "check", "--fix", "-", stdin=UNTIDY)
        self.assertEqual(done.stdout, TIDY)
        done = self.expect(1, "check", "--fix", "-", stdin="print((1)\n")
        self.assertEqual(done.stdout, "print((1)\n")
        self.assertIn("unclosed-bracket", done.stderr)
        done = self.expect(0, "check", "--fix", "-", stdin="print(1)\n")
        self.assertEqual(done.stdout, "print(1)\n")

    def test_python_files_are_left_as_they_are(self):
        text = "# coding: latin-1\nx = '\xe9'\nif x:\n\tprint(x,)\n".encode("latin-1")
        self.write("a.py", text)
        self.run_it("check", "--fix", "a.py")
        self.assertEqual(self.read("a.py"), text)

    def test_untidy_corpus_programs_come_back(self):
        """Every program, with closers and commas as a Python programmer would write them, and two
        columns a level: --fix leaves nothing to mend and the tree that it was."""
        for source in sorted((CORPUS / "pilcrow").glob("*.pil")):
            with self.subTest(program=source.name):
                text = source.read_text(encoding="utf-8")
                self.write("right.pil", text)
                untidy = re.sub(r"(?m)^( +)(?=\S)", lambda m: " " * (len(m[1]) // 4 * 6 + len(m[1]) % 4), text)
                self.write("wrong.pil", untidy)
                self.run_it("check", "--fix", "wrong.pil")
                left = [one for one in self.found("wrong.pil") if one["fix"] and one["fix"]["safe"]]
                self.assertEqual(left, [])
                right = self.expect(0, "tree", "--python-ast", "right.pil").stdout
                self.assertEqual(self.expect(0, "tree", "--python-ast", "wrong.pil").stdout, right)


class Replacing(CommandLineTest):
    def test_mode_and_links_stay(self):
        path = self.write("real/a.pil", UNTIDY)
        path.chmod(0o751)
        (self.folder / "link.pil").symlink_to("real/a.pil")
        self.expect(0, "check", "--fix", "link.pil")
        self.assertTrue((self.folder / "link.pil").is_symlink())
        self.assertEqual(self.read("real/a.pil").decode(), TIDY)
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o751)
        self.assertEqual(os.listdir(self.folder / "real"), ["a.pil"])

    def test_a_file_that_is_right_is_not_touched(self):
        path = self.write("a.pil", TIDY)
        before = path.stat()
        self.expect(0, "check", "--fix", "a.pil")
        self.assertEqual(path.stat().st_ino, before.st_ino)
        self.assertEqual(path.stat().st_mtime_ns, before.st_mtime_ns)

    def assert_refused(self, done):
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, r"\Apilcrow: \S*a\.pil: cannot be written[^\n]*: [A-Z][^\n]*\n")
        self.assertEqual(self.read("shut/a.pil").decode(), UNTIDY)
        self.assertEqual(os.listdir(self.folder / "shut"), ["a.pil"])

    def as_nobody(self):
        if os.getuid() != 0:
            return ()
        if not shutil.which("setpriv"):
            self.skipTest("root may write anything, and there is no setpriv")
        for folder in (self.folder, self.folder / "shut"):
            folder.chmod(0o755)
        prefix = ("setpriv", "--reuid=65534", "--clear-groups")
        if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode != 0:
            self.skipTest("setpriv may not change the user here")
        return prefix

    def test_a_file_that_is_read_only(self):
        self.write("shut/a.pil", UNTIDY).chmod(0o444)
        self.assert_refused(self.run_it("check", "--fix", "shut/a.pil", prefix=self.as_nobody()))

    def test_a_folder_that_is_read_only(self):
        self.write("shut/a.pil", UNTIDY).chmod(0o666)
        prefix = self.as_nobody()
        (self.folder / "shut").chmod(0o555)
        self.assert_refused(self.run_it("check", "--fix", "shut/a.pil", prefix=prefix))
        (self.folder / "shut").chmod(0o755)

    def test_a_full_disk(self):
        (self.folder / "shut").mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(self.folder / "shut")]
        if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
            self.skipTest("no small disk can be mounted here")
        self.addCleanup(subprocess.run, ["umount", str(self.folder / "shut")], check=False)
        text = UNTIDY + "# a comment that takes room\n" * 300
        self.write("shut/a.pil", text)
        done = self.run_it("check", "--fix", "shut/a.pil")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("cannot be written: No space left on device", done.stderr)
        self.assertEqual(self.read("shut/a.pil").decode(), text)
        self.assertEqual(os.listdir(self.folder / "shut"), ["a.pil"])


if __name__ == "__main__":
    unittest.main()
