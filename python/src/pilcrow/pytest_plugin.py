"""pytest collects `.pil` files as it does `.py` files, and rewrites their assertions.

That goes for test modules, packages with `__init__.pil`, `conftest.pil`, modules named to register_assert_rewrite or
pytest_plugins, and, with --doctest-modules, the examples in docstrings.
"""

import ast
import functools
import linecache

import pytest

from pilcrow import importer, pytest_inside

_config = None


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config):
    _begin(early_config)


def pytest_configure(config):
    _begin(config)
    config.pluginmanager.register(_Doctests(), "pilcrow.doctests")


def _begin(config):
    global _config
    _config = config
    importer.rewrite = _rewrite
    pytest_inside.prepare(config.pluginmanager)


def pytest_unconfigure(config):
    importer.rewrite = None


def _is_test_file(config, path):
    from _pytest.pathlib import fnmatch_ex

    names = (str(path), pytest_inside.as_py(path))
    return any(fnmatch_ex(pattern, name) for pattern in config.getini("python_files") for name in names)


def pytest_collect_file(file_path, parent):
    if file_path.suffix != importer.SUFFIX:
        return None
    if not parent.session.isinitpath(file_path) and not _is_test_file(parent.config, file_path):
        return None
    return parent.ihook.pytest_pycollect_makemodule(module_path=file_path, parent=parent)


@pytest.hookimpl(optionalhook=True)  # from pytest 8 on
def pytest_collect_directory(path, parent):
    if pytest_inside.is_package(path) and not (path / "__init__.py").is_file():
        return _Package.from_parent(parent, path=path)
    return None


class _Package(pytest.Package):
    """A folder with `__init__.pil`, whose functions setup_module and teardown_module run around its tests."""

    def setup(self):
        from _pytest.python import importtestmodule

        module = importtestmodule(self.path / f"__init__{importer.SUFFIX}", self.config)
        for names, run in ((("setUpModule", "setup_module"), self._call), (("tearDownModule", "teardown_module"), self._at_end)):
            functions = [getattr(module, name) for name in names if hasattr(module, name)]
            if functions:
                run(functions[0], module)

    def _call(self, function, module):
        function(*[module][: function.__code__.co_argcount])

    def _at_end(self, function, module):
        self.addfinalizer(lambda: self._call(function, module))


class _Doctests:
    """A plugin of its own: a file can be a test module as well."""

    def pytest_collect_file(self, file_path, parent):
        if file_path.suffix != importer.SUFFIX or file_path.stem == "__main__":
            return None
        if not getattr(parent.config.option, "doctestmodules", False):
            return None
        return _doctest_module().from_parent(parent, path=file_path)


@functools.cache
def _doctest_module():
    from _pytest.doctest import DoctestModule

    class PilcrowDoctestModule(DoctestModule):
        def collect(self):
            for item in super().collect():
                _skip_first_lines(item.dtest)
                yield item

    return PilcrowDoctestModule


def _skip_first_lines(test):
    """The value of a docstring begins behind its blank lines; its line number is to be that of its value's first line."""
    if test.lineno is None:
        return
    lines = linecache.getlines(test.filename)
    if test.lineno < len(lines) and lines[test.lineno].rstrip().endswith(('"""', "'''")):
        test.lineno += 1
        while test.lineno < len(lines) and lines[test.lineno].strip() in ("", '"'):
            test.lineno += 1


def _rewrite(name, path, source, text):
    if not _is_rewritten(name, path):
        return None
    from _pytest.assertion.rewrite import rewrite_asserts

    tree = ast.parse(text, path)
    rewrite_asserts(tree, text.encode(), path, _config)
    return tree


def _is_rewritten(name, path):
    from _pytest.assertion.rewrite import AssertionRewritingHook, assertstate_key

    hook = _config.pluginmanager.rewrite_hook
    if not isinstance(hook, AssertionRewritingHook):
        return False  # --assert=plain
    if _is_test_file(_config, path) or (hook.session is not None and hook.session.isinitpath(path)):
        return True
    return hook._should_rewrite(name, pytest_inside.as_py(path), _config.stash[assertstate_key])
