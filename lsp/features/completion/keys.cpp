// Keys of a mapping: in `d[…]`, in `d.get(…)`, in a display that becomes a TypedDict; with quotes
// or inside them.

#include "lsp/features/completion/wanted.h"

#include <algorithm>

namespace pilcrow::lsp::completion {
namespace {

// The mapping whose key is written at the cursor, as the token behind it; none where there is none.
TokenRef mapping_before(const Question& question) {
    const Tree& tree = question.tree();
    const Frame& frame = question.context.frame();
    if (frame.kind == FrameKind::Subscript && frame.item == 0) {
        return {frame.block, frame.opener};
    }
    if (frame.kind == FrameKind::Call && frame.item == 0 && frame.opener >= 3) {
        const Unit& unit = *tree.unit(frame.block);
        const std::string_view method = tree.token_text(frame.block, frame.opener - 1);
        if (unit.token(frame.opener - 2).kind == TokenKind::Dot &&
            (method == "get" || method == "pop" || method == "setdefault")) {
            return {frame.block, frame.opener - 2};
        }
    }
    return {};
}

// Keys that the program uses with a mapping of that name, where its type tells none.
std::vector<std::string> keys_in_use(const Question& question, TokenRef mapping) {
    std::vector<std::string> found;
    if (!mapping || mapping.token == 0) return found;
    const Tree& tree = question.tree();
    const std::string_view name = tree.token_text(mapping.block, mapping.token - 1);
    const auto entries = tree.reading->entries();
    constexpr std::uint32_t around = 300;  // blocks, each way
    const BlockId begin = mapping.block > around ? mapping.block - around : 0;
    const BlockId end = std::min<BlockId>(mapping.block + around, tree.reading->size());
    for (BlockId block = begin; block < end; ++block) {
        const Unit* unit = entries[block].continues ? nullptr : tree.unit(block);
        if (unit == nullptr) continue;
        for (std::uint32_t at = 0; at + 2 < unit->token_count; ++at) {
            if (unit->token(at).kind != TokenKind::Name ||
                unit->token(at + 1).kind != TokenKind::LeftBracket ||
                unit->token(at + 2).kind != TokenKind::String ||
                tree.token_text(block, at) != name) {
                continue;
            }
            if (question.context.walk.string == TokenRef{block, at + 2}) continue;
            std::string_view text = tree.token_text(block, at + 2);
            if (text.size() < 3 || (text.front() != '"' && text.front() != '\'') ||
                text.back() != text.front() || text.find('\\') != std::string_view::npos) {
                continue;
            }
            text = text.substr(1, text.size() - 2);
            if (std::find(found.begin(), found.end(), text) == found.end()) {
                found.emplace_back(text);
            }
        }
    }
    return found;
}

// What is wanted of the display that the cursor stands in.
TypeRef wanted_of_display(const Question& question) {
    const Frame& frame = question.context.frame();
    const Unit& unit = *question.tree().unit(frame.block);
    for (NodeId id = 1; id < unit.node_count; ++id) {
        if (unit.node(id).kind == NodeKind::CurlyDisplay &&
            unit.node(id).first_token == frame.opener) {
            return question.inference.expected(question.file, {frame.block, id});
        }
    }
    return nullptr;
}

}  // namespace

void offer_keys(const Question& question, Candidates& candidates) {
    const Context& context = question.context;
    const Frame& frame = context.frame();
    const bool in_string = context.what == What::String;
    if (!in_string && !context.element_begins) return;
    std::vector<std::string> keys;
    const TokenRef mapping = mapping_before(question);
    if (mapping) {
        if (const TypeRef type = receiver_type(question, mapping)) {
            keys = question.inference.keys(type);
        }
        if (keys.empty()) keys = keys_in_use(question, mapping);
    } else if (frame.kind == FrameKind::Curly && frame.mode == Mode::Value &&
               frame.block != no_block) {
        if (const TypeRef wanted = wanted_of_display(question)) {
            keys = question.inference.keys(wanted);
        }
    }
    int rank = 0;
    for (const std::string& key : keys) {
        const int points = points::argument + 100 - std::min(++rank, 60);
        if (in_string) {
            candidates.add(key, CompletionKind::Key, points);
        } else {
            // Found by its text: `d[na` brings "name".
            const std::optional<Match> fits = candidates.fit(key);
            if (!fits) continue;
            Candidate made;
            made.label = quoted(key, '"');
            made.kind = CompletionKind::Key;
            made.score = points + points_of(*fits);
            if (!context.prefix.empty()) made.more().filter_text = key;
            candidates.put(std::move(made));
        }
    }
}

}  // namespace pilcrow::lsp::completion
