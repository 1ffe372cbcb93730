"""inspect.getsource and pdb's `ll` for what a `.pil` file defines.

Python finds the end of a definition with its own tokenizer, which brackets that are never closed lead astray.
Where it gives up, the left edge of the lines tells.
"""

_CONTINUES = ("\\", ")", "]", "}")


def prepare(inspect):
    """Adds what is needed to the module inspect."""
    find = inspect.getblock

    def getblock(lines):
        try:
            return find(lines)
        except (SyntaxError, inspect.tokenize.TokenError):
            return block_of(lines)

    getblock.__doc__ = find.__doc__
    inspect.getblock = getblock


def block_of(lines):
    """The lines of the statement that the first one begins, its decorators and its body among them."""
    column = _column(lines[0])
    end, decorated = 1, lines[0].lstrip().startswith("@")
    for at, line in enumerate(lines[1:], 2):
        text = line.strip()
        if not text or text.startswith("#"):
            continue  # part of it only if something of it follows
        if _column(line) <= column and not text.startswith(_CONTINUES):
            if not decorated:
                break
            decorated = text.startswith("@")
        end = at
    return lines[:end]


def _column(line):
    return len(line) - len(line.lstrip(" "))
