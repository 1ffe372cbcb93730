"""Workers: one process for each contestant, asked for one pass at a time.

All contestants of a row take turns, round after round, so that a machine that slows down or warms up
does so for all of them. A worker answers a line on its standard input with a line of numbers.
"""

import os
import statistics
import subprocess
import time


class WorkerFailed(Exception):
    pass


class Worker:
    def __init__(self, command):
        self.command = [str(part) for part in command]
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)

    def ask(self, line):
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except OSError:
            answer = ""
        if not answer.endswith("\n"):  # it ended, perhaps in the middle of an answer
            self.process.kill()
            _, errors = self.process.communicate()
            raise WorkerFailed(f"'{line.split()[0]}' ended it ({self.process.returncode}) "
                               + " ".join(errors.split())[-200:])
        return [int(word) for word in answer.split()]

    def close(self):
        self.process.kill()
        self.process.communicate()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def cpu_seconds_of(command, folder, environment):
    """CPU time of one run of a program that may end with status 0 or 1 (there were findings)."""
    return seconds_of(command, folder, environment)[0]


def seconds_of(command, folder, environment):
    """CPU time and elapsed time of such a run."""
    begin = time.perf_counter()
    try:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
    except OSError as error:
        raise WorkerFailed(f"{command[0]}: {error.strerror}") from None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise WorkerFailed(f"ended with status {process.returncode}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - begin


def take_turns(contestants, rounds):
    """contestants: {name: function that gives one sample}. Returns {name: samples}; one that fails
    has the WorkerFailed in place of its samples. A first round that is not counted warms up."""
    samples = {name: [] for name in contestants}
    for round_number in range(rounds + 1):
        for name, measure in contestants.items():
            if isinstance(samples[name], WorkerFailed):
                continue
            try:
                sample = measure()
            except WorkerFailed as failure:
                samples[name] = failure
                continue
            if round_number > 0:
                samples[name].append(sample)
    return samples


def median(samples):
    return statistics.median(samples)


def spread(samples):
    """Half the distance from the least to the greatest sample, relative to the median."""
    middle = median(samples)
    return (max(samples) - min(samples)) / 2 / middle if middle else 0.0


def percentile(samples, part):
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]
