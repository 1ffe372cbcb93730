// Importing: the edits that bring a name into a file, for completion and as fixes.
#pragma once

#include "lsp/source/source_file.h"
#include "lsp/workspace/symbol_index.h"
#include "parser/diagnostics/diagnostics.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::lsp {

// What `from` could import by a name that matches, as SymbolIndex::importable() has it.
using ImportIndex = std::function<std::vector<Importable>(std::string_view query, NameMatch match,
                                                          const SourceFile& from)>;

// `import module` or `import module as name`, not a name from a module.
bool is_whole_module(const Importable& one);
// The statement, on one line.
std::string import_statement(const Importable& one);
// The name is put behind those that the file imports from that module, else the statement behind
// the file's imports. O(statements of the first level).
std::vector<TextEdit> edits_for_import(const Tree& tree, const Importable& one);

struct ImportFix {
    std::string title;
    std::vector<TextEdit> edits;
};
// The imports that would define what `found` says is not defined, the best first; a few at most.
// Each is a guess at what was meant, and none is safe to be made unseen.
std::vector<ImportFix> import_fixes(const SourceFile& file, const Diagnostic& found,
                                    const ImportIndex& index);

}  // namespace pilcrow::lsp
