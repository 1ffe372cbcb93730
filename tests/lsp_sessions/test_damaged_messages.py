"""What is no message, or none that means anything, is answered and survived."""

import json

from session import INVALID_PARAMS, INVALID_REQUEST, METHOD_NOT_FOUND, PARSE_ERROR, SessionTest, framed, of


class DamagedMessagesTest(SessionTest):
    def complaint(self, session, data):
        session.write(data)
        answer = session.answer(None)
        return answer["error"]["code"], answer["error"]["message"]

    def setUp(self):
        super().setUp()
        self.session = self.start()
        self.session.begin()
        self.uri = (self.folder / "a.pil").as_uri()
        self.session.open(self.uri, "x  =  1\n")

    def tearDown(self):
        edits = self.session.result("textDocument/formatting", of(self.uri))
        self.assertEqual([one["newText"] for one in edits], ["x = 1\n"])
        self.assertEqual(self.session.end(), 0)
        self.assertEqual(self.session.process.stderr.read(), b"")

    def test_no_json(self):
        for body in (b"", b"{", b"{]", b'{"id": 1, "method": }', b"\x00", b"\xff\xfe", b"nul", b'"' + b"x" * 100000):
            self.assertEqual(self.complaint(self.session, framed(body))[0], PARSE_ERROR, body[:20])

    def test_nested_too_deeply(self):
        code, sentence = self.complaint(self.session, framed(b"[" * 5_000_000))
        self.assertEqual((code, sentence), (PARSE_ERROR, "lists and objects are nested too deeply"))
        deep = b'{"jsonrpc": "2.0", "method": "initialized", "params": ' + b'{"a": ' * 100000 + b"1" + b"}" * 100001
        self.assertEqual(self.complaint(self.session, framed(deep))[0], PARSE_ERROR)

    def test_json_that_is_no_message(self):
        for body in ("5", "null", "[]", "{}", '{"id": 1}', '{"method": 1}', '[{"id": 1, "method": "shutdown"}]'):
            self.assertEqual(self.complaint(self.session, framed(body.encode()))[0], INVALID_REQUEST, body)

    def test_headers_that_lead_nowhere(self):
        for header in (
            b"Content-Length: many\r\n\r\n",
            b"Content-Length: -1\r\n\r\n",
            b"Content-Length: 123456789012345678901234567890\r\n\r\n",
            b"Hello\r\n\r\n",
            b"x" * 100000,
        ):
            self.assertEqual(self.complaint(self.session, header)[0], INVALID_REQUEST, header[:40])
            self.assertEqual(self.session.error("nonsense"), METHOD_NOT_FOUND)

    def test_a_huge_length_is_refused_at_once(self):
        session = self.start()
        session.begin()
        code, sentence = self.complaint(session, b"Content-Length: 1000000000000\r\n\r\n")
        self.assertEqual(code, INVALID_REQUEST)
        self.assertIn("1000000000000 bytes", sentence)
        session.process.stdin.close()
        self.assertEqual(session.wait(), 1)

    def test_another_encoding_is_refused(self):
        body = json.dumps({"jsonrpc": "2.0", "id": 99, "method": "nonsense"}).encode("utf-16")
        header = b"Content-Type: application/vscode-jsonrpc; charset=utf-16\r\nContent-Length: %d\r\n\r\n" % len(body)
        self.assertEqual(self.complaint(self.session, header + body), (INVALID_REQUEST, "a message that is not in UTF-8 is passed over"))

    def test_parameters_that_mean_nothing(self):
        for params in (None, 5, "x", [], {}, {"textDocument": None}, {"textDocument": {"uri": 5}}, of("nonsense")):
            self.assertEqual(self.session.error("textDocument/formatting", params), INVALID_PARAMS, params)
        for params in (None, 5, {"textDocument": {"uri": self.uri}}, {"contentChanges": [5]}):
            self.session.say("textDocument/didChange", params)
            self.session.say("textDocument/didOpen", params)
            self.session.say("$/cancelRequest", params)
            self.session.say("workspace/didChangeWatchedFiles", params)
            self.session.say("workspace/didChangeWorkspaceFolders", params)
        self.session.say("textDocument/didClose", {"textDocument": 5})

    def test_half_a_surrogate_pair_is_a_character_like_any_other(self):
        uri = (self.folder / "b.pil").as_uri()
        self.session.open(uri, 'x = "\ud800"\ny  = 2\n')
        edits = self.session.result("textDocument/formatting", of(uri))
        self.assertEqual([one["newText"] for one in edits], ["y = 2\n"])
