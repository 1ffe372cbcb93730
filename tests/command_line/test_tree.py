"""`tree`: its forms, some of them fixed to the byte."""

import json
import sys
import unittest

from support import CORPUS, CommandLineTest

HEAD = CORPUS / "pilcrow/language/00-head.pil"
# As the language's head lists them.
HEAD_TOKENS = (
    ["lvl1-instr"] + ["lvl2-item"] * 3 + ["lvl3-literal"] * 5 + ["lvl2-item"] + ["lvl3-item"] * 2
    + ["lvl2-item"] + ["lvl3-item"] * 3 + ["lvl2-item", "lvl1-continue"] + ["lvl2-item"] * 2
    + ["lvl2-continue"]
)


class Lines(CommandLineTest):
    def test_the_tokens_of_the_language_s_first_example(self):
        lines = self.expect(0, "tree", "--lines", str(HEAD)).stdout.splitlines()
        self.assertEqual([line.split("\t")[2] for line in lines], HEAD_TOKENS)

    def test_the_form_to_the_byte(self):
        self.write("a.pil", 'def f(\n    , a,\t1  \n\n  # c\n\\):\n    return """\n        "  x\n)\n')
        self.assertEqual(
            self.expect(0, "tree", "--lines", "a.pil").stdout,
            "1\t0\tlvl1-instr\tdef f(\n"
            "2\t4\tlvl2-item\ta,\t1  \n"
            "3\t0\tblank\t\n"
            "4\t2\tcomment\t# c\n"
            "5\t0\tlvl1-continue\t):\n"
            '6\t4\tlvl2-instr\treturn """\n'
            '7\t8\tlvl3-literal\t  x\n'
            "8\t0\tlvl1-closer\t)\n",
        )

    def test_every_line_of_the_corpus_has_the_form(self):
        token = r"(lvl[1-9][0-9]*-(instr|item|literal|continue|closer)|blank|comment)"
        for path in [*CORPUS.glob("pilcrow/*.pil"), *CORPUS.glob("python/constructs/*.py")]:
            text = path.read_bytes().decode("utf-8", "replace")
            if path.suffix == ".py" and "\f" in text:
                continue
            lines = self.expect(0, "tree", "--lines", str(path)).stdout.replace("\r", "").split("\n")[:-1]
            for number, line in enumerate(lines, 1):
                self.assertRegex(line, rf"\A{number}\t[0-9]+\t{token}\t", path.name)


class Forms(CommandLineTest):
    def test_blocks(self):
        self.write("a.pil", "f(\n    , a\n\\.g(\n    , b\nh\n")
        self.assertEqual(
            self.expect(0, "tree", "--blocks", "a.pil").stdout,
            "instr 1: f(\n  item 2: a\n+ continue 3: .g(\n  item 4: b\ninstr 5: h\n",
        )

    def test_syntax_is_the_default(self):
        self.write("a.pil", "if a:\n    f(\n        , b + 1\n")
        text = self.expect(0, "tree", "a.pil").stdout
        self.assertEqual(text, self.expect(0, "tree", "--syntax", "a.pil").stdout)
        self.assertEqual(
            [line.split("  #")[0] for line in text.splitlines()],
            ["If", "  Name a", "  ExpressionStatement", "    Call", "      Name f", "      Binary `+`",
             "        Name b", "        Number 1"],
        )

    def test_names_that_are_no_nodes_are_shown(self):
        self.write("a.pil", "from m import a as b, c\ndef f(x, *y): return x.z(k=y)\n")
        text = self.expect(0, "tree", "a.pil").stdout
        for line in ("Alias a as b", "Alias c", "Parameter x", "Parameter `*` y", "Attribute z", "Keyword k"):
            self.assertIn(line + "\n", text)
        tree = json.loads(self.expect(0, "tree", "--json", "a.pil").stdout)
        aliases = [one for one in tree[0]["nodes"][0]["children"] if one["kind"] == "Alias"]
        self.assertEqual([(one["name"], one.get("alias")) for one in aliases], [("a", "b"), ("c", None)])

    def test_json_is_json_for_every_file(self):
        for path in [*CORPUS.glob("*/*.pil"), *CORPUS.glob("python/constructs/*.py")]:
            done = self.run_it("tree", "--json", str(path))
            self.assertEqual(done.returncode, 0, path.name)
            sys.setrecursionlimit(20000)
            json.loads(done.stdout)

    def test_json_of_a_statement(self):
        self.write("a.pil", "if é:\n    x = 1\ny\n")
        tree = json.loads(self.expect(0, "tree", "--json", "a.pil").stdout)
        self.assertEqual([one["nodes"][0]["kind"] for one in tree], ["If", "ExpressionStatement"])
        (inner,) = tree[0]["block"]
        (node,) = inner["nodes"]
        self.assertEqual(
            (node["kind"], node["line"], node["column"], node["endLine"], node["endColumn"]),
            ("Assign", 2, 5, 2, 10),
        )
        self.assertEqual([child.get("text") for child in node["children"]], ["x", "1"])

    def test_deep_trees(self):
        sys.setrecursionlimit(200000)
        self.write("brackets.pil", "x = " + "(" * 100 + "1" + ")" * 100 + "\n")
        self.write("brackets.py", "(" * 100000)
        self.write("levels.pil", "".join(" " * 4 * level + "if x:\n" for level in range(900)) + " " * 3600 + "x\n")
        self.write("levels.py", "".join(" " * level + "if x:\n" for level in range(3000)) + " " * 3000 + "x\n")
        self.write("chain.pil", "x = " + "a." * 20000 + "a\n")
        for name in ("brackets.pil", "brackets.py", "levels.pil", "levels.py", "chain.pil"):
            for form in ("--lines", "--blocks", "--syntax", "--json", "--names"):
                text = self.expect(0, "tree", form, name).stdout
                if form == "--json" and name in ("brackets.pil", "levels.pil"):
                    json.loads(text)
            self.assertIn(self.run_it("tree", "--python-ast", name).returncode, (0, 1))

    def test_names_tells_what_each_name_is(self):
        self.write("a.pil", "import os\ndef f(x):\n    return lambda: x + os\n")
        self.assertEqual(
            self.expect(0, "tree", "--names", "a.pil").stdout,
            "module\n- os: local imported\n- f: local\n  function f 2\n  - x: cell parameter\n"
            "    lambda 3\n    - x: free\n    - os: module\n")

    def test_python_ast_of_both_layouts(self):
        self.write("a.pil", "f(\n    , a\n")
        self.write("a.py", "f(\n  a)\n")
        text = self.expect(0, "tree", "--python-ast", "a.pil").stdout
        self.assertTrue(text.startswith("Module(\n body=[\n  Expr(\n   value=Call("), text)
        self.assertEqual(self.expect(0, "tree", "--python-ast", "a.py").stdout, text)

    def test_python_ast_of_what_is_no_program(self):
        self.write("a.pil", "f((1)\n")
        done = self.expect(1, "tree", "--python-ast", "a.pil")
        self.assertEqual(done.stdout, "")
        self.assertIn("a.pil:1:2: error[unclosed-bracket]", done.stderr)


if __name__ == "__main__":
    unittest.main()
