// Docstrings as editors show them: Markdown.
//
// Read are plain text and the three usual forms: reStructuredText's fields (`:param x: …`),
// Google's sections (`Args:`) and NumPy's (a title over dashes); examples with `>>>`, literal
// blocks behind
// `::`, bullet lists, ``code`` and roles (:class:`Box`). Whatever is none of these stays text, and
// looks as it is written.
#pragma once

#include <string>
#include <string_view>

namespace pilcrow::lsp {

// `text` is cleaned (inspect.cleandoc). O(text).
std::string markdown_of_docstring(std::string_view text);

}  // namespace pilcrow::lsp
