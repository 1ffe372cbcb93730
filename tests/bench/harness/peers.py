"""The peers: found or built under build/bench-peers. One that a machine cannot have is Missing, with
the reason, and the run goes on."""

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

RUFF_PARSER = "0.0.10"  # the crate ruff_python_parser; also in ruff_parser/Cargo.toml
RUFF = "0.17.5"
TREE_SITTER = "0.25.0"  # npm's tree-sitter (the C library inside it) and tree-sitter-python


@dataclass
class Peer:
    name: str
    command: list | None = None
    missing: str = ""  # why, where there is no command


class CannotBuild(Exception):
    pass


def run(log, folder, *command):
    """Runs a step of a build; what it prints goes to the log."""
    try:
        with open(log, "a") as out:
            print("$", *command, file=out, flush=True)
            subprocess.run([str(part) for part in command], cwd=folder, check=True, stdout=out, stderr=out,
                           stdin=subprocess.DEVNULL, timeout=900)
    except FileNotFoundError:
        raise CannotBuild(f"there is no {command[0]} here") from None
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise CannotBuild(f"{Path(str(command[0])).name} failed, see build/bench-peers/{log.name}") from None


def built(name, folder, sources, build):
    """Calls build(into, log) unless a build from the same sources is there. Returns its folder."""
    into, log = folder / name, folder / f"{name}.log"
    key = hashlib.sha256(b"".join(Path(source).read_bytes() for source in sources)).hexdigest()
    stamp = into / "built-from"
    if not stamp.exists() or stamp.read_text() != key:
        print(f"bench: building the peer {name} (once; it needs the network)", file=sys.stderr)
        into.mkdir(parents=True, exist_ok=True)
        log.unlink(missing_ok=True)
        build(into, log)
        stamp.write_text(key)
    return into


def ruff_parser(folder, here):
    source = here / "ruff_parser"

    def build(into, log):
        # Cargo writes its lock file beside the manifest, so it works on a copy.
        shutil.copytree(source, into, dirs_exist_ok=True)
        run(log, into, "cargo", "build", "--release")

    into = built("ruff_parser", folder, [source / "Cargo.toml", source / "src/main.rs"], build)
    return Peer(f"ruff_python_parser {RUFF_PARSER}", [into / "target/release/ruff_parser"])


def ruff(folder, here):
    def build(into, log):
        run(log, into, sys.executable, "-m", "venv", "venv")
        run(log, into, "venv/bin/python", "-m", "pip", "install", "-q", f"ruff=={RUFF}")

    into = built("ruff", folder, [__file__], build)
    return Peer(f"ruff {RUFF} check",
                [into / "venv/bin/ruff", "check", "--no-cache", "--isolated", "--exit-zero", "--quiet",
                 "--output-format", "json", "--no-respect-gitignore", ".", "--select"])


def tree_sitter(folder, here):
    def build(into, log):
        run(log, into, "npm", "pack", "--silent", f"tree-sitter@{TREE_SITTER}",
            f"tree-sitter-python@{TREE_SITTER}")
        for name in ("tree-sitter", "tree-sitter-python"):
            (into / name).mkdir(exist_ok=True)
            run(log, into, "tar", "xzf", f"{name}-{TREE_SITTER}.tgz", "-C", name, "--strip-components=1")
        library = into / "tree-sitter/vendor/tree-sitter/lib"
        grammar = into / "tree-sitter-python/src"
        run(log, into, "cc", "-O3", "-std=c11", "-D_GNU_SOURCE", f"-I{library / 'src'}",
            f"-I{library / 'include'}", f"-I{grammar}", here / "tree_sitter_python.c",
            library / "src/lib.c", grammar / "parser.c", grammar / "scanner.c", "-o", "worker")

    into = built("tree_sitter", folder, [here / "tree_sitter_python.c"], build)
    return Peer(f"tree-sitter-python {TREE_SITTER}", [into / "worker"])


def cpython(folder, here):
    candidates = ["python3.13"]
    candidates += sorted(Path.home().glob(".pyenv/versions/3.13*/bin/python3.13"), reverse=True)
    candidates += [sys.executable]
    for candidate in candidates:
        try:
            answer = subprocess.run([candidate, "-c", "import platform; print(platform.python_version())"],
                                    capture_output=True, text=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return Peer(f"CPython {answer.stdout.strip()} ast.parse", [candidate, here / "ast_parse.py"])
    raise CannotBuild("no CPython answers")


def all_peers(build, repository):
    """{key: Peer}, in the order of the table."""
    folder, here = build / "bench-peers", repository / "tests/bench/peers"
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for key, name, find in (("ruff_parser", f"ruff_python_parser {RUFF_PARSER}", ruff_parser),
                            ("cpython", "CPython ast.parse", cpython),
                            ("tree_sitter", f"tree-sitter-python {TREE_SITTER}", tree_sitter),
                            ("ruff", f"ruff {RUFF} check", ruff)):
        try:
            found[key] = find(folder, here)
        except CannotBuild as reason:
            found[key] = Peer(name, None, str(reason))
    return found

