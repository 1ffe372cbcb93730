"""`pilcrow convert`."""

import unittest

import support

PROGRAM = """\
print(
    , "a"
    , sep=""
\\  # done
"""
LINES = """\
print(
      "a"
    , sep=""
)  # done
"""


class Convert(support.CommandLineTest):
    def test_keeps_lines(self):
        self.write("a.pil", PROGRAM)
        for arguments in (["a.pil"], ["--target", "3.11", "a.pil"]):
            done = self.expect(0, "convert", "--to", "python", "--keep-lines", *arguments)
            self.assertEqual(done.stdout, LINES)
        self.assertEqual(
            self.expect(0, "convert", "--to", "python", "--keep-lines", "-", stdin=PROGRAM).stdout, LINES
        )

    def test_reports_errors_and_writes_nothing(self):
        self.write("a.pil", "x = (1\n")
        done = self.expect(1, "convert", "--to", "python", "--keep-lines", "a.pil")
        self.assertEqual(done.stdout, "")
        self.assertIn("a.pil:1:5: error[unclosed-bracket]", done.stderr)

    def test_wrong_use_is_one_sentence(self):
        self.write("a.py", "x = 1\n")
        for arguments in (
            ["a.pil"],
            ["--to", "perl", "a.pil"],
            ["--to", "python", "--keep-lines", "missing.pil"],
            ["--to", "python", "--keep-lines", "a.py"],
            ["--to", "python", "--keep-lines"],
        ):
            with self.subTest(arguments=arguments):
                done = self.expect(2, "convert", *arguments)
                self.assertEqual(done.stdout, "")
                self.assert_one_sentence(done.stderr)


if __name__ == "__main__":
    unittest.main()
