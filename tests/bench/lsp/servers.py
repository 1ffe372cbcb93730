"""The servers that take part: ours, and those that PyPI has. Versions are fixed here."""

import os
import subprocess
import sys
from pathlib import Path

PEERS = ("pyright==1.1.414", "ty==0.0.107", "jedi-language-server==0.47.0", "python-lsp-server==1.15.0")


def environment(folder):
    """A virtual environment with the peers in it; why not, where they cannot be had."""
    stamp = folder / "stamp"
    if stamp.exists() and stamp.read_text() == " ".join(PEERS):
        return ""
    for command in ([sys.executable, "-m", "venv", folder], [folder / "bin/python", "-m", "pip", "install", "-q", *PEERS]):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            return (done.stderr.strip().splitlines() or ["it failed"])[-1]
    stamp.write_text(" ".join(PEERS))
    return ""


def all_servers(pilcrow, folder):
    """[(name, command, layout, settings)]; those that are missing are told on standard output."""
    found = [("pilcrow", [str(pilcrow), "lsp"], "pilcrow", {})]
    problem = environment(folder)
    if problem:
        print(f"the peers cannot be had: {problem}")
        return found
    # pyright's package looks for a newer version of itself otherwise.
    os.environ["PYRIGHT_PYTHON_IGNORE_WARNINGS"] = "1"
    os.environ["PYRIGHT_PYTHON_FORCE_VERSION"] = "1.1.414"
    bin_folder = Path(folder) / "bin"
    pyright = {"python": {"analysis": {"diagnosticMode": "openFilesOnly", "typeCheckingMode": "basic"}}}
    found.append(("pyright", [str(bin_folder / "pyright-langserver"), "--stdio"], "python", pyright))
    found.append(("ty", [str(bin_folder / "ty"), "server"], "python", {}))
    found.append(("jedi", [str(bin_folder / "jedi-language-server")], "python", {}))
    found.append(("pylsp", [str(bin_folder / "pylsp")], "python", {}))
    return found
