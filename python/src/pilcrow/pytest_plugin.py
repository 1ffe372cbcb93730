"""pytest collects `test_*.pil`, and rewrites their assertions as it does those of `.py` files."""

import ast
import fnmatch
import os

from pilcrow import importer

_config = None


def pytest_configure(config):
    global _config
    _config = config
    importer.rewrite = _rewrite


def pytest_unconfigure(config):
    importer.rewrite = None


def _patterns(config):
    return [
        pattern.removesuffix(".py") + importer.SUFFIX if pattern.endswith(".py") else pattern
        for pattern in config.getini("python_files")
    ]


def _is_test_file(config, path):
    return any(
        fnmatch.fnmatch(path if "/" in pattern else os.path.basename(path), pattern)
        for pattern in _patterns(config)
    )


def pytest_collect_file(file_path, parent):
    if file_path.suffix != importer.SUFFIX:
        return None
    if not parent.session.isinitpath(file_path) and not _is_test_file(parent.config, str(file_path)):
        return None
    return parent.ihook.pytest_pycollect_makemodule(module_path=file_path, parent=parent)


def _rewrite(name, path, source, text):
    if _config.getoption("assertmode", "rewrite") != "rewrite" or not _is_test_file(_config, path):
        return None
    from _pytest.assertion.rewrite import rewrite_asserts

    tree = ast.parse(text, path)
    rewrite_asserts(tree, text.encode(), path, _config)
    return tree
