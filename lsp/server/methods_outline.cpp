// What a file is made of: its symbols, folds, steps of selection, places of the same thing.

#include "lsp/features/document_symbols.h"
#include "lsp/features/folding.h"
#include "lsp/features/highlights.h"
#include "lsp/features/selection_ranges.h"
#include "lsp/protocol/symbols.h"
#include "lsp/server/methods.h"

#include <algorithm>
#include <array>

namespace pilcrow::lsp {
namespace {

Json nested(const DocumentSymbol& symbol, PlaceWriter& places) {
    Json one = {{"name", symbol.name},
                {"kind", number_of(symbol.kind)},
                {"range", places.range(symbol.range)},
                {"selectionRange", places.range(symbol.selection)}};
    if (!symbol.detail.empty()) one["detail"] = symbol.detail;
    if (symbol.deprecated) one["tags"] = Json::array({deprecated_symbol_tag});
    Json children = Json::array();
    for (const DocumentSymbol& child : symbol.children) children.push_back(nested(child, places));
    one["children"] = std::move(children);
    return one;
}

void add_flat(const DocumentSymbol& symbol, const std::string& around, const std::string& uri,
              PlaceWriter& places, Json& all) {
    Json one = {{"name", symbol.name},
                {"kind", number_of(symbol.kind)},
                {"location", {{"uri", uri}, {"range", places.range(symbol.range)}}}};
    if (!around.empty()) one["containerName"] = around;
    if (symbol.deprecated) one["deprecated"] = true;
    all.push_back(std::move(one));
    for (const DocumentSymbol& child : symbol.children) {
        add_flat(child, symbol.name, uri, places, all);
    }
}

Json symbols_of(Asking& asking) {
    const SourceFile& file = *asking.file();
    PlaceWriter places = asking.places(file);
    Json all = Json::array();
    for (const DocumentSymbol& symbol : document_symbols(*file.tree)) {
        if (asking.client().nested_symbols) {
            all.push_back(nested(symbol, places));
        } else {
            add_flat(symbol, {}, asking.uri_of(file), places, all);
        }
    }
    return all;
}

Json folding_ranges(Asking& asking) {
    std::vector<Fold> found = folds(*asking.file()->tree);
    const std::size_t most = asking.client().most_folds;
    if (most > 0 && found.size() > most) {
        // The longest are the ones that are worth folding.
        std::stable_sort(found.begin(), found.end(), [](const Fold& a, const Fold& b) {
            return a.last_line - a.first_line > b.last_line - b.first_line;
        });
        found.resize(most);
    }
    constexpr std::array<const char*, 4> kinds{nullptr, "imports", "comment", "region"};
    Json all = Json::array();
    for (const Fold& fold : found) {
        Json one = {{"startLine", fold.first_line}, {"endLine", fold.last_line}};
        const char* kind = kinds[static_cast<std::size_t>(fold.kind)];
        if (kind != nullptr) one["kind"] = kind;
        all.push_back(std::move(one));
    }
    return all;
}

Json selections_at(Asking& asking) {
    const Tree& tree = *asking.file()->tree;
    PlaceWriter places = asking.places(*asking.file());
    Json all = Json::array();
    for (const Json& position : required_list(asking.params(), "positions")) {
        const Position place = position_from(position, tree, asking.client().unit);
        const std::vector<Range> steps = selection_ranges(tree, place);
        Json selection;
        for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
            Json inner = {{"range", places.range(*step)}};
            if (!selection.is_null()) inner["parent"] = std::move(selection);
            selection = std::move(inner);
        }
        if (selection.is_null()) selection = {{"range", places.range({place, place})}};
        all.push_back(std::move(selection));
    }
    return all;
}

Json highlights_at(Asking& asking) {
    const SourceFile& file = *asking.file();
    const Position place = asking.position();
    const Scopes& scopes = asking.inference().scopes(file);
    PlaceWriter places = asking.places(file);
    Json all = Json::array();
    for (const Highlight& one : highlights(scopes, place)) {
        all.push_back(
            {{"range", places.range(one.range)}, {"kind", static_cast<int>(one.kind) + 1}});
    }
    return all;
}

constexpr Method methods[] = {
    {"textDocument/documentSymbol", LaneName::Quick, symbols_of, "documentSymbolProvider",
     [](const Client&) -> Json { return {{"label", "Pilcrow"}}; }},
    {"textDocument/foldingRange", LaneName::Quick, folding_ranges, "foldingRangeProvider"},
    {"textDocument/selectionRange", LaneName::Quick, selections_at, "selectionRangeProvider"},
    {"textDocument/documentHighlight", LaneName::Quick, highlights_at, "documentHighlightProvider"},
};

}  // namespace

std::span<const Method> outline_methods() { return methods; }

}  // namespace pilcrow::lsp
