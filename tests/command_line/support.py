"""What the tests of the command line share: the executable, and a folder to work in."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PILCROW = os.environ.get("PILCROW", str(ROOT / "build/release/pilcrow"))
CORPUS = ROOT / "tests/corpus"


class CommandLineTest(unittest.TestCase):
    """Each test has a folder of its own, in which the executable runs."""

    maxDiff = None

    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def read(self, name):
        return (self.folder / name).read_bytes()

    def run_it(self, *arguments, stdin=b"", environment=None, prefix=()):
        """The finished process; its output as text."""
        done = subprocess.run(
            [*prefix, PILCROW, *arguments],
            input=stdin if isinstance(stdin, bytes) else stdin.encode(),
            capture_output=True,
            cwd=self.folder,
            env={**os.environ, **(environment or {})},
            check=False,
            timeout=60,
        )
        done.stdout = done.stdout.decode("utf-8", "replace")
        done.stderr = done.stderr.decode("utf-8", "replace")
        return done

    def expect(self, status, *arguments, **more):
        """Runs, and holds the exit status."""
        done = self.run_it(*arguments, **more)
        self.assertEqual(done.returncode, status, f"{arguments}: {done.stdout}{done.stderr}")
        return done

    def found(self, *arguments, **more):
        """What `check --format json` reports."""
        done = self.run_it("check", "--format", "json", *arguments, **more)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return json.loads(done.stdout)

    def codes(self, *arguments, **more):
        return [one["code"] for one in self.found(*arguments, **more)]

    def assert_one_sentence(self, text):
        """An answer of one line, without a trace of the machinery."""
        self.assertEqual(text.count("\n"), 1, text)
        self.assertTrue(text.startswith("pilcrow: "), text)
        self.assertNotIn("terminate", text)
