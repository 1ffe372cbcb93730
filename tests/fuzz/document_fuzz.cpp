// A document after any edits equals a parse of its text, and what it says did not change did not.
//
// The input is a text and, behind it, up to eight edits of five bytes: place in the file (2 bytes),
// how many bytes go, which piece comes in their place, and where in that piece's text it begins.

#include "parser/document/document.h"
#include "parser/names/names.h"
#include "parser/parse.h"
#include "tests/fuzz/checks.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace pilcrow;

// What people type and paste: delimiters, openers, closers, ends of lines, whole lines.
constexpr std::array<std::string_view, 40> pieces{
    "",
    "\n",
    " ",
    "    ",
    "\n    ",
    "\n, ",
    "\n    , ",
    "\n\\",
    "\n    \"",
    "\n)",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    "\"",
    "\"\"\"",
    "f\"\"\"{",
    "'''",
    ",",
    "\\",
    "\r\n",
    "\r",
    "#",
    "\t",
    "if x:\n",
    "else",
    "def f(\n",
    "class A:\n    ",
    "@d\n",
    "\n\n\n",
    "= ",
    "lambda: ",
    "\xff",
    "é",
    "    x = f(\n        , a\n    \\.g()\n",
    "f\"{a}",
    ", a\n, b\n",
};

Position position_of(const Tree& tree, std::size_t offset) {
    std::size_t line_begin = 0;
    const std::string text = tree.text();
    std::uint32_t line = 0;
    for (std::size_t at = 0; at < offset; ++at) {
        const bool ends = text[at] == '\n' ||
                          (text[at] == '\r' && (at + 1 >= text.size() || text[at + 1] != '\n'));
        if (!ends) continue;
        line_begin = at + 1;
        ++line;
    }
    return {line, static_cast<std::uint32_t>(offset - line_begin)};
}

void check(const Document& document, const std::string& text) {
    const Tree& tree = document.tree();
    fuzz::require(fuzz::fault_of(tree, text));
    if (!same_tree(tree, parse(text, tree.layout))) {
        fuzz::require("the document differs from a parse of its text");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::size_t edit_count = std::min<std::size_t>(data[size - 1] % 9u, (size - 1) / 5);
    const std::size_t text_size = size - 1 - edit_count * 5;
    std::string text(reinterpret_cast<const char*>(data), text_size);
    const Layout layout = (data[size - 1] & 0x80) != 0 ? Layout::Python : Layout::Pilcrow;
    Document document(text, layout);
    Names names = Names::analyze(document.tree());
    check(document, text);
    for (std::size_t index = 0; index < edit_count; ++index) {
        const std::uint8_t* edit = data + text_size + index * 5;
        const std::size_t begin = (edit[0] * 256u + edit[1]) % (text.size() + 1);
        const std::size_t count = std::min<std::size_t>(
            edit[2] < 128 ? edit[2] % 4u : edit[2] - 120u, text.size() - begin);
        const std::string_view piece = pieces[edit[3] % pieces.size()];
        const std::string_view added = piece.substr(piece.empty() ? 0 : edit[4] % piece.size());
        const Range range{position_of(document.tree(), begin),
                          position_of(document.tree(), begin + count)};
        document.apply({range, added});
        // Between CR and LF is no place: the document says what its text became.
        const bool exact = text.find('\r') == std::string::npos;
        text.replace(begin, count, added);
        const std::string now = document.tree().text();
        if (now != text && exact) {
            fuzz::require("an edit went to another place");
        }
        text = now;
        check(document, text);
        names = Names::analyze(document.tree(), &names);
        std::vector<Diagnostic> kept;
        std::vector<Diagnostic> fresh;
        names.findings(kept);
        Names::analyze(document.tree()).findings(fresh);
        if (kept.size() != fresh.size()) fuzz::require("names kept from before an edit differ");
    }
    return 0;
}
