"""Importing this module lets Python import `.pil` modules and packages, beside `.py` ones.

In each folder of `sys.path`, `name.pil` is the module `name`, and a folder with `__init__.pil` the package;
where there is a `.py` file of the same name, that one is taken, so nothing changes for what works already.
Compiled code is kept in `__pycache__`, by the hash of the source. Processes that multiprocessing spawns can
import `.pil` modules too.
"""

import _frozen_importlib_external as _files
import _imp
import sys

SUFFIX = ".pil"
# A change in what the converter writes must make the cached code stale.
_FORM = b"pilcrow line-keeping form 1\n"

# Called with (name, path, source, text) before code is compiled; what it returns, if not None, is compiled
# in place of the text and is not kept. For tools that rewrite programs, as pytest does its assertions.
rewrite = None
# Gives the source that makes `import pilcrow` possible in a new process; None: the package is a folder.
new_process = None


class PilcrowLoader(_files.FileLoader, _files.SourceLoader):
    """Loads a module from a `.pil` file."""

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        return code_of(fullname, path, self.get_data(path))


def code_of(name, path, source, cached=True):
    """The code of a program: `source` is the bytes of the `.pil` file at `path`."""
    if rewrite is not None:
        from pilcrow import translate

        text = translate.python_of(source, path)
        tree = rewrite(name, path, source, text)
        if tree is not None:
            return translate.compile_text(tree, path, source)
    header = cache = None
    if cached:
        key = _imp.source_hash(int.from_bytes(_files.MAGIC_NUMBER, "little"), _FORM + source)
        header = _files.MAGIC_NUMBER + (0b11).to_bytes(4, "little") + key
        cache = _cache_path(path)
        code = _read_cache(cache, header, path)
        if code is not None:
            return code
    from pilcrow import translate

    code = translate.compile_text(translate.python_of(source, path), path, source)
    if cache is not None and not sys.dont_write_bytecode:
        _write_cache(cache, header, code)
    return code


def _cache_path(path):
    try:
        return _files.cache_from_source(path + ".py")  # name.pil.cpython-313.pyc, no module's own
    except NotImplementedError:
        return None


def _read_cache(cache, header, path):
    import marshal

    try:
        with open(cache, "rb") as file:
            data = file.read()
        if not data.startswith(header):
            return None
        code = marshal.loads(memoryview(data)[len(header) :])
    except (OSError, TypeError, ValueError, EOFError):
        return None
    _imp._fix_co_filename(code, path)
    return code


def _write_cache(cache, header, code):
    import marshal
    import os

    try:
        os.makedirs(os.path.dirname(cache), exist_ok=True)
        _files._write_atomic(cache, header + marshal.dumps(code))
    except OSError:
        pass  # as for `.py` modules: the next process will try again


# Modules of Python's own that are told of `.pil` files, when they are imported and not before.
_TOLD = {"multiprocessing.spawn": "spawning", "inspect": "inspecting", "pdb": "debugging"}


def _tell(module):
    __import__("pilcrow." + _TOLD[module.__name__])
    getattr(sys.modules["pilcrow"], _TOLD[module.__name__]).prepare(module)


class _Teller:
    """Sees those modules as they are imported."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name not in _TOLD:
            return None
        spec = _files.PathFinder.find_spec(name, path)
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module

            def exec_module(module):
                execute(module)
                _tell(module)

            spec.loader.exec_module = exec_module
        return spec


def install():
    """What importing this module does; a second call does nothing."""
    if _Teller in sys.meta_path:
        return
    # In front of the hook for folders that knows `.py` alone.
    at = next(
        (i for i, hook in enumerate(sys.path_hooks) if "FileFinder" in getattr(hook, "__name__", "")),
        len(sys.path_hooks),
    )
    loaders = [*_files._get_supported_file_loaders(), (PilcrowLoader, [SUFFIX])]
    sys.path_hooks.insert(at, _files.FileFinder.path_hook(*loaders))
    sys.path_importer_cache.clear()
    sys.meta_path.insert(0, _Teller)
    for name in _TOLD:
        if name in sys.modules:
            _tell(sys.modules[name])


install()
