// Strings between the layouts: quotes, lines, escapes.
#pragma once

#include "parser/printer/stream.h"

#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::printer {

// A one-line string's text with the quotes that the canonical form has: `"` unless that needs
// escapes. f-strings with quotes inside stay as they are.
void append_with_usual_quotes(std::string_view text, std::uint8_t flags, std::string& out);
// The same view where nothing changes, else kept in `stream`.
std::string_view with_usual_quotes(Stream& stream, std::string_view text, std::uint8_t flags);

// The lines of a string's body, which may end in LF, CR LF or CR. In one that is not raw, a
// backslash at a line's end joins that line and the next; then `joined` holds the text.
std::vector<std::string_view> body_lines(Stream& stream, std::string_view body, bool raw);

// A line of a string between `"""`, not the first, without the escapes of quotes that only Python
// needs: they would close the string, or stand at the end of its last line.
std::string_view without_quote_escapes(Stream& stream, std::string_view line, bool last);

// A plain Python string over several lines, prefix and quotes included, as a literal. What becomes
// one line is returned as text instead, in its usual quotes (`literal.lines` is then empty).
std::string_view literal_of(Stream& stream, std::string_view text, std::uint8_t flags,
                            Literal& literal);

// Opening quotes, prefix included, for Pilcrow and for Python.
std::string pilcrow_opening(const Literal& literal);

// The whole literal as Python's triple-quoted string. With `indent`, a docstring: lines but the
// first are indented, and the quotes stand on a line of their own.
void append_python_literal(const Literal& literal, std::string_view indent, bool docstring,
                           std::string& out);

// A literal of a single line as a string that closes on it, with its usual quotes.
std::string_view one_line_string(Stream& stream, const Literal& literal);

// A docstring's lines without the indentation that Python's need, where inspect.cleandoc gives the
// same for both; else they stay.
void dedent_docstring(Stream& stream, Literal& literal);
// Whether the lines can be indented without changing what inspect.cleandoc gives.
bool can_indent_docstring(const Literal& literal, std::string_view indent);

}  // namespace pilcrow::printer
