"""Pilcrow's `print`: the newline that ends a line is written when something else begins.

    print("step 1")
    for chunk in download():
        print(start=".")
    print("step 2")

prints `step 1....` and, on a new line, `step 2`. A module that says `start=` imports its `print` from here;
programs that do not say it never meet this module, and print the same bytes with either.

The newline that ends a `print` is **pending**: it is written before whatever comes next to that stream
(where both standard streams are one terminal: to either of them), before standard input is read or a
process is started, at the program's end, and by a flush. On a terminal a flush shows the text and leaves
the newline pending; that of a `print` with `start=` stays pending through a flush everywhere.

To see what comes next, the stream's own methods are wrapped on the stream itself, so that it stays the same
object for everyone who holds it. A stream that cannot be watched gets its newlines at once.
"""

import atexit
import builtins
import io
import os
import sys
import threading

__all__ = ["print"]

_write_now = builtins.print
_lock = threading.RLock()
_ended = False
_waiting = set()  # the lines whose newline is pending
_ATTRIBUTE = "_pilcrow_line"
# What is about to use the stream, so that it must be told the newline first.
_SETTLING = ("writelines", "close", "detach", "seek", "tell", "truncate", "read", "readline", "readlines", "getvalue")
_STARTS_A_PROCESS = ("subprocess.Popen", "os.system", "os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn")


class _Line:
    """The line that a stream is at."""

    def __init__(self, stream):
        self.at_start = True
        self.pending = False
        self.through_flush = False  # pending, of a print with `start=`
        self.flushed = False  # pending, and what stands before it was flushed
        try:
            self.terminal = stream.isatty()
        except (AttributeError, ValueError):
            self.terminal = False
        self.write = stream.write
        self.flush = getattr(stream, "flush", lambda: None)

    def settle(self):
        if self.pending:
            flushed = self.flushed
            self.drop()
            self.write("\n")
            self.at_start = True
            if flushed:
                self.flush()

    def drop(self):
        self.pending = self.through_flush = self.flushed = False
        _waiting.discard(self)

    def wait(self, through_flush):
        self.pending, self.through_flush = True, through_flush
        _waiting.add(self)


def _settle_all():
    with _lock:
        for line in list(_waiting):
            try:
                line.settle()
            except ValueError:  # closed behind our back
                line.drop()


def _settle_for(line):
    """Before something is written to the stream of `line`."""
    line.settle()
    if line.terminal:
        for other in list(_waiting):
            if other.terminal:
                other.settle()


def _line_of(stream):
    """The line of a stream that is being watched; None if it cannot be."""
    try:
        return vars(stream)[_ATTRIBUTE]
    except (TypeError, KeyError):
        pass
    try:
        line = _Line(stream)
        _watch(stream, line)
    except (AttributeError, TypeError):
        return None
    return line


def _watch(stream, line):
    write, flush = line.write, line.flush

    def watched_write(text):
        with _lock:
            _settle_for(line)
            written = write(text)
            if text:
                line.at_start = text[-1:] == "\n"
            return written

    def watched_flush():
        with _lock:
            if not line.terminal and not line.through_flush:
                line.settle()
            line.flushed = line.pending
            return flush()

    def settling(method):
        def watched(*arguments, **named):
            with _lock:
                line.settle()
            return method(*arguments, **named)

        return watched

    setattr(stream, _ATTRIBUTE, line)
    for name in _SETTLING:
        if hasattr(stream, name):
            setattr(stream, name, settling(getattr(stream, name)))
    stream.flush = watched_flush
    stream.write = watched_write


def print(*values, sep=" ", start=None, end="\n", file=None, flush=False):
    """Writes the values, and the newline at the end of `end` when something else begins.

    start: what is written instead of the newline that ends the line before, so that the values go on with
        that line. Where the stream stands at the beginning of a line, one newline at its own beginning is
        left out: a text that begins with a newline begins on a fresh line, and on exactly one.

    The others are those of Python's print.
    """
    if start is not None and not isinstance(start, str):
        raise TypeError(f"start must be None or a string, not {type(start).__name__}")
    stream = sys.stdout if file is None else file
    if stream is None:
        return
    if end is None:
        end = "\n"
    with _lock:
        line = None if _ended else _line_of(stream)
        if line is None or not isinstance(end, str):
            _write_now(start or "", end="", file=stream)
            _write_now(*values, sep=sep, end=end, file=stream, flush=flush)
            return
        if start is not None:
            line.drop()
            if line.at_start and start[:1] == "\n":
                start = start[1:]
        _settle_for(line)
        if start:
            stream.write(start)
        ends_line = end.endswith("\n")
        _write_now(*values, sep=sep, end=end[:-1] if ends_line else end, file=stream)
        if ends_line:
            line.wait(start is not None)
        if flush:
            stream.flush()
        elif line.terminal:
            line.flush()


class _Input(io.TextIOWrapper):
    """Standard input: what is pending is written before anything is read."""

    def read(self, *size):
        _settle_all()
        return super().read(*size)

    def readline(self, *size):
        _settle_all()
        return super().readline(*size)

    def __next__(self):
        _settle_all()
        return super().__next__()


def _watch_input():
    stdin = sys.stdin
    if type(stdin) is io.TextIOWrapper:
        sys.stdin = _Input(
            stdin.buffer,
            encoding=stdin.encoding,
            errors=stdin.errors,
            line_buffering=stdin.line_buffering,
        )
        sys.stdin.mode = "r"
    read_line = builtins.input

    def input(prompt="", /):
        _settle_all()
        return read_line(prompt)

    input.__doc__ = read_line.__doc__
    builtins.input = input


def _at_end():
    global _ended
    _settle_all()
    _ended = True


def _audit(event, arguments):
    if event in _STARTS_A_PROCESS and _waiting:
        _settle_all()


for _stream in (sys.stdout, sys.stderr):
    if _stream is not None:
        _line_of(_stream)
_watch_input()
atexit.register(_at_end)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_lock._at_fork_reinit)
sys.addaudithook(_audit)
