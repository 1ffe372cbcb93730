"""`check`: its three forms, directories, settings, and what it does with odd files."""

import json
import os
import re
import unittest

from support import CORPUS, CommandLineTest

BROKEN = "import os\nprint((1, 2)  # é\n"


class Text(CommandLineTest):
    def test_place_sentence_line_and_help(self):
        self.write("a.pil", "né = 'é'; print((1, 2)\n")
        done = self.expect(1, "check", "a.pil")
        self.assertEqual(
            done.stdout.split("  help: ")[0],
            "a.pil:1:16: error[unclosed-bracket]: this `(` is never closed\n"
            " 1 | né = 'é'; print((1, 2)\n"
            "   |                ^\n",
        )
        self.assertEqual(done.stderr, "1 file, 1 error, 0 warnings\n")
        self.assertEqual(self.expect(1, "check", "--quiet", "a.pil").stderr, "")

    def test_the_underline_counts_columns_of_the_screen(self):
        self.write("a.pil", "x = '漢字' $ 1\n")
        line, mark = self.expect(1, "check", "a.pil").stdout.split("\n")[1:3]
        self.assertEqual(mark.index("^"), line.index("$") + 2)

    def test_long_lines_are_shown_in_part(self):
        self.write("a.pil", "x = " + "é + " * 5000 + "$ + " + "1 + " * 5000 + "1\n")
        done = self.expect(1, "check", "a.pil")
        line, mark = done.stdout.split("\n")[1:3]
        self.assertLess(len(line), 200)
        self.assertEqual(mark.index("^"), line.index("$"))


class Json(CommandLineTest):
    def test_the_fixed_form(self):
        self.write("a.pil", BROKEN)
        done = self.expect(1, "check", "--format", "json", "a.pil")
        self.assertEqual(done.stderr, "")
        self.assertEqual(
            json.loads(done.stdout),
            [
                {
                    "file": "a.pil",
                    "code": "unused-import",
                    "severity": "warning",
                    "message": "`os` is imported and never used",
                    "line": 1,
                    "column": 8,
                    "endLine": 1,
                    "endColumn": 10,
                    "fix": {
                        "title": "remove the import",
                        "edits": [{"line": 1, "column": 1, "endLine": 2, "endColumn": 1, "text": ""}],
                        "safe": False,
                    },
                },
                {
                    "file": "a.pil",
                    "code": "unclosed-bracket",
                    "severity": "error",
                    "message": "this `(` is never closed",
                    "line": 2,
                    "column": 6,
                    "endLine": 2,
                    "endColumn": 7,
                    "fix": None,
                },
            ],
        )

    def test_fixes_and_columns_in_code_points(self):
        self.write("a.pil", '\ufeffprint(  # é\n    , "😀é",\n')
        (one,) = self.found("a.pil")
        self.assertEqual(
            one["fix"],
            {
                "title": "remove `,`",
                "edits": [{"line": 2, "column": 11, "endLine": 2, "endColumn": 12, "text": ""}],
                "safe": True,
            },
        )
        self.write("b.pil", "\ufeff$\n")
        self.assertEqual(self.found("b.pil")[0]["column"], 1)

    def test_nothing_found_is_an_empty_array(self):
        self.write("a.pil", "print(1)\n")
        self.assertEqual(self.expect(0, "check", "--format", "json", "a.pil").stdout, "[]\n")

    def test_every_finding_of_the_corpus_has_the_form(self):
        keys = ["file", "code", "severity", "message", "line", "column", "endLine", "endColumn", "fix"]
        number = 0
        for one in self.found(str(CORPUS / "diagnostics")):
            number += 1
            self.assertEqual(list(one), keys)
            self.assertIn(one["severity"], ("error", "warning", "info"))
            self.assertRegex(one["code"], r"\A[a-z0-9]+(-[a-z0-9]+)*\Z")
            self.assertTrue(one["message"] and not one["message"].endswith("."), one)
            self.assertLessEqual((one["line"], one["column"]), (one["endLine"], one["endColumn"]))
            if one["fix"] is not None:
                self.assertEqual(list(one["fix"]), ["title", "edits", "safe"])
                for edit in one["fix"]["edits"]:
                    self.assertEqual(list(edit), ["line", "column", "endLine", "endColumn", "text"])
        self.assertGreater(number, 90)


class Sarif(CommandLineTest):
    def test_the_structure_that_2_1_0_asks_for(self):
        self.write("a b#.pil", BROKEN + 'print(\n    , "x",\n')
        log = json.loads(self.expect(1, "check", "--format", "sarif", "a b#.pil").stdout)
        self.assertEqual(log["version"], "2.1.0")
        (run,) = log["runs"]
        driver = run["tool"]["driver"]
        self.assertEqual(driver["name"], "pilcrow")
        self.assertEqual(run["columnKind"], "unicodeCodePoints")
        for rule in driver["rules"]:
            self.assertLessEqual(set(rule), {"id", "shortDescription", "help", "defaultConfiguration"})
            self.assertIn(rule["defaultConfiguration"]["level"], ("error", "warning", "note"))
            self.assertTrue(rule["shortDescription"]["text"])
        self.assertEqual(len({rule["id"] for rule in driver["rules"]}), len(driver["rules"]))
        self.assertEqual(len(run["results"]), 3)
        for result in run["results"]:
            self.assertEqual(driver["rules"][result["ruleIndex"]]["id"], result["ruleId"])
            (location,) = result["locations"]
            physical = location["physicalLocation"]
            self.assertEqual(physical["artifactLocation"]["uri"], "a%20b%23.pil")
            self.assertTrue(all(value >= 1 for value in physical["region"].values()))
        (fix,) = run["results"][2]["fixes"]
        (change,) = fix["artifactChanges"]
        self.assertEqual(change["replacements"][0]["insertedContent"], {"text": ""})
        self.assertEqual(change["replacements"][0]["deletedRegion"]["startColumn"], 10)

    def test_a_second_place_is_a_related_location(self):
        self.write("a.pil", "pair = (1, 2]\n")
        log = json.loads(self.expect(1, "check", "--format", "sarif", "a.pil").stdout)
        (related,) = log["runs"][0]["results"][0]["relatedLocations"]
        self.assertEqual(related["physicalLocation"]["region"]["startColumn"], 8)


class Files(CommandLineTest):
    def test_folders_are_walked_for_pil_in_order(self):
        for name in ("b/z.pil", "b/a.pil", "a.pil", ".git/x.pil", "__pycache__/x.pil", "x.txt", "x.py"):
            self.write(name, "print((1)\n")
        (self.folder / "b/loop").symlink_to(self.folder)
        files = [one["file"] for one in self.found(".", "b", "b/a.pil")]
        self.assertEqual(files, ["./a.pil", "./b/a.pil", "./b/z.pil"])

    def test_one_thread_reports_what_many_do(self):
        one = self.run_it("check", "--jobs", "1", str(CORPUS / "diagnostics")).stdout
        self.assertEqual(self.run_it("check", "--jobs", "7", str(CORPUS / "diagnostics")).stdout, one)

    def test_what_cannot_be_read_is_a_sentence_and_status_2(self):
        self.write("a.pil", "print(1)\n")
        (self.folder / "empty").mkdir()
        done = self.expect(2, "check", "--quiet", "none.pil", "a.pil")
        self.assert_one_sentence(done.stderr)
        self.assert_one_sentence(self.expect(2, "check", "--quiet", "empty").stderr)

    def test_standard_input(self):
        (one,) = self.found("-", stdin="print((1)\n")
        self.assertEqual(one["file"], "<stdin>")

    def test_odd_files(self):
        for text in (b"", b"\xef\xbb\xbf", b"\n", b"\r", b"\x00", b"\xff\xfe", b"(" * 5000, b"x" * 100000, b"'" * 999,
                     b"$ " * 50000, "é $ ".encode() * 20000, b" " * 70000 + b"x"):
            self.write("a.pil", text)
            for form in ("text", "json", "sarif"):
                self.assertIn(self.run_it("check", "--format", form, "a.pil").returncode, (0, 1))
            for form in ("--lines", "--blocks", "--syntax", "--json", "--python-ast"):
                self.assertIn(self.run_it("tree", form, "a.pil").returncode, (0, 1))

    def test_python_files_in_another_encoding(self):
        self.write("a.py", "# coding: latin-1\nname = 'é'\nprint(name)\n".encode("latin-1"))
        self.assertEqual(self.found("a.py"), [])
        self.write("b.py", "# coding: klingon\n")
        self.assertEqual(self.codes("b.py"), ["source-encoding"])


class Selecting(CommandLineTest):
    WARNED = "import os\n\ndef f():\n    a = 1\nprint(f, g)\n"
    ALL = ["unused-import", "unused-local", "undefined-name"]

    def test_select_and_ignore(self):
        self.write("a.pil", self.WARNED)
        self.assertEqual(self.codes("a.pil"), self.ALL)
        self.assertEqual(self.codes("a.pil", "--select", "unused-local"), ["unused-local"])
        self.assertEqual(self.codes("a.pil", "--ignore", "unused-local,unused-import"), ["undefined-name"])
        self.assertEqual(
            self.codes("--select=unused-local,unused-import", "--ignore=unused-import", "a.pil"), ["unused-local"]
        )
        self.assertEqual(
            self.codes("--select", "unused-local", "--select", "unused-import", "a.pil"), self.ALL[:2]
        )

    def test_errors_are_always_reported(self):
        self.write("a.pil", "import os\nprint((1)\n")
        self.assertEqual(self.codes("--select", "unused-local", "a.pil"), ["unclosed-bracket"])

    def test_a_line_says_what_it_allows(self):
        for comment, left in (
            ("# pilcrow: ignore[unused-import]", []),
            ("# pilcrow: ignore[unused-local, unused-import]", []),
            ("# pilcrow: ignore", []),
            ("# noqa  # pilcrow: ignore[unused-import] (kept for others)", []),
            ("# pilcrow: ignore[unused-local]", ["unused-import"]),
            ("# pilcrow: ignored", ["unused-import"]),
            ("# pilcrow", ["unused-import"]),
        ):
            with self.subTest(comment=comment):
                self.write("a.pil", f"import os  {comment}\n")
                self.assertEqual(self.codes("a.pil"), left)
        self.write("a.pil", "import os\nprint('# pilcrow: ignore')\n")
        self.assertEqual(self.codes("a.pil"), ["unused-import"])
        self.write("a.pil", "print((1)  # pilcrow: ignore[unclosed-bracket]\n")
        self.assertEqual(self.codes("a.pil"), ["unclosed-bracket"])

    def test_a_project_says_what_it_wants(self):
        self.write("p/q/a.pil", self.WARNED)
        self.write("p/pyproject.toml", '[tool.pilcrow]\nignore = ["unused-local"]\n')
        self.write("p/q/pyproject.toml", '[project]\nname = "no word about pilcrow"\n')
        self.assertEqual(self.codes("p"), ["unused-import", "undefined-name"])
        self.assertEqual(self.codes("p", "--ignore", "unused-import"), ["undefined-name"])
        self.assertEqual(self.codes("p", "--select", "unused-local"), ["unused-local"])
        self.write("p/q/pyproject.toml", '[tool.pilcrow]\nselect = ["unused-local"]\n')
        self.assertEqual(self.codes("p"), ["unused-local"])

    def test_settings_that_cannot_be_understood_are_one_sentence(self):
        self.write("a.pil", "print(1)\n")
        self.write("b.pil", "print(1)\n")
        for settings, says in (
            ('ignore = ["unused-imports"]', "there is no code `unused-imports`: did you mean `unused-import`?"),
            ('ignore = ["unclosed-bracket"]', "is an error"),
            ('ignore = "unused-import"', "`ignore` must be an array"),
            ("select = [1]", "`select` must be an array"),
            ('line-length = 88', "there is no setting `line-length`"),
            ("select = [", "pyproject.toml:"),
        ):
            with self.subTest(settings=settings):
                self.write("pyproject.toml", f"[tool.pilcrow]\n{settings}\n")
                done = self.expect(2, "check", "--quiet", ".")
                self.assert_one_sentence(done.stderr)
                self.assertIn(says, done.stderr)
                self.assertIn("pyproject.toml", done.stderr)

    def test_the_exit_status_is_about_errors(self):
        self.write("a.pil", self.WARNED)
        self.expect(0, "check", "a.pil")
        self.write("a.pil", "print((1)\n")
        self.expect(1, "check", "a.pil")


if __name__ == "__main__":
    unittest.main()
