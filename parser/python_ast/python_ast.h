// What CPython makes of a program: its abstract syntax tree, printed.
//
// The text is, byte for byte, what CPython 3.13's `ast.dump(ast.parse(source), indent=1)` returns
// (no line end behind it), for both layouts. A docstring of Pilcrow's is printed with the plain
// value of its literal, "\nSummary.\nDetails" and the like; inspect.cleandoc has not been applied.
//
// Where CPython's releases differ, this keeps to the language: the text of an f-string's field with
// `=` loses comments but never a `#` inside a string, and a raw f-string's format spec is raw.
#pragma once

#include "parser/syntax/tree.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace pilcrow {

// False where a unit has an error of CodeClass::Syntax or Layout: no program to speak of. Errors
// that relate several units (relations.h) are the caller's to ask for. O(units).
bool has_python_ast(const Tree& tree);

// Why a tree has no such text: one sentence without a full stop.
struct PythonAstError {
    std::string message;
    Position at;
};

// Nodes nested deeper than this are refused, by CPython as well as here.
inline constexpr std::size_t max_python_ast_depth = 10'000;

// Appends the text to `out`. It is refused, and what is in `out` is incomplete, where
//   * the tree has an Error or Missing node, or a clause without its statement;
//   * an escape stands for no character;
//   * an integer has more than 4300 decimal digits;
//   * nodes are nested deeper than max_python_ast_depth.
// Nothing recurses. O(text written).
std::optional<PythonAstError> dump_python_ast(const Tree& tree, std::string& out);

// The same, in pieces of about a megabyte as they come.
using TextSink = std::function<void(std::string_view)>;
std::optional<PythonAstError> dump_python_ast(const Tree& tree, const TextSink& sink);

}  // namespace pilcrow
