#!/usr/bin/env python3
"""Our answers about real libraries beside pyright's, at the places of places.txt. README.md explains.

run.py               against pyright's answers as they are kept in pyright.json; the last line gives the totals of a test
run.py --peer        asks pyright now, and prints the table alone
run.py --update      asks pyright now, and keeps what it says
run.py --answers     also prints every answer
"""

import argparse
import hashlib
import json
import os
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))

import asking  # noqa: E402
import libraries  # noqa: E402
import places  # noqa: E402
import servers  # noqa: E402  (asking.py says where it is)

PILCROW = pathlib.Path(os.environ.get("PILCROW", ROOT / "build" / "release" / "pilcrow")).resolve()
KEPT = HERE / "pyright.json"
LEAST_SHARE = 0.9


def options():
    parser = argparse.ArgumentParser(prog="./dev bench lsp --libraries")
    parser.add_argument("--peer", action="store_true", help="ask pyright now")
    parser.add_argument("--update", action="store_true", help="ask pyright now, and keep its answers")
    parser.add_argument("--answers", action="store_true", help="print every answer")
    return parser.parse_args()


def ask_pilcrow(asked, python):
    settings = {"pilcrow": {"python": str(python)}}
    return asking.answers([str(PILCROW), "lsp"], settings, "pilcrow", asked, libraries.folders(python), places.PROGRAMS, PILCROW)


def ask_pyright(asked, python):
    found = {name: (command, settings) for name, command, _, settings in servers.all_servers(PILCROW, ROOT / "build/bench-peers/lsp")}
    if "pyright" not in found:
        raise SystemExit("pyright cannot be had")
    command, settings = found["pyright"]
    settings = {"python": dict(settings["python"], pythonPath=str(python))}
    return asking.answers(command, settings, "python", asked, libraries.folders(python), places.PROGRAMS, PILCROW)


def state():
    """What the kept answers are about; where it differs, they are of no use."""
    files = [*sorted(places.PROGRAMS.iterdir()), HERE / "places.txt", HERE / "asking.py", HERE / "spelled.py"]
    return {
        "pyright": next(one.partition("==")[2] for one in servers.PEERS if one.startswith("pyright==")),
        "python": libraries.VERSION,
        "libraries": [line for line in libraries.REQUIREMENTS.read_text().splitlines() if "==" in line],
        "programs": hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest(),
    }


def keep(theirs):
    answers = ",\n".join(f"  {json.dumps(place.key)}: {json.dumps(answer)}" for place, answer in theirs.items())
    head = ",\n".join(f" {json.dumps(name)}: {json.dumps(value)}" for name, value in state().items())
    KEPT.write_text(f'{{\n{head},\n "answers": {{\n{answers}\n }}\n}}\n')


def kept(asked):
    data = json.loads(KEPT.read_text())
    if {name: data[name] for name in state()} != state():
        raise SystemExit("pyright.json is about other programs, places or versions: run.py --update makes it anew")
    return {place: data["answers"][place.key] for place in asked}


def known_misses(asked):
    """{place: why} of misses.txt."""
    by_key, found, why = {place.key: place for place in asked}, {}, None
    for number, line in enumerate((HERE / "misses.txt").read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(" "):
            why.append(line.strip())
        elif line in by_key:
            why = found.setdefault(by_key[line], [])
        else:
            raise SystemExit(f"misses.txt:{number}: there is no such place")
    return {place: " ".join(reason) for place, reason in found.items()}


def table(asked, ours, theirs):
    """Prints it; the places where the answers differ, and the share of those that are equal."""
    print("| | asked | pyright answers | equal | share |")
    print("|---|---|---|---|---|")
    misses, totals = [], [0, 0, 0]
    for kind in (*places.KINDS, "all"):
        of_kind = [place for place in asked if kind in (place.kind, "all")]
        answered = [place for place in of_kind if theirs[place]]
        equal = [place for place in answered if ours[place] == theirs[place]]
        print(f"| {kind} | {len(of_kind)} | {len(answered)} | {len(equal)} | {100 * len(equal) / max(1, len(answered)):.0f} % |")
        totals = [len(of_kind), len(answered), len(equal)]
        misses = [place for place in answered if ours[place] != theirs[place]]
    return misses, totals[2] / max(1, totals[1])


def show(place, ours, theirs):
    print(f"{place.key}")
    if place.kind == "members" and ours and theirs:
        print(f"    pyright alone: {', '.join(sorted(set(theirs) - set(ours))) or '–'}")
        print(f"    pilcrow alone: {', '.join(sorted(set(ours) - set(theirs))) or '–'}")
    else:
        print(f"    pyright: {told(theirs)}")
        print(f"    pilcrow: {told(ours)}")


def told(answer):
    if answer is None:
        return f"nothing within {asking.WAIT} s"
    if not answer:
        return "nothing"
    if isinstance(answer, str):
        return answer
    text = " or ".join(f"({', '.join(one)})" if isinstance(one, list) else one for one in answer)
    return text if len(text) < 400 else f"{text[:400]} … ({len(answer)} in all)"


def program_runs(python):
    """The programs are such: nothing is found in them, and main.pil does its work with these libraries."""
    environment = dict(os.environ, PILCROW_PYTHON=str(python))
    for command in (["check", "--quiet", places.PROGRAMS], ["run", places.PROGRAMS / "main.pil"]):
        done = subprocess.run([PILCROW, *command], env=environment, capture_output=True, text=True)
        if done.returncode:
            print(done.stdout + done.stderr)
            return False
    return "nearest: Old-Mill, 17 km" in done.stdout


def main():
    chosen = options()
    asked = places.read()
    if os.environ.get("QUICK") and not (ROOT / "build" / "libraries").exists():
        print("a quick run makes no environment\n0 passed, 0 failed, 1 skipped")
        return 0
    python, problem = libraries.environment()
    if python is None:
        print(f"the libraries cannot be had: {problem}\n0 passed, 0 failed, 1 skipped")
        return 0
    fresh = chosen.peer or chosen.update
    theirs = ask_pyright(asked, python) if fresh else kept(asked)
    if chosen.update:
        keep(theirs)
    ours = ask_pilcrow(asked, python)
    about = state()
    print(f"pyright {about['pyright']}; CPython {about['python']}; {', '.join(about['libraries'][:3])}\n")
    misses, share = table(asked, ours, theirs)
    silent = [place for place in asked if not theirs[place]]
    print(f"\nWhere they differ ({len(misses)}):")
    known = known_misses(asked)
    for place in misses:
        show(place, ours[place], theirs[place])
        print(f"    {known.get(place, 'not in misses.txt')}")
    print(f"\nWhere pyright has no answer ({len(silent)}):")
    for place in silent:
        show(place, ours[place], theirs[place])
    if chosen.answers:
        print("\nWhere they agree:")
        for place in asked:
            if ours[place] == theirs[place] and theirs[place]:
                print(f"{place.key}\n    {told(ours[place])}")
    if fresh:
        return 0
    new = [place for place in misses if place not in known]
    gone = [place for place in known if place not in misses]
    for place in gone:
        print(f"FAILED: {place.key} is equal by now, and stands in misses.txt still")
    failed = len(new) + len(gone) + (share < LEAST_SHARE) + (not program_runs(python))
    print(f"{len(asked) - len(silent) - len(new)} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
