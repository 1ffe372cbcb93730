"""Peer: CPython's ast.parse. Speaks the workers' protocol (../README.md): load, pass, memory."""

import ast
import sys
import time
import warnings


def load(stem):
    with open(stem + ".blob", "rb") as file:
        blob = file.read()
    with open(stem + ".index") as file:
        ends = [int(line) for line in file]
    return [blob[begin:end].decode() for begin, end in zip([0] + ends, ends)]


def peak_kilobytes():
    # Not getrusage's ru_maxrss, which begins with what the process that started this one had.
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))


def main():
    warnings.simplefilter("ignore")  # a SyntaxWarning's text is no part of parsing
    texts = []
    for line in sys.stdin:
        command, _, argument = line.rstrip("\n").partition(" ")
        if command == "load":
            texts = load(argument)
            print(sum(len(text.encode()) for text in texts))
        elif command == "pass":
            begin = time.thread_time_ns()
            for text in texts:
                ast.parse(text)
            print(time.thread_time_ns() - begin, 0)
        elif command == "memory":
            before = peak_kilobytes()
            texts = load(argument)
            trees = [ast.parse(text) for text in texts]
            print(before, peak_kilobytes(), len(trees))
        else:
            sys.exit(f"no such command: {command}")
        sys.stdout.flush()


main()
