// One file from its path to its findings: what `check` and `tree` share.
#pragma once

#include "parser/diagnostics/diagnostics.h"
#include "parser/layout/python/source_encoding.h"
#include "parser/syntax/tree.h"

#include <optional>
#include <string>
#include <vector>

namespace pilcrow::cli {

struct Analysis {
    std::string path;
    Tree tree;
    std::vector<Diagnostic> found;            // in text order
    std::optional<SourceError> source_error;  // Python's layout: the bytes are no text
    std::string error;  // the file could not be read: one sentence, nothing else is set
};

// `.py` and `.pyi` files are in Python's layout, all others in Pilcrow's.
Layout layout_of(std::string_view path);

// Reads and parses.
Analysis open_file(const std::string& path);
// Adds everything that can be found: syntax, layout, relations, names.
void find_all(Analysis& analysis);
// Adds what makes a file no program of the language: errors of syntax and layout.
void find_syntax_errors(Analysis& analysis);

}  // namespace pilcrow::cli
