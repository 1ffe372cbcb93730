"""The rows of the table: what is measured, on which texts, and who takes part."""

import json
import os
import subprocess
import time

import edits
import formatting
import machine
from corpus import LINES
from table import Row
from workers import Worker, WorkerFailed, cpu_seconds_of, median, take_turns

EDITS = 300
MEMORY_SIZE = 10_000_000

# Our warnings that ruff has too, and what they are called there.
SAME_RULES = {"undefined-name": "F821", "unused-import": "F401", "unused-local": "F841", "redefinition": "F811"}


def findings_of(command, folder, environment):
    """How many findings of each of the rules that both have."""
    answer = subprocess.run(command, cwd=folder, env=environment, capture_output=True)
    try:
        codes = [finding["code"] for finding in json.loads(answer.stdout)]
    except (ValueError, KeyError, TypeError):
        return "its output is no list of findings"
    return ", ".join(f"{codes.count(ours) + codes.count(theirs)} {ours}" for ours, theirs in SAME_RULES.items())


class Bench:
    def __init__(self, release, build, corpora, found, rounds):
        self.release = release
        self.build = build
        self.corpora = corpora
        self.peers = found
        self.rounds = rounds

    def all_rows(self, sizes):
        """(title, function of the title that gives the Row)"""
        yield "Delimiter tokens and block tree alone, .pil", self.blocks_row
        yield "Full parse, Python layout", self.python_row
        yield "Full parse, Pilcrow layout", self.pilcrow_row
        yield "Full parse of the same programs, .pil beside Python's layout", self.both_row
        yield "Names and lint (check)", self.check_row
        for job, title in formatting.JOBS.items():
            yield title, lambda title, job=job: self.format_row(title, job)
        for kind, meaning in (("content", "a letter in a name"),
                              ("lead", "an item's lead (tree-sitter: a line's indentation)"),
                              ("line", "a new line")):
            yield f"One edit in {LINES[0]} lines: {meaning}", lambda title, kind=kind: self.edit_row(title, kind)
        for command, meaning in (("names", "names and their findings"), ("findings", "new tree and all findings")):
            yield (f"One letter in {LINES[0]} lines: {meaning}",
                   lambda title, command=command: self.findings_row(title, command))
        for layout in ("python", "pilcrow"):
            yield (f"Cost per byte from 1 kB to {sizes[-1] // 1_000_000} MB, {layout} layout",
                   lambda title, layout=layout: self.size_row(title, layout, sizes))
        yield "Peak memory", self.memory_row
        yield "Start: pilcrow --version", self.start_row

    # --- contestants ---

    def our_program(self, name):
        path = self.release / "bench" / name
        if not path.exists():
            raise WorkerFailed(f"{name} is not built")
        return path

    def open_workers(self, commands, stem):
        """{name: command, or why there is none} -> (open workers with the corpus loaded, the reasons)"""
        workers, reasons = {}, {}
        for name, command in commands.items():
            if isinstance(command, (str, WorkerFailed)):
                reasons[name] = command
                continue
            try:
                worker = Worker(command)
                worker.ask(f"load {stem}")
                workers[name] = worker
            except (WorkerFailed, OSError) as failure:
                reasons[name] = failure
        return workers, reasons

    def ours(self, program, *arguments):
        try:
            return [self.our_program(program), *arguments]
        except WorkerFailed as reason:
            return reason

    def peer_commands(self, *keys):
        return {self.peers[key].name: self.peers[key].command or self.peers[key].missing for key in keys}

    def passes(self, row, commands, corpus, unit_of):
        """Lets the workers of `commands` take turns over `corpus`; fills the row's samples."""
        workers, reasons = self.open_workers(commands, corpus.stem)
        repeats = max(1, 2_000_000 // corpus.bytes)
        faulty = {}

        def measure(name, worker):
            nanoseconds = 0
            for _ in range(repeats):
                answer = worker.ask("pass")
                nanoseconds += answer[0]
                faulty[name] = answer[1]
            return unit_of(nanoseconds / repeats, corpus.bytes)

        samples = take_turns({name: lambda name=name, worker=worker: measure(name, worker)
                              for name, worker in workers.items()}, self.rounds)
        for worker in workers.values():
            worker.close()
        row.samples = {name: samples.get(name, reasons.get(name)) for name in commands}
        for name, count in faulty.items():
            if count:
                row.notes.append(f"{name} finds errors in {count} of the {corpus.texts} texts")
        return row

    # --- rows ---

    def blocks_row(self, title):
        row = Row(title, "GB/s", "≥ 1 GB/s", ours=("pilcrow",))
        return self.passes(row, {"pilcrow": self.ours("blocks_worker")}, self.corpora["pilcrow"],
                           lambda nanoseconds, size: size / nanoseconds)

    def parse_commands(self, layout, *keys):
        return {"pilcrow": self.ours("parse_worker", layout), **self.peer_commands(*keys)}

    def python_row(self, title):
        row = Row(title, "MB/s", "≥ 2 × ruff's parser", ours=("pilcrow",))
        return self.passes(row, self.parse_commands("python", "ruff_parser", "cpython", "tree_sitter"),
                           self.corpora["python"], lambda nanoseconds, size: size / nanoseconds * 1000)

    def pilcrow_row(self, title):
        row = Row(title, "MB/s", ours=("pilcrow",))
        return self.passes(row, self.parse_commands("pilcrow"), self.corpora["pilcrow"],
                           lambda nanoseconds, size: size / nanoseconds * 1000)

    def both_row(self, title):
        """Figures are of Python's bytes for everyone: the time of one pass is what counts, and .pil is longer."""
        row = Row(title, "MB/s", "≥ 2 × ruff's parser", ours=("pilcrow, .pil", "pilcrow, .py"))
        if "both-python" not in self.corpora:
            row.samples = {name: "the corpus needs a Python from 3.12 on" for name in row.ours}
            return row
        size = self.corpora["both-python"].bytes
        contestants = {"both-pilcrow": {"pilcrow, .pil": self.ours("parse_worker", "pilcrow")},
                       "both-python": {"pilcrow, .py": self.ours("parse_worker", "python"),
                                       **self.peer_commands("ruff_parser")}}
        workers, samples = {}, {}
        for stem, commands in contestants.items():
            opened, reasons = self.open_workers(commands, self.corpora[stem].stem)
            workers.update(opened)
            samples.update(reasons)
        samples.update(take_turns({name: lambda worker=worker: size / worker.ask("pass")[0] * 1000
                                   for name, worker in workers.items()}, self.rounds))
        for name, worker in workers.items():
            if faulty := worker.ask("pass")[1]:
                row.notes.append(f"{name} finds errors in {faulty} of the {self.corpora['both-python'].texts} texts")
            worker.close()
        row.samples = {name: samples[name] for commands in contestants.values() for name in commands}
        row.notes.append(f"all count the bytes of Python's form, {size / 1e6:.1f} MB; "
                         f"Pilcrow's has {self.corpora['both-pilcrow'].bytes / 1e6:.1f} MB")
        return row

    def check_row(self, title):
        row = Row(title, "MB/s", "≥ 1.5 × ruff", ours=("pilcrow check --jobs 1", "pilcrow, from memory"))
        corpus = self.corpora["python"]
        folder = corpus.stem.parent / "python-files"
        environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
        files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.py"))
        commands = {"pilcrow check --jobs 1": [self.release / "pilcrow", "check", "--jobs", "1", "--quiet", "--format",
                                               "json", "--select", ",".join(SAME_RULES), "--", *files]}
        ruff = self.peers["ruff"]
        for rules in ("F", ",".join(SAME_RULES.values())):
            name = f"{ruff.name} --select {rules}"
            if ruff.command:
                commands[name] = [*ruff.command, rules]
            else:
                row.samples[name] = ruff.missing
        turns = {name: lambda command=command: corpus.bytes / cpu_seconds_of(command, folder, environment) / 1e6
                 for name, command in commands.items()}
        workers, reasons = self.open_workers({"pilcrow, from memory": self.ours("names_worker", "python")}, corpus.stem)
        for name, worker in workers.items():
            turns[name] = lambda worker=worker: corpus.bytes / worker.ask("pass")[0] * 1000
        row.samples.update({**take_turns(turns, self.rounds), **reasons})
        for worker in workers.values():
            worker.close()
        for name, command in commands.items():
            if isinstance(row.samples[name], list):
                row.notes.append(f"{name}: {findings_of(command, folder, environment)}")
        row.notes.append("commands: all of it, with the start, reading the files and JSON of the findings")
        return row

    def format_row(self, title, job):
        folder = self.corpora["python"].stem.parent
        return formatting.row(title, job, self.release / "pilcrow", folder / "python-files",
                              folder / "format-files", self.peers["ruff"], self.rounds)

    def edit_row(self, title, kind):
        row = Row(title, "µs", "median ≤ 20, p99 ≤ 100", ours=("pilcrow",), show_p99=True)
        contestants = {"pilcrow": (self.ours("edit_worker"), "pilcrow", LINES[0])}
        if self.peers["tree_sitter"].command:
            contestants[self.peers["tree_sitter"].name] = (self.peers["tree_sitter"].command, "python", LINES[0])
        longer = f"pilcrow, {LINES[1]} lines"
        contestants[longer] = (self.ours("edit_worker"), "pilcrow", LINES[1])
        workers, reasons, turns = [], {}, {}
        for name, (command, layout, lines) in contestants.items():
            corpus = self.corpora[f"{layout}-lines-{lines}"]
            opened, failed = self.open_workers({name: command}, corpus.stem)
            reasons.update(failed)
            for worker in opened.values():
                workers.append(worker)
                plan = edits.write_plan(corpus, layout, kind, EDITS)
                turns[name] = lambda worker=worker, plan=plan: worker.ask(f"edits {plan}")
        samples = take_turns(turns, self.rounds)
        for worker in workers:
            worker.close()
        for name in contestants:
            rounds = samples.get(name, reasons.get(name))
            row.samples[name] = rounds if isinstance(rounds, (str, WorkerFailed)) else [
                nanoseconds / 1000 for one in rounds for nanoseconds in one]
        peer = self.peers["tree_sitter"]
        if not peer.command:
            row.samples[peer.name] = peer.missing
        row.ours = ("pilcrow", longer)
        if all(isinstance(row.samples[name], list) for name in row.ours):
            growth = (median(row.samples[longer]) - median(row.samples["pilcrow"])) * 1000 / (LINES[1] - LINES[0])
            row.notes.append(f"grows by {growth:.2f} ns for each line of the file "
                             f"(goal: {'0' if kind == 'content' else '≤ 5'})")
        return row

    def findings_row(self, title, command):
        shapes = {"functions": "pilcrow, functions", "class": "pilcrow, one class"}
        goal = {"names": "median ≤ 200", "findings": "p95 ≤ 5000"}[command]
        row = Row(title, "µs", goal, ours=tuple(shapes.values()), show_p99=True)
        workers, turns = [], {}
        for shape, name in shapes.items():
            corpus = self.corpora[f"pilcrow-{shape}"]
            opened, row_reasons = self.open_workers({name: self.ours("edit_worker")}, corpus.stem)
            row.samples.update(row_reasons)
            for worker in opened.values():
                workers.append(worker)
                plan = edits.write_plan(corpus, "pilcrow", "content", EDITS)
                turns[name] = lambda worker=worker, plan=plan: worker.ask(f"{command} {plan}")
        for name, rounds in take_turns(turns, self.rounds).items():
            row.samples[name] = rounds if isinstance(rounds, (str, WorkerFailed)) else [
                nanoseconds / 1000 for one in rounds for nanoseconds in one]
        for worker in workers:
            worker.close()
        return row

    def size_row(self, title, layout, sizes):
        row = Row(title, "ns/byte", "flat", ours=("pilcrow",))
        commands = self.parse_commands(layout, *(["ruff_parser"] if layout == "python" else []))
        for size in sizes:
            name = f"{size // 1000} kB" if size < 1_000_000 else f"{size // 1_000_000} MB"
            needed = 40 * size
            if machine.available_bytes() < needed:
                row.samples[name] = f"not enough memory free ({needed / 1e9:.1f} GB)"
                continue
            part = Row("", "ns/byte")
            self.passes(part, commands, self.corpora[f"{layout}-{size}"],
                        lambda nanoseconds, bytes_: nanoseconds / bytes_)
            for who, samples in part.samples.items():
                row.samples[f"{name}, {who}"] = samples
        row.ours = tuple(name for name in row.samples if name.endswith("pilcrow"))
        figures = [median(row.samples[name]) for name in row.ours if isinstance(row.samples[name], list)]
        if figures:
            row.notes.append(f"pilcrow: the dearest size costs {max(figures) / min(figures):.2f} × the cheapest")
        row.ours += tuple(name for name in row.samples if name not in row.ours)  # no ratio across sizes
        return row

    def memory_row(self, title):
        row = Row(f"{title}, one text of {MEMORY_SIZE // 1_000_000} MB and its tree", "× text", "≤ 15 × the text",
                  ours=("pilcrow, Python layout", "pilcrow, Pilcrow layout"))
        contestants = {"pilcrow, Python layout": (self.ours("parse_worker", "python"), "python"),
                       "pilcrow, Pilcrow layout": (self.ours("parse_worker", "pilcrow"), "pilcrow")}
        for name, command in self.peer_commands("ruff_parser", "cpython", "tree_sitter").items():
            contestants[name] = (command, "python")
        for name, (command, layout) in contestants.items():
            corpus = self.corpora[f"{layout}-{MEMORY_SIZE}"]
            if isinstance(command, (str, WorkerFailed)):
                row.samples[name] = command
                continue
            try:
                with Worker(command) as worker:
                    before, after = worker.ask(f"memory {corpus.stem}")[:2]
                row.samples[name] = [(after - before) * 1024 / corpus.bytes]
            except (WorkerFailed, OSError) as failure:
                row.samples[name] = failure
        return row

    def start_row(self, title):
        row = Row(title, "ms", "≤ 3 ms", ours=("pilcrow --version", "/bin/true"))
        programs = {"pilcrow --version": [str(self.release / "pilcrow"), "--version"], "/bin/true": ["/bin/true"]}
        quiet = os.open(os.devnull, os.O_WRONLY)

        def start(command):
            if not os.path.exists(command[0]):
                raise WorkerFailed(f"there is no {command[0]}")
            begin = time.perf_counter_ns()
            process = os.posix_spawn(command[0], command, os.environ,
                                     file_actions=[(os.POSIX_SPAWN_DUP2, quiet, 1)])
            _, status = os.waitpid(process, 0)
            elapsed = time.perf_counter_ns() - begin
            if status != 0:
                raise WorkerFailed(f"ended with status {os.waitstatus_to_exitcode(status)}")
            return elapsed / 1e6

        row.samples = take_turns({name: lambda command=command: start(command)
                                  for name, command in programs.items()}, 10 * self.rounds)
        os.close(quiet)
        row.notes.append("/bin/true: what starting any program costs here")
        return row
