"""library_process.py FOLDER TOOLS LIBRARY RESULTS TEST…: runs CPython's tests with FOLDER before the library.

RESULTS becomes a JSON object: `ended`, a (test file, test, how) for each test; `elsewhere`, the modules that FOLDER has and
that were imported from another place.
"""

import sys

folder, tools, library, results = sys.argv[1:5]
tests = sys.argv[5:]
sys.path[0] = folder
sys.path.append(tools)  # pytest, and the package
import pilcrow.importer  # first of all; Python itself has imported none of the modules yet (-S)

import json
import os

import pytest
import test.support

test.support.use_resources = []  # as CPython runs them: nothing that takes minutes
ended = []


class Results:
    def pytest_runtest_logreport(self, report):
        if report.when == "call" or not report.passed:
            self.note(report.nodeid, report.outcome)

    def pytest_collectreport(self, report):
        if report.failed:
            self.note(report.nodeid, "not collected")

    def note(self, nodeid, how):
        path, _, name = nodeid.partition("::")
        ended.append((next(one for one in tests if one in path.replace(os.sep, "/")), name, how))


def path_of(test):
    path = os.path.join(library, "test", test)
    return path if os.path.isdir(path) else path + ".py"


settings = os.path.join(os.path.dirname(results), "pytest.ini")
with open(settings, "w") as file:
    # What CPython would run: unittest's classes alone, those in a package's own file too.
    file.write("[pytest]\npython_files = test_*.py __init__.py\npython_classes = -\npython_functions = -\n")
paths = [path_of(test) for test in tests]
sys.argv[1:] = []
pytest.main(
    ["-q", "-c", settings, "--rootdir", library, "--import-mode=append",
     "-p", "no:cacheprovider", "--tb=short", *paths],
    plugins=[Results()],
)  # fmt: skip


def has(name):
    path = os.path.join(folder, *name.split("."))
    return os.path.exists(path + ".pil") or os.path.exists(os.path.join(path, "__init__.pil"))


elsewhere = [
    name
    for name, module in sys.modules.items()
    if has(name) and not (getattr(module, "__file__", None) or "").startswith(folder + os.sep)
]
with open(results, "w") as file:
    json.dump({"ended": ended, "elsewhere": elsewhere}, file)
