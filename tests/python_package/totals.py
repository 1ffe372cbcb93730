"""Runs the tests of the module that calls: standard error ends with how many passed, failed and were skipped."""

import sys
import unittest


def main():
    result = unittest.main(module="__main__", exit=False, verbosity=0).result
    # Parts of one test fail by themselves; the test counts once.
    failed = len({getattr(test, "test_case", test).id() for test, _ in result.failures + result.errors})
    print(result.testsRun - failed - len(result.skipped), failed, len(result.skipped), file=sys.stderr)
