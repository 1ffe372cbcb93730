"""Commands, help, wrong use, exit statuses, completion scripts."""

import os
import pty
import shutil
import subprocess
import unittest

from support import PILCROW, CommandLineTest


class Usage(CommandLineTest):
    def test_version(self):
        self.assertRegex(self.expect(0, "--version").stdout, r"\Apilcrow \d+\.\d+\.\d+\n\Z")

    def test_every_command_has_help(self):
        for command in ([], ["run"], ["check"], ["fmt"], ["convert"], ["tree"], ["completions"]):
            text = self.expect(0, *command, "--help").stdout
            self.assertIn("Usage: pilcrow", text)
            self.assertIn("--help", text)

    def test_wrong_use_is_one_sentence_and_status_2(self):
        self.write("a.pil", "print(1)\n")
        for arguments in (
            ["check"],
            ["check", "--nope", "a.pil"],
            ["check", "--format", "xml", "a.pil"],
            ["check", "--format"],
            ["check", "--jobs", "many", "a.pil"],
            ["check", "--select", "nope", "a.pil"],
            ["check", "--ignore", "unclosed-bracket", "a.pil"],
            ["tree"],
            ["tree", "a.pil", "b.pil"],
            ["tree", "--lines", "--blocks", "a.pil"],
            ["tree", "none.pil"],
            ["tree", "."],
            ["completions", "tcsh"],
            ["--nope"],
            ["chekc", "a.pil"],
        ):
            with self.subTest(arguments=arguments):
                done = self.expect(2, *arguments)
                self.assertEqual(done.stdout, "")
                self.assert_one_sentence(done.stderr)

    def test_a_misspelling_is_answered_with_what_was_meant(self):
        self.assertIn("did you mean `check`?", self.expect(2, "chekc").stderr)
        self.write("a.pil", "")
        done = self.expect(2, "check", "--select", "unused-imports", "a.pil")
        self.assertIn("did you mean `unused-import`?", done.stderr)

    def test_what_is_not_there_yet_says_so(self):
        self.write("a.pil", "print(1)\n")
        for arguments in (
            ["repl"],
            ["call", "a.pil:f"],
            ["highlight", "a.pil"],
            ["graph", "a.pil:f"],
        ):
            with self.subTest(arguments=arguments):
                done = self.expect(2, *arguments)
                self.assert_one_sentence(done.stderr)
                self.assertIn("is not there yet", done.stderr)

    def test_a_closed_pipe_ends_quietly(self):
        self.write("a.pil", "print(1)\n" * 50000)
        for command in ("tree --lines a.pil", "check --format json a.pil", "tree --json a.pil"):
            for signal in ("", "trap '' PIPE; "):  # which ends the process, or is ignored
                done = subprocess.run(
                    ["bash", "-c", f'{signal}"$0" {command} | head -n 1', PILCROW],
                    capture_output=True,
                    cwd=self.folder,
                    check=False,
                    timeout=60,
                )
                self.assertNotIn(b"cannot be written", done.stderr)
                self.assertNotIn(b"roken pipe", done.stderr)

    def test_output_that_cannot_be_written_is_said(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("this system has no /dev/full")
        self.write("a.pil", "print(1)\n")
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [PILCROW, "tree", "--lines", "a.pil"],
                stdout=full,
                stderr=subprocess.PIPE,
                cwd=self.folder,
                check=False,
                timeout=60,
            )
        self.assertEqual(done.returncode, 2)
        self.assert_one_sentence(done.stderr.decode())

    def test_bash_completes_what_there_is(self):
        script = self.expect(0, "completions", "bash").stdout
        done = subprocess.run(
            [
                "bash",
                "-c",
                'eval "$0"; for words in "pilcrow c" "pilcrow tree --li" "pilcrow check --format s"; do'
                " COMP_WORDS=($words); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _pilcrow;"
                ' echo "${COMPREPLY[@]}"; done',
                script,
            ],
            capture_output=True,
            check=False,
            timeout=60,
        )
        self.assertEqual(done.stderr, b"")
        self.assertEqual(done.stdout.split(b"\n")[:3], [b"check convert completions", b"--lines", b"sarif"])

    def test_zsh_and_fish_accept_their_scripts(self):
        for shell, check in (("zsh", ["zsh", "-n"]), ("fish", ["fish", "--no-execute"])):
            script = self.expect(0, "completions", shell).stdout
            for option in ("lines", "python-ast", "format", "select"):
                self.assertIn(option, script)
            if shutil.which(shell):
                path = self.write(f"completions.{shell}", script)
                subprocess.run([*check, str(path)], check=True, timeout=60)


class Terminal(CommandLineTest):
    def on_a_terminal(self, *arguments, environment=None):
        """What the executable writes where standard output and standard error are a terminal."""
        leader, follower = pty.openpty()
        with subprocess.Popen(
            [PILCROW, *arguments],
            stdout=follower,
            stderr=follower,
            cwd=self.folder,
            env={**os.environ, "TERM": "xterm", "NO_COLOR": "", **(environment or {})},
        ) as process:
            os.close(follower)
            output = b""
            while True:
                try:
                    piece = os.read(leader, 65536)
                except OSError:
                    break
                if not piece:
                    break
                output += piece
            process.wait()
        os.close(leader)
        return output

    def test_colour_is_for_terminals_and_can_be_refused(self):
        self.write("a.pil", "print(1))\n")
        self.assertIn(b"\x1b[1;31merror", self.on_a_terminal("check", "a.pil"))
        for refused in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            self.assertNotIn(b"\x1b[", self.on_a_terminal("check", "a.pil", environment=refused))
        self.assertNotIn("\x1b[", self.run_it("check", "a.pil").stdout)

    def test_progress_is_for_terminals(self):
        for number in range(64):
            self.write(f"many/{number}.pil", "print(1)\n")
        self.assertIn(b"of 64 files", self.on_a_terminal("check", "many"))
        self.assertNotIn("of 64 files", self.run_it("check", "many").stderr)

    def test_text_from_a_file_does_not_steer_the_terminal(self):
        self.write("a.pil", b"x = \x1b[2Jy\x9b1m\n")
        self.assertNotIn(b"\x1b[2J", self.on_a_terminal("check", "a.pil"))
        self.assertNotIn("\x1b", self.run_it("check", "a.pil").stdout)


if __name__ == "__main__":
    unittest.main()
