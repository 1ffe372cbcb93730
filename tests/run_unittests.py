"""run_unittests.py FOLDER [WORD]...: runs the folder's test_*.py, or those tests whose names hold a word; the last line
gives the totals."""

import pathlib
import sys
import unittest


def main():
    folder = str(pathlib.Path(sys.argv[1]).resolve())
    sys.path.insert(0, folder)
    loader = unittest.TestLoader()
    if len(sys.argv) > 2:
        loader.testNamePatterns = [f"*{word}*" for word in sys.argv[2:]]
    suite = loader.discover(folder)
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=0).run(suite)
    # Parts of one test fail by themselves; the test counts once.
    failed = len({getattr(test, "test_case", test).id() for test, _ in result.failures + result.errors})
    for _, why in result.skipped:
        print(f"skipped: {why}")
    passed = result.testsRun - failed - len(result.skipped)
    print(f"{passed} passed, {failed} failed, {len(result.skipped)} skipped", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
