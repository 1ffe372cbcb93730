"""Running programs as `__main__`, as Python itself runs them."""

import os
import sys

from pilcrow import importer


def run_file(path, arguments, text=None):
    """Runs the `.pil` (or `.py`) file at `path`. `text` is its Python form, if that is known already."""
    sys.argv[:] = [path, *arguments]
    _first_on_path(os.path.dirname(os.path.realpath(path)))
    main = _new_main(path)
    _without_own_frames(lambda: exec(_code_of_file(path, text), main.__dict__))


def run_text(text, name, argv0, arguments, source):
    """Runs a program that stands in no file, in Python's form; `name` is shown in tracebacks."""
    sys.argv[:] = [argv0, *arguments]
    _first_on_path("")
    _show_lines(name, source)
    main = _new_main(None)
    _without_own_frames(lambda: exec(compile(text, name, "exec", dont_inherit=True), main.__dict__))


def run_module(name, arguments):
    """Runs a module of either language, as `python -m` does."""
    import runpy

    sys.argv[:] = [name, *arguments]
    _new_main(None)
    _without_own_frames(lambda: runpy._run_module_as_main(name))


def _code_of_file(path, text):
    if text is not None:
        return compile(text, path, "exec", dont_inherit=True)
    with open(path, "rb") as file:
        source = file.read()
    if path.endswith(".py"):
        return compile(source, path, "exec", dont_inherit=True)
    return importer.code_of("__main__", path, source, cached=False)


def _first_on_path(folder):
    if not sys.flags.safe_path:
        sys.path[:1] = [folder]


def _show_lines(name, source):
    import linecache

    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)


def _new_main(path):
    main = type(sys)("__main__")
    main.__builtins__ = sys.modules["builtins"]
    main.__annotations__ = {}
    if path is not None:
        main.__file__ = path
        main.__cached__ = None
        if not path.endswith(".py"):
            main.__loader__ = importer.PilcrowLoader("__main__", path)
    sys.modules["__main__"] = main
    return main


def _without_own_frames(run):
    """Calls, and shows an exception as if nobody had called."""
    try:
        run()
    except SystemExit:
        raise
    except BaseException as error:
        trace = error.__traceback__
        while trace is not None and trace.tb_frame.f_globals is globals():
            trace = trace.tb_next
        if isinstance(error, SyntaxError):
            _end_at_import(trace)
        sys.excepthook(type(error), error.with_traceback(trace), trace)
        # Python ends the process as the exception asks for; it has been shown.
        sys.excepthook = lambda *shown: None
        raise


def _end_at_import(trace):
    """A module that cannot be read is shown at the import, not at what tried to read it."""
    last = None
    while trace is not None:
        if trace.tb_frame.f_globals.get("__name__", "").partition(".")[0] not in ("importlib", "pilcrow") and (
            not trace.tb_frame.f_code.co_filename.startswith("<frozen importlib")
        ):
            last = trace
        trace = trace.tb_next
    if last is not None:
        last.tb_next = None
