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
the newline pending; that of a `print` with `start=` stays pending through a flush everywhere. A stream that
is line-buffered or unbuffered shows each text at once, as under Python, and its newline waits; what comes
next is then whatever goes into the same file, so that standard error and output keep their order there.

To see what comes next, the methods of the stream, and of the buffer and the file below it, are wrapped on
these objects themselves, so that they stay the same for everyone who holds them; and so are the functions
of `os` that use a descriptor. Whoever asks for the stream's descriptor is told the newline first, because
what C code writes there cannot be seen, nor can another file object for the same terminal. A stream that
cannot be watched gets its newlines at once.
"""

import atexit
import builtins
import io
import os
import sys
import threading
from _weakref import ref

__all__ = ["print"]

_write_now = builtins.print
_lock = threading.RLock()
_ended = False
_waiting = set()  # the lines whose newline is pending
_ATTRIBUTE = "_pilcrow_line"
# What is about to use the stream, so that it must be told the newline first.
_SETTLING = ("writelines", "close", "detach", "seek", "tell", "truncate", "read", "readline", "readlines", "getvalue")
_BROKEN = (ValueError, OSError, ReferenceError)  # a stream that was closed or dropped behind our back


class _Line:
    """The line that a stream is at. Does not keep the stream alive: that it closes when it is dropped matters."""

    def __init__(self, stream):
        self.at_start = True
        self.pending = False
        self.through_flush = False  # pending, of a print with `start=`
        self.shown = False  # pending, and what stands before it has left the stream
        self.busy = 0  # how many calls of ours into the stream are running
        self.terminal = bool(_ask(stream, "isatty"))
        self.descriptor = _ask(stream, "fileno")
        self.file = _file_of(self.descriptor)
        self._write = _weakly(stream, "write")
        self._flush = _weakly(stream, "flush") if hasattr(stream, "flush") else lambda: None

    def write(self, text):
        self.busy += 1
        try:
            return self._write(text)
        finally:
            self.busy -= 1

    def flush(self):
        self.busy += 1
        try:
            return self._flush()
        finally:
            self.busy -= 1

    def settle(self):
        if self.pending:
            shown = self.shown
            self.drop()
            self.write("\n")
            self.at_start = True
            if shown:
                self.flush()

    def show(self):
        self.shown = self.pending
        return self.flush()

    def drop(self):
        self.pending = self.through_flush = self.shown = False
        _waiting.discard(self)

    def wait(self, through_flush):
        self.pending, self.through_flush = True, through_flush
        _waiting.add(self)


def _ask(stream, name):
    try:
        return getattr(stream, name)()
    except (AttributeError, TypeError, *_BROKEN):
        return None


def _file_of(descriptor):
    """What tells a file from others, a terminal by whatever name; None for what is no descriptor."""
    try:
        return "terminal" if os.isatty(descriptor) else os.fstat(descriptor)[1:3]
    except (TypeError, OSError):
        return None


def _weakly(stream, name):
    """The stream's method, without a reference to the stream."""
    own = vars(stream).get(name)
    if own is not None:
        return own
    held, method = ref(stream), getattr(type(stream), name)

    def call(*arguments, **named):
        stream = held()
        if stream is None:
            raise ReferenceError("the stream is gone")
        return method(stream, *arguments, **named)

    return call


def _settle(lines):
    for line in lines:
        try:
            line.settle()
        except _BROKEN:
            line.drop()


def settle_all():
    with _lock:
        _settle(list(_waiting))


def _settle_for(line):
    """Before something is written to the stream of `line`."""
    line.settle()
    _settle(_shown_in(line.file))


def _shown_in(file):
    return [line for line in _waiting if line.shown and line.file == file is not None]


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


def _watch(stream, line, lock=_lock):
    def write(text):
        with lock:
            _settle_for(line)
            written = line.write(text)
            if text:
                line.at_start = text[-1:] == "\n"
            return written

    def flush():
        with lock:
            if not line.terminal and not line.through_flush:
                line.settle()
            _settle([other for other in _shown_in(line.file) if other is not line])
            return line.show()

    def settling(method):
        def watched(*arguments, **named):
            with lock:
                line.settle()
            return method(*arguments, **named)

        return watched

    def fileno():
        with lock:
            if line.shown:
                line.settle()
        return descriptor()

    def below(method):
        def watched(*arguments, **named):
            with lock:
                if not line.busy:  # not the stream itself
                    _settle_for(line)
            return method(*arguments, **named)

        return watched

    setattr(stream, _ATTRIBUTE, line)
    for name in _SETTLING:
        if hasattr(stream, name):
            setattr(stream, name, settling(_weakly(stream, name)))
    if line.descriptor is not None:
        descriptor = _weakly(stream, "fileno")
        stream.fileno = fileno
    stream.flush = flush
    stream.write = write
    buffer = getattr(stream, "buffer", None)
    for inner in (buffer, getattr(buffer, "raw", None)):
        for name in ("write", "writelines"):
            try:
                setattr(inner, name, below(getattr(inner, name)))
            except (AttributeError, TypeError):
                pass  # there is none, or it cannot be watched


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
        elif line.terminal or getattr(stream, "line_buffering", False) or getattr(stream, "write_through", False):
            line.show()


class _Input:
    """Standard input: what is pending is written before anything is read. All else is the stream's own."""

    def __init__(self, stream):
        self._stream = stream

    def __getattr__(self, name):
        return getattr(self._stream, name)

    @property
    def __class__(self):
        return type(self._stream)

    def read(self, *size):
        settle_all()
        return self._stream.read(*size)

    def readline(self, *size):
        settle_all()
        return self._stream.readline(*size)

    def readlines(self, *hint):
        settle_all()
        return self._stream.readlines(*hint)

    def __iter__(self):
        return self

    def __next__(self):
        settle_all()
        return next(self._stream)

    def __enter__(self):
        self._stream.__enter__()
        return self

    def __exit__(self, *error):
        return self._stream.__exit__(*error)


def _watch_input():
    stream = sys.stdin
    if type(stream) is io.TextIOWrapper:  # and not what another tool has put there for a while
        sys.stdin = _Input(stream)
    buffer = getattr(stream, "buffer", None)
    for inner in (buffer, getattr(buffer, "raw", None)):
        for name in ("read", "read1", "readinto", "readinto1", "readline", "readlines", "readall", "peek"):
            if hasattr(inner, name):
                _before(inner, name, lambda *arguments: settle_all())
    _before(builtins, "input", lambda *arguments: settle_all())


def _before(owner, name, prepare):
    """Has owner.name call prepare, with its own arguments, before it does what it does."""
    function = getattr(owner, name, None)
    if function is None:
        return

    def watched(*arguments, **named):
        if _waiting:
            prepare(*arguments)
        return function(*arguments, **named)

    watched.__name__, watched.__doc__ = name, function.__doc__
    try:
        setattr(owner, name, watched)
    except (AttributeError, TypeError):
        pass  # an object of C code that takes no attributes


def _settle_descriptor(descriptor):
    """Before the descriptor is used."""
    with _lock:
        _settle([line for line in _waiting if line.descriptor == descriptor])
        if any(line.shown for line in _waiting):
            _settle(_shown_in(_file_of(descriptor)))


def _watch_descriptors():
    for name in ("write", "writev", "sendfile", "close", "dup"):
        _before(os, name, lambda descriptor=None, *more: _settle_descriptor(descriptor))
    _before(os, "dup2", lambda source=None, target=None, *more: _settle_descriptor(target))
    for name in ("read", "readv"):
        _before(os, name, lambda descriptor=None, *more: descriptor == 0 and settle_all())
    _before(os, "_exit", lambda *arguments: settle_all())


# Python tells of these before they happen.
_STARTS_A_PROCESS = (
    "subprocess.Popen", "os.system", "os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "_winapi.CreateProcess"
)  # fmt: skip
_OUTPUT_FILES = ("/dev/tty", "/dev/stdout", "/dev/stderr")


def _audit(event, arguments):
    if not _waiting:
        return
    if event in _STARTS_A_PROCESS:
        settle_all()
    elif event == "open" and isinstance(arguments[0], int):
        _settle_descriptor(arguments[0])
    elif event == "open" and arguments[0] in _OUTPUT_FILES:
        settle_all()


def _at_end():
    global _ended
    settle_all()
    _ended = True


for _stream in (sys.stdout, sys.stderr):
    if _stream is not None:
        _line_of(_stream)
_watch_input()
_watch_descriptors()
atexit.register(_at_end)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_lock._at_fork_reinit)
sys.addaudithook(_audit)
