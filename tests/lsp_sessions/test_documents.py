"""Documents, folders and files on disk, as an editor tells of them."""

from session import CANCELLED, CONTENT_MODIFIED, SessionTest, between, codes, of

PULLS = {"textDocument": {"diagnostic": {}}}


class DocumentsTest(SessionTest):
    def test_edits_one_letter_after_another(self):
        session = self.start()
        session.begin(PULLS)
        uri = (self.folder / "a.pil").as_uri()
        session.open(uri, "")
        text = 'import os\nprint(f"""\n    "{os.sep} \U0001f600\n\\, 1\n'
        line = column = 0
        for version, letter in enumerate(text, 2):
            session.change(uri, version, {"range": between(line, column, line, column), "text": letter})
            if letter == "\n":
                line, column = line + 1, 0
            else:
                column += 2 if letter > "\uffff" else 1
        self.assertEqual(session.result("textDocument/diagnostic", of(uri))["items"], [])
        session.change(uri, 1000, {"range": between(2, 5, 2, 13), "text": ""})
        self.assertEqual(codes(session.result("textDocument/diagnostic", of(uri))["items"]), ["unused-import"])
        self.assertEqual(session.end(), 0)

    def test_diagnostics_are_pushed_for_the_newest_version(self):
        session = self.start()
        session.begin()
        uri = (self.folder / "a.pil").as_uri()
        session.open(uri, "f(1\n")
        for version in range(2, 200):
            session.change(uri, version, {"text": "import os\n" if version % 2 else "import sys\n"})
        last = 0
        while last < 199:
            pushed = session.told("textDocument/publishDiagnostics")
            self.assertGreater(pushed["version"], last)
            last = pushed["version"]
        self.assertIn("`os`", pushed["diagnostics"][0]["message"])
        session.say("textDocument/didClose", of(uri))
        self.assertEqual(session.told("textDocument/publishDiagnostics")["diagnostics"], [])
        self.assertEqual(session.end(), 0)
        self.assertTrue(session.said.empty())

    def test_requests_are_cancelled_or_stale_or_answered_and_never_lost(self):
        session = self.start()
        session.begin({"general": {"staleRequestSupport": {"cancel": True, "retryOnContentModified": ["textDocument/formatting"]}}})
        uri = (self.folder / "a.pil").as_uri()
        session.open(uri, "x  =  [\n" + "    ,  1\n" * 20000)
        numbers = []
        for version in range(2, 30):
            numbers.append(session.ask("textDocument/formatting", of(uri)))
            numbers.append(session.ask("textDocument/documentSymbol", of(uri)))
            if version % 3 == 0:
                session.say("$/cancelRequest", {"id": numbers[-version % 2 - 1]})
            session.change(uri, version, {"range": between(1, 0, 1, 0), "text": "\n"})
        outcomes = [session.answer(number).get("error", {}).get("code") for number in numbers]
        self.assertEqual(set(outcomes) - {None, CANCELLED, CONTENT_MODIFIED}, set())
        self.assertIn(CONTENT_MODIFIED, outcomes[0::2])
        self.assertNotIn(CONTENT_MODIFIED, outcomes[1::2])
        self.assertEqual(session.end(), 0)

    def test_open_files_come_before_the_disk(self):
        uri = self.write("a.pil", "import os\n")
        session = self.start()
        session.begin(PULLS)
        found = lambda: codes(session.result("textDocument/diagnostic", of(uri))["items"])
        self.assertEqual(found(), ["unused-import"])
        session.open(uri, "x = 1\n")
        self.assertEqual(found(), [])
        session.say("textDocument/didClose", of(uri))
        self.assertEqual(found(), ["unused-import"])
        self.write("a.pil", "f(1\n")
        session.say("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 2}]})
        self.assertIn("unclosed-bracket", found())
        self.assertEqual(session.end(), 0)

    def test_what_the_project_wants_is_what_is_reported(self):
        uri = self.write("project/a.pil", "import os\n")
        settings = self.write("project/pyproject.toml", '[tool.pilcrow]\nignore = ["unused-import"]\n[tool.pilcrow.fmt]\nwidth = 20\n')
        session = self.start()
        session.begin()
        session.open(uri, "import os\nx = function(1111, 2222)\n")
        self.assertEqual(codes(session.told("textDocument/publishDiagnostics")["diagnostics"]), ["undefined-name"])
        self.assertEqual(len(session.result("textDocument/formatting", of(uri))), 1)
        self.write("project/pyproject.toml", "")
        session.say("workspace/didChangeWatchedFiles", {"changes": [{"uri": settings, "type": 2}]})
        pushed = session.told("textDocument/publishDiagnostics")
        self.assertEqual(codes(pushed["diagnostics"]), ["unused-import", "undefined-name"])
        self.assertEqual(session.result("textDocument/formatting", of(uri)), [])
        self.assertEqual(session.end(), 0)

    def test_encodings(self):
        for encoding, column in (("utf-8", 9), ("utf-16", 7), ("utf-32", 6)):
            session = self.start()
            self.assertEqual(
                session.begin({**PULLS, "general": {"positionEncodings": [encoding]}})["positionEncoding"], encoding
            )
            uri = (self.folder / "a.pil").as_uri()
            session.open(uri, '"\U0001f600" + [1\n')
            session.change(uri, 2, {"range": between(0, column, 0, column), "text": "1 + "})
            (found,) = session.result("textDocument/diagnostic", of(uri))["items"]
            self.assertEqual(found["code"], "unclosed-bracket")
            self.assertEqual(found["range"], between(0, column + 4, 0, column + 5))
            self.assertEqual(session.end(), 0)
