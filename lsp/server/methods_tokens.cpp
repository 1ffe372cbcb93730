// Semantic tokens: a whole file's, what changed of them, those of a range.

#include "lsp/features/semantic_tokens.h"
#include "lsp/server/methods.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t numbers_of_a_token = 5;

std::vector<std::uint32_t> numbers(Asking& asking, const Range* range) {
    const SourceFile& file = *asking.file();
    SemanticOptions options;
    options.lexical = !asking.client().augments_tokens;
    if (range != nullptr) options.range = *range;
    options.imported = [&](BlockId block, std::uint32_t token) {
        return imported_type(asking.inference(), asking.file(), block, token);
    };
    const Scopes& scopes = asking.inference().scopes(file);
    PlaceWriter places = asking.places(file);
    std::vector<std::uint32_t> data;
    std::uint32_t last_line = 0;
    std::uint32_t last_column = 0;
    for (const SemanticToken& token : semantic_tokens(scopes, options)) {
        const Position end{token.begin.line, token.begin.byte + token.length};
        const auto column = static_cast<std::uint32_t>(places.column(token.begin));
        const auto length = static_cast<std::uint32_t>(places.column(end)) - column;
        if (token.begin.line != last_line) last_column = 0;
        data.insert(data.end(), {token.begin.line - last_line, column - last_column, length,
                                 static_cast<std::uint32_t>(token.type), token.modifiers});
        last_line = token.begin.line;
        last_column = column;
    }
    return data;
}

// Keeps the numbers, so that the next answer can say what is different from these.
Json whole(Asking& asking, std::vector<std::uint32_t> data) {
    KeptTokens& kept = asking.desk().tokens[asking.file()->path];
    kept.id = std::to_string(++asking.desk().last_tokens_id);
    kept.data = std::move(data);
    return {{"resultId", kept.id}, {"data", kept.data}};
}

Json tokens_of(Asking& asking) { return whole(asking, numbers(asking, nullptr)); }

Json tokens_since(Asking& asking) {
    std::vector<std::uint32_t> data = numbers(asking, nullptr);
    KeptTokens& kept = asking.desk().tokens[asking.file()->path];
    if (kept.id.empty() || kept.id != required_text(asking.params(), "previousResultId")) {
        return whole(asking, std::move(data));
    }
    // What lies between the parts that begin and end alike. Whole tokens are replaced: a client
    // that looks at the numbers of an edit finds tokens.
    const std::vector<std::uint32_t> before = std::move(kept.data);
    const auto [old_begin, new_begin] =
        std::mismatch(before.begin(), before.end(), data.begin(), data.end());
    std::size_t begin = static_cast<std::size_t>(old_begin - before.begin());
    begin -= begin % numbers_of_a_token;
    std::size_t alike = 0;
    const std::size_t most = std::min(before.size(), data.size()) - begin;
    while (alike < most && before[before.size() - 1 - alike] == data[data.size() - 1 - alike]) {
        ++alike;
    }
    alike -= alike % numbers_of_a_token;
    Json edits = Json::array();
    const std::size_t deleted = before.size() - alike - begin;
    const std::vector<std::uint32_t> inserted(data.begin() + static_cast<std::ptrdiff_t>(begin),
                                              data.end() - static_cast<std::ptrdiff_t>(alike));
    if (deleted > 0 || !inserted.empty()) {
        edits.push_back({{"start", begin}, {"deleteCount", deleted}, {"data", inserted}});
    }
    kept.id = std::to_string(++asking.desk().last_tokens_id);
    kept.data = std::move(data);
    return {{"resultId", kept.id}, {"edits", std::move(edits)}};
}

Json tokens_in_range(Asking& asking) {
    const Range range = asking.range();
    return {{"data", numbers(asking, &range)}};
}

constexpr Method methods[] = {
    {"textDocument/semanticTokens/full", LaneName::Quick, tokens_of, "semanticTokensProvider",
     [](const Client&) -> Json {
         return {{"legend",
                  {{"tokenTypes", token_type_names}, {"tokenModifiers", token_modifier_names}}},
                 {"full", {{"delta", true}}},
                 {"range", true}};
     }},
    {"textDocument/semanticTokens/full/delta", LaneName::Quick, tokens_since},
    {"textDocument/semanticTokens/range", LaneName::Quick, tokens_in_range},
};

}  // namespace

std::span<const Method> token_methods() { return methods; }

}  // namespace pilcrow::lsp
