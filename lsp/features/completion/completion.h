// Completion: what can be written at a place.
//
// complete() answers in the middle of any line, however unfinished: what stands around the cursor
// is read from the tokens before it and from the block tree (context.h), never from a repaired
// text. What fits there comes from providers, one file each (providers.h); ranking.h says in which
// order.
//
// Cost: a millisecond in a file of 6 400 lines, most of it the types that a dot asks for. Nothing
// is kept from one call to the next.
#pragma once

#include "lsp/features/importing.h"
#include "lsp/types/inference.h"
#include "parser/diagnostics/diagnostics.h"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::lsp {

enum class CompletionKind : std::uint8_t {
    Text,
    Function,
    Method,
    Class,
    Module,
    Variable,
    Parameter,
    Field,
    Property,
    Constant,
    EnumMember,
    TypeParameter,
    Keyword,
    Argument,  // a keyword argument, with its `=`
    Key,       // of a mapping
    Value,     // a literal
    File,
    Folder,
    Snippet,
};

// What resolve() needs to find an item again. Plain values: a client hands them back.
struct CompletionData {
    std::string path;     // of the file that was asked, or empty: nothing to be resolved
    Position place{};     // where it was asked
    std::string name;     // the name that is meant
    std::string owner;    // the module that it comes from, for what is imported by itself
    bool member = false;  // an attribute of what stands before the dot
};

struct CompletionItem {
    std::string label;
    CompletionKind kind = CompletionKind::Text;
    std::string detail;  // short: a type, a module, or empty
    // What takes the place of `range`. Of several lines: those behind the first are indented from
    // the beginning of the cursor's line in a snippet, else as they are to stand.
    std::string text;
    Range range{};  // always on one line, around the cursor
    bool snippet = false;
    std::vector<TextEdit> additional;  // elsewhere; they do not overlap `range`
    std::string filter_text;           // what the client filters by, where it is not the label
    std::string sort_text;             // ascending in the order of the items
    std::vector<std::string> commit_characters;
    bool deprecated = false;
    bool preselect = false;
    CompletionData data;
};

struct CompletionList {
    std::vector<CompletionItem> items;  // the best first, at most CompletionOptions::limit
    bool incomplete = false;            // there are more: ask again when more is typed
};

struct FolderEntry {
    std::string name;
    bool is_folder = false;
};
// What lies in a folder, by absolute path.
using FolderLister = std::function<std::vector<FolderEntry>(const std::string& path)>;
// The disk's.
std::vector<FolderEntry> list_folder(const std::string& path);

struct CompletionOptions {
    bool snippets = false;  // the client inserts `$1` and `${1:name}`
    std::size_t limit = 200;
    ImportIndex importable;              // empty: no automatic import
    FolderLister folders = list_folder;  // for paths in strings
};

CompletionList complete(Inference& inference, const FilePtr& file, Position place,
                        const CompletionOptions& options = {});

struct CompletionDetail {
    std::string detail;         // its type or signature, as it is written
    std::string documentation;  // Markdown
};
// What a client shows beside an item that is looked at. Empty where nothing is known, or the file
// is not the same any more.
CompletionDetail resolve(Inference& inference, const CompletionData& data);

}  // namespace pilcrow::lsp
