// FileIndex: what is remembered of a file that nobody looks at: what it declares, what it offers
// for import, which words stand in it. Some kilobytes, where its tree has some hundred.
#pragma once

#include "lsp/source/source_file.h"
#include "lsp/workspace/python_version.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::lsp {

enum class IndexedKind : std::uint8_t {
    Class,
    Function,
    Method,
    Variable,
    Constant,  // a variable in capitals
    Field,     // a variable in a class
    TypeAlias,
    Module,  // of names that are imported
};

// A part of FileIndex::texts.
struct TextPart {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
};

inline constexpr std::uint32_t no_symbol = 0xffffffffu;

// A declaration, at the module's level or in what it holds, in text order.
struct IndexedSymbol {
    TextPart name;
    std::uint32_t container = no_symbol;  // index of the symbol around
    Position place{};                     // of the name
    std::uint32_t letters = 0;            // of the name (fuzzy.h)
    IndexedKind kind = IndexedKind::Variable;
    // Nothing beyond ASCII stands before it on its line: columns are the same in all encodings.
    bool ascii = true;
};

// A name that others may import from the module.
struct OfferedName {
    TextPart name;
    std::uint32_t letters = 0;
    IndexedKind kind = IndexedKind::Variable;
    bool listed = false;  // in `__all__`
    // Of a name that is only passed on: the absolute module that it comes from ("" where it is
    // defined here), and its name there ("": it is that module).
    TextPart from;
    TextPart original;
};

struct FileIndex {
    std::string path;
    std::string module;
    Origin origin = Origin::Workspace;
    std::string texts;
    std::vector<IndexedSymbol> symbols;
    std::vector<OfferedName> offered;
    std::vector<TextPart> stars;         // modules whose public names it passes on: `import *`
    std::vector<std::uint64_t> imports;  // import_key of all that it imports, each once
    std::vector<std::uint32_t> words;    // word_key of all words, sorted, each once

    // As they were when it was read, 0 for an open document.
    std::int64_t changed = 0;
    std::int64_t size = 0;

    std::string_view text(TextPart part) const {
        return std::string_view(texts).substr(part.begin, part.size);
    }
    bool has_word(std::uint32_t key) const;
    std::size_t bytes() const;
};
using FileIndexPtr = std::shared_ptr<const FileIndex>;

enum class IndexDepth : std::uint8_t {
    Offers,      // what can be imported from it: a library's
    Everything,  // symbols and words too
};

// O(text). Branches that the version of Python never takes offer nothing.
std::shared_ptr<FileIndex> index_file(const SourceFile& file, PythonVersion version,
                                      IndexDepth depth);

// Names that Python takes as equal have equal keys.
std::uint32_t word_key(std::string_view word);
// Of `from module import name`, or `import module` with an empty name.
std::uint64_t import_key(std::string_view module, std::string_view name);

// --- parts of index_file ---
void index_words(const Tree& tree, std::vector<std::uint32_t>& words);
void index_declarations(const SourceFile& file, PythonVersion version, IndexDepth depth,
                        FileIndex& index);

}  // namespace pilcrow::lsp
