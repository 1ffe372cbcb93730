"""What pytest has no hook for: `conftest.pil`, and packages whose `__init__` is a `.pil` file.

pytest asks for conftest.py and __init__.py by name. Where there is none, it is told of the `.pil` file instead.
"""

import importlib.util
import itertools
import sys

from _pytest import config as _config
from _pytest import pathlib as _pathlib

from pilcrow import importer

_MARK = "_pilcrow"


def prepare(manager):
    """Adds what is needed to pytest, and to this plugin manager; a second call does nothing."""
    if not hasattr(_pathlib, _MARK):
        setattr(_pathlib, _MARK, True)
        _pathlib.resolve_package_path = _config.resolve_package_path = _resolve_package_path
        _config.import_path = _with_pil(_config.import_path)
        if hasattr(_pathlib, "_import_module_using_spec"):  # from pytest 8.1 on
            _pathlib._import_module_using_spec = _packages_first(_pathlib._import_module_using_spec)
    if not hasattr(manager, _MARK) and hasattr(manager, "_loadconftestmodules"):  # from pytest 8 on
        setattr(manager, _MARK, True)
        _load_conftests(manager)


def as_py(path):
    """What the file would be called in Python."""
    return str(path).removesuffix(importer.SUFFIX) + ".py"


def is_package(folder):
    return any((folder / f"__init__{suffix}").is_file() for suffix in (".py", importer.SUFFIX))


def _resolve_package_path(path):
    """The outermost of the packages that the path lies in; None if it lies in none."""
    result = None
    for folder in itertools.chain((path,), path.parents):
        if folder.is_dir():
            if not is_package(folder) or not folder.name.isidentifier():
                break
            result = folder
    return result


def _in_place_of(path):
    """The `.pil` file that is taken for a `.py` file; None if the latter is there, or neither."""
    other = path.with_suffix(importer.SUFFIX)
    return other if not path.exists() and other.is_file() else None


def _with_pil(import_path):
    def import_path_with_pil(path, **options):
        return import_path(_in_place_of(path) or path, **options)

    return import_path_with_pil


def _packages_first(import_module):
    """For --import-mode=importlib, which imports packages by their files too."""

    def import_module_in_packages(name, path, *more, **options):
        _import_package(name.rpartition(".")[0], path.parent)
        return import_module(name, path, *more, **options)

    return import_module_in_packages


def _import_package(name, folder):
    init = _in_place_of(folder / "__init__.py")
    if not name or init is None or hasattr(sys.modules.get(name), "__path__"):
        return
    parent, _, inner = name.rpartition(".")
    _import_package(parent, folder.parent)
    loader = importer.PilcrowLoader(name, str(init))
    spec = importlib.util.spec_from_file_location(name, str(init), loader=loader, submodule_search_locations=[str(folder)])
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    if parent in sys.modules:
        setattr(sys.modules[parent], inner, module)


def _load_conftests(manager):
    def load(path, importmode, rootpath, **options):
        folder = manager._get_directory(path)
        if manager._noconftest or folder in manager._dirpath2confmods:
            return
        modules = []
        # From the outermost on, for fixtures of one name. The name conftest.py is what gives them their scope.
        for parent in reversed((folder, *folder.parents)):
            named = parent / "conftest.py"
            if manager._is_in_confcutdir(parent) and (named.is_file() or _in_place_of(named)):
                try:
                    modules.append(manager._importconftest(named, importmode, rootpath, **options))
                except _config.ConftestImportFailure as failure:
                    failure.path = _in_place_of(named) or named
                    raise
        manager._dirpath2confmods[folder] = modules

    manager._loadconftestmodules = load
