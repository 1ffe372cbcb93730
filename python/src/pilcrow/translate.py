"""From a `.pil` program to Python: by libpilcrow, in this process; where that is missing, by the executable."""

import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__)) if "__file__" in globals() else ""
_LIBRARY_NAMES = ("libpilcrow.so", "libpilcrow.dylib", "pilcrow.dll")
# Where to look; the executable that runs a program puts its own places here.
library_folders = [_HERE] if _HERE else []
executable = None

_library = None  # loaded at first use; False where there is none


def compile_text(text, path, source):
    """The code of a program's Python form (a text or a tree of ast)."""
    try:
        return compile(text, path, "exec", dont_inherit=True)
    except SyntaxError as error:
        # What Python alone finds stands in the program's own line.
        lines = source.decode("utf-8", "replace").splitlines()
        if error.lineno and error.lineno <= len(lines):
            error.text = lines[error.lineno - 1]
        raise


def python_of(source, path):
    """The line-keeping Python form of a program; a SyntaxError with Pilcrow's own sentence where it has none."""
    library = _load()
    if library:
        return _by_library(library, source, path)
    if executable:
        return _by_executable(source, path)
    raise ImportError("pilcrow: neither libpilcrow nor the executable was found beside this package", path=path)


def _error(source, path, message, help, line, column, end_line, end_column):
    lines = source.decode("utf-8", "replace").splitlines()
    text = lines[line - 1] if line <= len(lines) else ""
    error = SyntaxError(message, (path, line, column, text, end_line, end_column))
    if help:
        error.add_note(f"help: {help}")
    return error


# --- by libpilcrow (parser/c_interface/pilcrow.h) ---


def _load():
    global _library
    if _library is None:
        _library = False
        for folder in library_folders:
            for name in _LIBRARY_NAMES:
                path = os.path.join(folder, name)
                if os.path.exists(path):
                    _library = _declare(path)
                    return _library
    return _library


def _declare(path):
    import ctypes as c

    try:
        library = c.CDLL(path)
    except OSError:
        return False

    class Finding(c.Structure):
        _fields_ = [
            ("code", c.c_char_p),
            ("message", c.c_char_p),
            ("help", c.c_char_p),
            ("severity", c.c_uint32),
            ("line", c.c_uint32),
            ("column", c.c_uint32),
            ("end_line", c.c_uint32),
            ("end_column", c.c_uint32),
        ]

    library.Finding = Finding
    library.pilcrow_keep_lines.argtypes = [
        c.c_char_p, c.c_size_t, c.c_int, c.POINTER(c.c_void_p), c.POINTER(c.c_size_t), c.POINTER(c.c_void_p),
    ]  # fmt: skip
    library.pilcrow_finding_at.argtypes = [c.c_void_p, c.c_size_t, c.POINTER(Finding)]
    library.pilcrow_findings_free.argtypes = [c.c_void_p]
    library.pilcrow_text_free.argtypes = [c.c_void_p]
    library.pilcrow_findings_free.restype = library.pilcrow_text_free.restype = None
    return library


_OK, _HAS_ERRORS, _BAD_ARGUMENT, _TOO_LARGE, _NO_MEMORY = range(5)


def _by_library(library, source, path):
    import ctypes as c

    text, size, errors = c.c_void_p(), c.c_size_t(), c.c_void_p()
    status = library.pilcrow_keep_lines(
        source, len(source), sys.version_info.minor, c.byref(text), c.byref(size), c.byref(errors)
    )
    try:
        if status == _OK:
            return c.string_at(text.value, size.value).decode("utf-8")
        if status == _HAS_ERRORS:
            finding = library.Finding()
            library.pilcrow_finding_at(errors, 0, c.byref(finding))
            raise _error(
                source, path, finding.message.decode(), finding.help.decode(), finding.line, finding.column,
                finding.end_line, finding.end_column,
            )  # fmt: skip
    finally:
        library.pilcrow_text_free(text)
        library.pilcrow_findings_free(errors)
    if status == _TOO_LARGE:
        raise ImportError("pilcrow: the file has 4 GiB or more", path=path)
    raise MemoryError


# --- by the executable ---


def _by_executable(source, path):
    import json
    import subprocess

    target = f"3.{min(sys.version_info.minor, 13)}"
    convert = [executable, "convert", "--to", "python", "--keep-lines", "--target", target, "-"]
    done = subprocess.run(convert, input=source, capture_output=True)
    if done.returncode == 0:
        return done.stdout.decode("utf-8")
    check = subprocess.run([executable, "check", "--format", "json", "-"], input=source, capture_output=True)
    for one in json.loads(check.stdout or b"[]"):
        if one["severity"] == "error":
            raise _error(
                source, path, one["message"], "", one["line"], one["column"], one["endLine"], one["endColumn"]
            )
    raise ImportError(done.stderr.decode("utf-8", "replace").strip(), path=path)
