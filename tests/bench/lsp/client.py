"""A language client for measuring: requests over a server's standard streams, diagnostics as they come."""

import json
import os
import queue
import signal
import subprocess
import threading
import time
import urllib.parse

WAIT = 30  # seconds for an answer; a server that takes longer has not answered


def path_of(uri):
    return urllib.parse.unquote(urllib.parse.urlsplit(uri).path)


class Server:
    """One server process with one workspace. `answer` gives a request's result and the seconds that it took."""

    def __init__(self, command, root, settings=None, environment=None, wait=WAIT, options=None):
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=root,
            env=dict(os.environ, **(environment or {})),
            start_new_session=True,
        )
        self.root = root
        self.wait = wait
        self.settings = settings or {}
        self.number = 0
        self.waiting = {}
        self.diagnostics = {}  # by URI: (version or None, list, time that it came)
        self.changed = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()
        self.capabilities = self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": root.as_uri(),
                "workspaceFolders": [{"uri": root.as_uri(), "name": root.name}],
                "capabilities": {
                    "general": {"positionEncodings": ["utf-16"]},
                    "textDocument": {
                        "synchronization": {"didSave": True},
                        "completion": {
                            "completionItem": {"snippetSupport": False},
                            "completionList": {"itemDefaults": ["editRange", "data"]},
                        },
                        "publishDiagnostics": {"versionSupport": True, "relatedInformation": True},
                        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
                        "diagnostic": {"dynamicRegistration": False},
                        "hover": {"contentFormat": ["markdown", "plaintext"]},
                        "definition": {"linkSupport": False},
                        # With it, pyright's definitions are those behind a stub.
                        "declaration": {"linkSupport": False},
                    },
                    "workspace": {"configuration": True, "workspaceFolders": True},
                },
                "initializationOptions": options or {},
            },
        )[0]["capabilities"]
        self.pulls = bool(self.capabilities.get("diagnosticProvider"))
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": self.settings})

    def _read(self):
        stream = self.process.stdout
        while True:
            length = 0
            while True:
                line = stream.readline()
                if not line:
                    return
                if line in (b"\r\n", b"\n"):
                    break
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            message = json.loads(stream.read(length))
            if "method" in message:
                self._from_server(message)
            else:
                waiter = self.waiting.pop(message.get("id"), None)
                if waiter is not None:
                    waiter.put((message.get("result"), time.perf_counter()))

    def _from_server(self, message):
        method, parameters = message["method"], message.get("params")
        if method == "textDocument/publishDiagnostics":
            with self.changed:
                self.diagnostics[parameters["uri"]] = (
                    parameters.get("version"),
                    parameters["diagnostics"],
                    time.perf_counter(),
                )
                self.changed.notify_all()
        elif "id" in message:
            result = None
            if method == "workspace/configuration":
                result = [self._section(item.get("section", "")) for item in parameters["items"]]
            self._send({"jsonrpc": "2.0", "id": message["id"], "result": result})

    def _section(self, name):
        value = self.settings
        for part in filter(None, name.split(".")):
            value = value.get(part, {}) if isinstance(value, dict) else {}
        return value

    def _send(self, message):
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def ask(self, method, parameters, wait=None):
        wait = wait or self.wait
        self.number += 1
        waiter = queue.Queue()
        self.waiting[self.number] = waiter
        begin = time.perf_counter()
        self._send({"jsonrpc": "2.0", "id": self.number, "method": method, "params": parameters})
        try:
            result, end = waiter.get(timeout=wait)
        except queue.Empty:
            return None, wait
        return result, end - begin

    def tell(self, method, parameters):
        self._send({"jsonrpc": "2.0", "method": method, "params": parameters})

    def close(self):
        try:
            self.ask("shutdown", None, 5)
            self.tell("exit", None)
            self.process.wait(5)
        except (OSError, subprocess.TimeoutExpired):
            self.kill()

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)  # some are started by a program that waits for them
        self.process.wait()


class Document:
    """An open file. `change` sends the whole text, which all servers take; `replace` one edit."""

    def __init__(self, server, path, text, language):
        self.server, self.uri, self.version = server, path.as_uri(), 1
        self.text = text
        with server.changed:
            server.diagnostics.pop(self.uri, None)
        server.tell(
            "textDocument/didOpen",
            {"textDocument": {"uri": self.uri, "languageId": language, "version": 1, "text": text}},
        )

    def change(self, text):
        self.version += 1
        self.text = text
        self.server.tell(
            "textDocument/didChange",
            {"textDocument": {"uri": self.uri, "version": self.version}, "contentChanges": [{"text": text}]},
        )

    def replace(self, begin, end, text):
        """Between two (line, character) places of a text in ASCII."""
        self.version += 1
        places = [{"line": line, "character": character} for line, character in (begin, end)]
        self.server.tell(
            "textDocument/didChange",
            {
                "textDocument": {"uri": self.uri, "version": self.version},
                "contentChanges": [{"range": {"start": places[0], "end": places[1]}, "text": text}],
            },
        )

    def close(self):
        self.server.tell("textDocument/didClose", {"textDocument": {"uri": self.uri}})

    def ask(self, what, **parameters):
        return self.server.ask("textDocument/" + what, dict({"textDocument": {"uri": self.uri}}, **parameters))

    def errors(self, quiet=0.25, wait=WAIT):
        """The lines with an error or warning, and the sentences: [(line, end line, message)]. Pulled where the
        server lets one; else what was pushed for this version, or, from servers that give none, the last that came
        before `quiet` seconds of silence."""
        if self.server.pulls:
            result, _ = self.ask("diagnostic")
            found = (result or {}).get("items", [])
        else:
            found = self._pushed(quiet, wait)
        return [
            (one["range"]["start"]["line"], one["range"]["end"]["line"], one["message"])
            for one in found
            if one.get("severity", 1) <= 2
        ]

    def _pushed(self, quiet, wait):
        end = time.perf_counter() + wait
        with self.server.changed:
            while time.perf_counter() < end:
                version, found, came = self.server.diagnostics.get(self.uri, (None, [], None))
                if came is not None and version == self.version:
                    return found
                if came is not None and version is None and time.perf_counter() - came > quiet:
                    return found
                self.server.changed.wait(quiet / 4)
        return []

    def wait_for_push(self, quiet=1, wait=WAIT):
        """The seconds until diagnostics of this version were pushed, or of none."""
        begin = time.perf_counter()
        with self.server.changed:
            while time.perf_counter() - begin < wait:
                version, _, came = self.server.diagnostics.get(self.uri, (None, [], None))
                if came is not None and came > begin and version in (None, self.version):
                    return came - begin
                self.server.changed.wait(quiet)
        return wait

    def completions(self, line, column):
        """The labels that are offered, and the seconds that it took."""
        result, seconds = self.ask("completion", position={"line": line, "character": column}, context={"triggerKind": 1})
        items = result.get("items", []) if isinstance(result, dict) else result or []
        return [item["label"] for item in items], seconds

    def symbols(self):
        result, _ = self.ask("documentSymbol")
        names = []

        def walk(symbols):
            for symbol in symbols:
                names.append(symbol["name"])
                walk(symbol.get("children") or [])

        walk(result or [])
        return names
