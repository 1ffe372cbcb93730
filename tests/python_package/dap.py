"""A client of the Debug Adapter Protocol, over loopback, for debugpy's adapter."""

import json
import os
import socket
import subprocess
import time

SECONDS = 120


class Adapter:
    """One running adapter. `message` is the last that it sent; each wait reads up to what it waits for."""

    def __init__(self, python, folder):
        self._folder = str(folder)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [python, "-m", "debugpy.adapter", "--host", "127.0.0.1", "--port", str(port)],
            cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._socket = self._connect(port)
        self._file = self._socket.makefile("rb")
        self._sent = 0

    def _connect(self, port):
        end = time.monotonic() + SECONDS
        while True:
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=SECONDS)
            except OSError:
                if time.monotonic() > end or self.process.poll() is not None:
                    raise
                time.sleep(0.05)

    def send(self, command, **arguments):
        self._sent += 1
        text = json.dumps({"seq": self._sent, "type": "request", "command": command, "arguments": arguments})
        self._socket.sendall(f"Content-Length: {len(text)}\r\n\r\n{text}".encode())

    def request(self, command, **arguments):
        """The body of the answer."""
        self.send(command, **arguments)
        answer = self._until(lambda one: one["type"] == "response" and one["request_seq"] == self._sent)
        if not answer["success"]:
            raise AssertionError(f"{command}: {answer}")
        return answer.get("body", {})

    def event(self, name):
        return self._until(lambda one: one["type"] == "event" and one["event"] == name).get("body", {})

    def _until(self, wanted):
        while True:
            size = 0
            while line := self._file.readline().strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    size = int(value)
            if not size:
                raise AssertionError("the adapter ended")
            message = json.loads(self._file.read(size))
            if wanted(message):
                return message

    def launch(self, breakpoints, **what):
        """Starts a program that stops at the breakpoints: {file, relative to the folder: [line, …]}."""
        self.request("initialize", adapterID="pilcrow", linesStartAt1=True, columnsStartAt1=True, pathFormat="path")
        self.send("launch", cwd=self._folder, console="internalConsole", **what)
        self.event("initialized")
        for name, lines in breakpoints.items():
            source = {"path": os.path.join(self._folder, name)}
            self.request("setBreakpoints", source=source, breakpoints=[{"line": line} for line in lines])
        self.request("configurationDone")

    def frames(self):
        """Waits until the program stops; (function, path, line) of each frame, the innermost first, and its id."""
        self.thread = self.event("stopped")["threadId"]
        frames = self.request("stackTrace", threadId=self.thread)["stackFrames"]
        shown = [(one["name"], os.path.relpath(one["source"]["path"], self._folder), one["line"]) for one in frames]
        return shown, frames[0]["id"]

    def go_on(self):
        self.request("continue", threadId=self.thread)

    def close(self):
        self._file.close()
        self._socket.close()
        self.process.terminate()
        self.process.wait(SECONDS)
