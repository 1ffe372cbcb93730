"""python -m pilcrow FILE ARG...; python -m pilcrow -m MODULE ARG..."""

import sys

USAGE = """usage: python -m pilcrow FILE [ARG...]        run a .pil program
       python -m pilcrow -m MODULE [ARG...]   run a module, .pil or .py
The command `pilcrow` checks programs and more: pilcrow --help
"""


def main():
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in ("-h", "--help"):
        print(USAGE, end="", file=sys.stdout if arguments else sys.stderr)
        return 0 if arguments else 2
    if arguments[0] == "-m":
        if len(arguments) < 2:
            print("pilcrow: -m needs the name of a module", file=sys.stderr)
            return 2
        from pilcrow import program

        return program.run_module(arguments[1], arguments[2:])
    if arguments[0].startswith("-"):
        print(f"pilcrow: there is no option {arguments[0]} (see python -m pilcrow --help)", file=sys.stderr)
        return 2
    from pilcrow import program

    try:
        open(arguments[0], "rb").close()
    except OSError as error:
        print(f"pilcrow: cannot read {arguments[0]}: {error.strerror}", file=sys.stderr)
        return 2
    return program.run_file(arguments[0], arguments[1:])


if __name__ == "__main__":
    sys.exit(main())
