// Completion, what is shown beside an item, and help with the call that is being written.

#include "lsp/features/completion/completion.h"
#include "lsp/protocol/completion.h"
#include "lsp/protocol/markup.h"
#include "lsp/server/methods.h"

#include <algorithm>
#include <array>

namespace pilcrow::lsp {
namespace {

// A space asks by itself only where a name begins behind it: an item, or certain keywords.
bool is_worth_asking(const Tree& tree, Position place) {
    if (place.line >= tree.line_count) return false;
    std::string_view before = tree.line_text(place.line).substr(0, place.byte);
    while (before.ends_with(' ')) before.remove_suffix(1);
    const std::size_t first = std::min(before.find_first_not_of(' '), before.size());
    if (before.substr(first) == ",") return true;
    const std::size_t word = before.find_last_of(" ,(") + 1;
    constexpr std::array<std::string_view, 8> words{"import", "from",   "case",     "except",
                                                    "raise",  "global", "nonlocal", "del"};
    return std::find(words.begin(), words.end(), before.substr(word)) != words.end();
}

Json completion_at(Asking& asking) {
    const FilePtr& file = asking.file();
    const Position place = asking.position();
    if (text_at(asking.params(), "context.triggerCharacter") == " " &&
        !is_worth_asking(*file->tree, place)) {
        return nullptr;
    }
    CompletionOptions options;
    options.snippets = asking.client().snippets;
    options.importable = asking.importable();
    const CompletionList list = complete(asking.inference(), file, place, options);
    PlaceWriter places = asking.places(*file);
    return to_json(list, place, places, asking.client());
}

Json resolved(Asking& asking) {
    Json item = asking.params();
    if (!item.is_object()) throw BadParams{"an item of a completion is needed"};
    const CompletionDetail detail =
        resolve(asking.inference(), completion_data_from(required(item, "data")));
    if (!detail.detail.empty()) item["detail"] = detail.detail;
    if (!detail.documentation.empty()) {
        item["documentation"] =
            marked_up(detail.documentation, asking.client().markdown_documentation);
    }
    return item;
}

constexpr Method methods[] = {
    {"textDocument/completion", LaneName::Quick, completion_at, "completionProvider",
     [](const Client&) -> Json {
         return {{"triggerCharacters", {".", "[", "\"", "'", "/", "@", " "}},
                 {"resolveProvider", true},
                 {"completionItem", {{"labelDetailsSupport", true}}}};
     }},
    {"completionItem/resolve", LaneName::Quick, resolved},
};

}  // namespace

std::span<const Method> completion_methods() { return methods; }

}  // namespace pilcrow::lsp
