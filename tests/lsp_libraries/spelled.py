"""Brings what servers show, signatures and types, into one spelling.

Aliases stand for what they are (pyright shows their names), module names and the owners of type variables (`_T@evolve`) are
left out, and the parts of a union are sorted.
"""

import ast
import re

# What pyright names by an alias in the answers, and what that is.
ALIASES = {
    "NDArray": "ndarray[tuple[Any, ...], dtype[{}]]",
    "Series": "ndarray[tuple[Any, ...], dtype[float64]]",
    "_AnyShape": "tuple[Any, ...]",
    "Incomplete": "Any",
    "Unknown": "Any",
}
PARAMETER = "\n    , "  # before one, where a signature is laid out over several lines
OPENING, CLOSING = "([{", ")]}"


def parameter(label, signature):
    """The name of a parameter; empty for the signs `*` and `/`."""
    text = label if isinstance(label, str) else signature[label[0] : label[1]]
    found = re.match(r"\**\s*(\w+)", text)
    return found[1] if found else ""


def hover(text):
    fence = re.search(r"```\w*\n(.*?)\n```", text, re.DOTALL)
    if not fence:
        return ""
    kind, code = re.match(r"(?:\((.*?)\) )?(.*)", fence[1], re.DOTALL).groups()
    code = unhung(re.sub(r"\n# and \d+ more$", "", code))  # overloads that are not shown
    name = re.match(r"(?:def |class |module )?(\w+)", code)
    if name and kind in ("variable", "parameter") and code.startswith("def "):  # a value that can be called
        return f"{name[1]}: {type_text(code[4 + len(name[1]) :])}"
    if code.startswith("def ") or code.startswith("async def "):
        return " or ".join(function(one) for one in re.split(r"\n(?=(?:async )?def )", code))
    if kind in ("class", "type") or code.startswith("class "):
        return "class " + function(re.sub(r"^class ", "", code))
    if kind == "module" or code.startswith("module "):
        return "module " + re.sub(r"^module ", "", code)
    name, _, type_ = code.partition(":")
    return f"{name}: {type_text(type_)}"


def unhung(code):
    """A signature over several lines on one."""
    if "(" + PARAMETER in code:  # Pilcrow's layout
        joined = lambda hung: f"({hung[1].replace(PARAMETER, ', ')}) "
        return re.sub(r"\(\n    , (.*?)(?:\n\\|$|\n(?=def ))", joined, code, flags=re.DOTALL)
    code = re.sub(r"\(\n\s+", "(", code)
    code = re.sub(r",\n\s+", ", ", code)
    return re.sub(r"\n\)", ")", code)


def function(code):
    """`def f(a: int = 1, /, *b) -> float` as `f(a, b) -> float`."""
    name = re.match(r"(?:async )?(?:def )?([\w.]+)", code)[1]
    begin = code.find("(")
    if begin < 0:
        return name
    end = matching(code, begin)
    names = [parameter(one.strip(), "") for one in split(code[begin + 1 : end])]
    result = code[end + 1 :].partition("->")[2].strip().removesuffix(": ...")
    return f"{name}({', '.join(filter(None, names))})" + (f" -> {type_text(result)}" if result else "")


def matching(text, begin):
    depth = 0
    for at in range(begin, len(text)):
        depth += (text[at] in OPENING) - (text[at] in CLOSING)
        if depth == 0:
            return at
    return len(text)


def split(text):
    """At its outer commas."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign in OPENING) - (sign in CLOSING)
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def type_text(text):
    text = re.sub(r"@\w+", "", text.strip()).replace("def (", "(")
    try:
        return spell(ast.parse(text, mode="eval").body)
    except SyntaxError:
        return re.sub(r"\s+", "", text)  # `(int) -> str`, which is no expression


def spell(node):
    match node:
        case ast.Attribute():
            return node.attr
        case ast.Name():
            return ALIASES.get(node.id, node.id)
        case ast.BinOp(op=ast.BitOr()):
            return " | ".join(sorted(set(union(node))))
        case ast.Subscript(value=ast.Name(id="Optional")):
            return " | ".join(sorted({*union(node.slice), "None"}))
        case ast.Subscript():
            inside = ", ".join(map(spell, node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]))
            alias = ALIASES.get(getattr(node.value, "id", ""), "")
            return alias.format(inside) if "{}" in alias else f"{spell(node.value)}[{inside}]"
        case ast.List():
            return f"[{', '.join(map(spell, node.elts))}]"
    return ast.unparse(node)


def union(node):
    if isinstance(node, ast.BinOp):
        return [*union(node.left), *union(node.right)]
    return [spell(node)]
