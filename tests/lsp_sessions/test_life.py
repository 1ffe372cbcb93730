"""How a session begins and ends, also badly."""

import os
import re
import signal
import socket
import subprocess
import sys
import time

from session import NOT_INITIALIZED, PATIENCE, PILCROW, SessionTest, framed, of, place, read_message


class LifeTest(SessionTest):
    def test_a_session_by_the_book_ends_with_0(self):
        session = self.start()
        self.assertEqual(session.error("textDocument/hover"), NOT_INITIALIZED)
        capabilities = session.begin()
        self.assertEqual(capabilities["textDocumentSync"]["change"], 2)
        self.assertEqual(session.end(), 0)

    def test_exit_without_shutdown_ends_with_1(self):
        session = self.start()
        session.begin()
        session.say("exit")
        self.assertEqual(session.wait(), 1)

    def test_a_client_that_closes_its_end_ends_the_server(self):
        session = self.start()
        session.begin()
        session.process.stdin.close()
        self.assertEqual(session.wait(), 1)
        session = self.start()
        session.begin()
        session.result("shutdown")
        session.process.stdin.close()
        self.assertEqual(session.wait(), 0)

    def test_a_client_that_reads_no_more_ends_the_server(self):
        process = subprocess.Popen(
            [PILCROW, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        process.stdin.write(framed({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {}}))
        process.stdin.flush()
        read_message(process.stdout)
        process.stdout.close()
        process.stdin.write(framed({"jsonrpc": "2.0", "id": 1, "method": "nonsense"}))
        process.stdin.flush()
        self.assertEqual(process.wait(PATIENCE), 1)
        self.assertEqual(process.stderr.read(), b"")
        process.stdin.close()
        process.stderr.close()

    def test_a_client_that_stops_reading_does_not_keep_the_server(self):
        process = subprocess.Popen([PILCROW, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(process.stdout.close)
        process.stdin.write(framed({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {}}))
        for number in range(1, 3000):
            process.stdin.write(framed({"jsonrpc": "2.0", "id": number, "method": "x" * 100}))
        process.stdin.write(framed({"jsonrpc": "2.0", "method": "exit"}))
        process.stdin.close()
        self.assertEqual(process.wait(PATIENCE), 1)

    def test_the_end_of_the_clients_process_ends_the_server(self):
        # Its pipes stay open: another process holds them.
        client = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
        session = self.start()
        session.begin(processId=client.pid)
        time.sleep(0.1)
        self.assertIsNone(session.process.poll())
        client.stdin.close()
        client.wait()
        self.assertEqual(session.wait(), 1)

    def test_a_clients_process_on_another_machine_is_not_missed(self):
        client = subprocess.Popen([sys.executable, "-c", ""])
        client.wait()
        session = self.start()
        session.begin(processId=client.pid)
        time.sleep(1.5)
        self.assertEqual(session.end(), 0)

    def test_what_is_sent_before_the_end_is_answered(self):
        done = subprocess.run(
            [PILCROW, "lsp"],
            input=framed({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}})
            + framed({"jsonrpc": "2.0", "id": 2, "method": "shutdown"})
            + framed({"jsonrpc": "2.0", "method": "exit"}),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.stdout.count(b"Content-Length"), 2)
        self.assertEqual(done.stderr, b"")


class SocketTest(SessionTest):
    def talk(self, connection):
        """A short session; its end is the server's."""
        stream = connection.makefile("rb")
        connection.sendall(framed({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}}))
        self.assertEqual(read_message(stream)["result"]["serverInfo"]["name"], "pilcrow")
        connection.sendall(framed({"jsonrpc": "2.0", "id": 2, "method": "shutdown"}))
        self.assertIsNone(read_message(stream)["result"])
        connection.sendall(framed({"jsonrpc": "2.0", "method": "exit"}))
        self.assertIsNone(read_message(stream))
        stream.close()

    def run_server(self, port):
        process = subprocess.Popen([PILCROW, "lsp", "--socket", str(port)], stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.stderr.close)
        return process

    def test_it_listens(self):
        process = self.run_server(0)
        port = int(re.fullmatch(r"pilcrow: listening at port (\d+)\n", process.stderr.readline())[1])
        with socket.create_connection(("127.0.0.1", port)) as connection:
            self.talk(connection)
        self.assertEqual(process.wait(PATIENCE), 0)

    def test_it_connects_where_the_editor_listens(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            process = self.run_server(listener.getsockname()[1])
            connection, _ = listener.accept()
            with connection:
                self.talk(connection)
        self.assertEqual(process.wait(PATIENCE), 0)

    def test_a_client_that_is_killed_ends_it(self):
        process = self.run_server(0)
        port = int(process.stderr.readline().split()[-1])
        code = "import socket, sys; kept = socket.create_connection(('127.0.0.1', int(sys.argv[1]))); print(flush=True); sys.stdin.read()"
        client = subprocess.Popen(
            [sys.executable, "-c", code, str(port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        client.stdout.readline()
        os.kill(client.pid, signal.SIGKILL)
        client.wait()
        client.stdin.close()
        client.stdout.close()
        self.assertEqual(process.wait(PATIENCE), 1)

    def test_a_port_that_cannot_be_had_is_one_sentence(self):
        done = subprocess.run([PILCROW, "lsp", "--socket", "70000"], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)


class IndexTest(SessionTest):
    def test_what_is_asked_at_once_is_answered_in_full(self):
        shared = self.write("shared.pil", "def shared(): pass\n")
        for number in range(150):
            self.write(f"p{number}/use.pil", f"from shared import shared\ndef use_{number}(): shared()\n")
        session = self.start()
        session.begin(rootUri=self.folder.as_uri())
        symbols = session.ask("workspace/symbol", {"query": "use_"})
        name = of(shared, position=place(0, 4))
        references = session.ask("textDocument/references", {**name, "context": {"includeDeclaration": True}})
        renamed = session.ask("textDocument/rename", {**name, "newName": "common"})
        reports = session.ask("workspace/diagnostic", {"previousResultIds": []})
        self.assertEqual(len(session.answer(symbols)["result"]), 150)
        self.assertEqual(len(session.answer(references)["result"]), 301)
        self.assertEqual(len(session.answer(renamed)["result"]["changes"]), 151)
        self.assertEqual(len(session.answer(reports)["result"]["items"]), 151)
        self.assertEqual(session.end(), 0)


class SettingsTest(SessionTest):
    def test_settings_are_asked_for_and_problems_are_told(self):
        session = self.start(environment={"PILCROW_TYPESHED": str(self.folder)})
        session.begin({"workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}}})
        self.assertEqual(session.told("client/registerCapability")["registrations"][0]["id"], "settings")
        asked = session.said.get(timeout=PATIENCE)
        self.assertEqual(asked["method"], "workspace/configuration")
        session.send({"id": asked["id"], "result": [{"python": "/there/is/no/such/python"}]})
        sentence = session.told("window/showMessage")["message"]
        while "/there/is/no/such/python" not in sentence:
            sentence = session.told("window/showMessage")["message"]
        self.assertEqual(session.end(), 0)

    def test_settings_that_come_at_the_start_or_later(self):
        session = self.start()
        session.begin(initializationOptions={"python": "/no/python/1"})
        self.assertIn("/no/python/1", session.told("window/showMessage")["message"])
        session.say("workspace/didChangeConfiguration", {"settings": {"pilcrow": {"python": "/no/python/2"}}})
        self.assertIn("/no/python/2", session.told("window/showMessage")["message"])
        session.say("workspace/didChangeConfiguration", {"settings": {"pilcrow": {"python": 5}}})
        session.say("workspace/didChangeConfiguration", {"settings": 5})
        self.assertEqual(session.end(), 0)
