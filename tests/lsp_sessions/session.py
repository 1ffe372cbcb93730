"""A client for tests: one `pilcrow lsp` process, messages in and out, whole sessions."""

import contextlib
import json
import os
import pathlib
import queue
import subprocess
import tempfile
import threading
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PILCROW = os.environ.get("PILCROW", str(ROOT / "build/release/pilcrow"))
PATIENCE = float(os.environ.get("PATIENCE", 60))  # seconds; a machine may be busy

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
NOT_INITIALIZED = -32002
CONTENT_MODIFIED = -32801
CANCELLED = -32800


def framed(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def read_message(stream):
    """The next message, or None at the end."""
    length = None
    while True:
        line = stream.readline()
        if not line:
            return None
        line = line.strip()
        if not line:
            break
        name, value = line.split(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return json.loads(stream.read(length))


class Session:
    """`say` and `ask` send, `answer` and `told` wait for what comes."""

    def __init__(self, arguments=(), environment=None, folder=None):
        self.process = subprocess.Popen(
            [PILCROW, "lsp", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env={**os.environ, **(environment or {})},
        )
        self.write, self.stream = self._write, self.process.stdout
        self._start()

    def _write(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def _start(self):
        self.last_id = 0
        self.answers = {}
        self.said = queue.Queue()  # by the server of its own accord
        self.came = threading.Condition()
        self.ended = False
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self):
        while True:
            try:
                message = read_message(self.stream)
            except (OSError, ValueError):
                message = None
            with self.came:
                if message is None:
                    self.ended = True
                elif "method" in message:
                    self.said.put(message)
                else:
                    self.answers.setdefault(message["id"], []).append(message)
                self.came.notify_all()
            if message is None:
                return

    def send(self, message):
        self.write(framed({"jsonrpc": "2.0", **message}))

    def say(self, method, params=None):
        self.send({"method": method, "params": params if params is not None else {}})

    def ask(self, method, params=None):
        """Sends a request; gives its id."""
        self.last_id += 1
        self.send({"id": self.last_id, "method": method, "params": params if params is not None else {}})
        return self.last_id

    def answer(self, number):
        with self.came:
            self.came.wait_for(lambda: self.answers.get(number) or self.ended, PATIENCE)
            if not self.answers.get(number):
                raise AssertionError(f"request {number} was not answered")
            return self.answers[number].pop(0)

    def result(self, method, params=None):
        answer = self.answer(self.ask(method, params))
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']}")
        return answer["result"]

    def error(self, method, params=None):
        return self.answer(self.ask(method, params))["error"]["code"]

    def told(self, method):
        """The parameters of the server's next message of a method; others before it are dropped."""
        while True:
            message = self.said.get(timeout=PATIENCE)
            if message["method"] == method:
                return message["params"]

    def begin(self, capabilities=None, **params):
        result = self.result(
            "initialize", {"processId": None, "rootUri": None, "capabilities": capabilities or {}, **params}
        )
        self.say("initialized")
        return result["capabilities"]

    def open(self, uri, text, version=1, language="pilcrow"):
        document = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.say("textDocument/didOpen", {"textDocument": document})

    def change(self, uri, version, *changes):
        self.say(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": version}, "contentChanges": list(changes)},
        )

    def end(self):
        """Leaves by the book; gives the exit status."""
        self.result("shutdown")
        self.say("exit")
        return self.wait()

    def wait(self):
        """The exit status, once the process has ended by itself."""
        return self.process.wait(PATIENCE)

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.thread.join(PATIENCE)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            with contextlib.suppress(OSError):
                stream.close()


class SessionTest(unittest.TestCase):
    """Each test has a folder of its own."""

    maxDiff = None

    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def start(self, *arguments, **more):
        session = Session(arguments, folder=self.folder, **more)
        self.addCleanup(session.close)
        return session

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path.as_uri()


def of(uri, **more):
    return {"textDocument": {"uri": uri}, **more}


def place(line, character):
    return {"line": line, "character": character}


def between(line, begin, end_line, end):
    return {"start": place(line, begin), "end": place(end_line, end)}


def codes(diagnostics):
    return [one["code"] for one in diagnostics]
