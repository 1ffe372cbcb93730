#include "lsp/features/completion/usage.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace pilcrow::lsp::completion {
namespace {

constexpr std::uint32_t most_tokens_before = 4000;
constexpr std::uint32_t most_tokens_after = 2000;

}  // namespace

std::size_t Usage::find(std::string_view word, std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        const Slot& slot = slots_[at];
        if (slot.word.empty() || (slot.hash == hash && slot.word == word)) return at;
    }
}

void Usage::grow() {
    std::vector<Slot> old = std::move(slots_);
    slots_.assign(old.size() * 2, {});
    for (const Slot& slot : old) {
        if (!slot.word.empty()) slots_[find(slot.word, slot.hash)] = slot;
    }
}

Usage::Weights& Usage::slot(std::string_view word) {
    const std::uint64_t hash = std::hash<std::string_view>{}(word);
    std::size_t at = find(word, hash);
    if (slots_[at].word.empty()) {
        if (++used_ * 2 > slots_.size()) {
            grow();
            at = find(word, hash);
        }
        slots_[at].hash = hash;
        slots_[at].word = word;
    }
    return slots_[at].weights;
}

const Usage::Weights& Usage::of(std::string_view word) const {
    static const Weights none;
    const Slot& slot = slots_[find(word, std::hash<std::string_view>{}(word))];
    return slot.word.empty() ? none : slot.weights;
}

void Usage::unit(const Tree& tree, BlockId block, float weight, const Context& context) {
    const Unit* unit = tree.unit(block);
    if (unit == nullptr) return;
    const auto tokens = unit->tokens();
    // The text of its first segment, or in Python's layout all of it.
    const char* const own = tree.own_text(block, 0, 0).data();
    const std::uint32_t own_end = unit->segment_count > 1 && tree.layout == Layout::Pilcrow
                                      ? unit->segments()[1].own_begin
                                      : unit->own_size;
    const auto text_of = [&](std::uint32_t index) -> std::string_view {
        const Token& token = tokens[index];
        if (token.kind == TokenKind::String || token.kind == TokenKind::FStringMiddle) return "\"";
        if (token.end > own_end) return tree.token_text(block, index);
        return {own + token.begin, token.end - token.begin};
    };
    constexpr std::uint32_t none = 0xffffffffu;
    const auto said = [&](std::uint32_t index) {
        return index == none ? std::string_view{} : text_of(index);
    };
    std::uint32_t before = none;
    std::uint32_t previous = none;
    for (std::uint32_t index = 0; index + 1 < tokens.size(); ++index) {
        const Token& token = tokens[index];
        if (token.begin == token.end) continue;
        if (context.walk.word == TokenRef{block, index}) continue;
        if (token.kind == TokenKind::Name || is_keyword(token.kind)) {
            Weights& its = slot(text_of(index));
            const bool dotted = previous != none && tokens[previous].kind == TokenKind::Dot;
            if (dotted && token.kind == TokenKind::Name) {
                its.attribute += weight;
                if (!receiver_.empty() && said(before) == receiver_) its.receiver += weight;
            } else if (previous != none && index + 2 < tokens.size() &&
                       tokens[index + 1].kind == TokenKind::Equal) {
                its.keyword += weight;
            } else {
                its.name += weight;
            }
            if (said(previous) == previous_) {
                its.after += weight;
                if (before != none && said(before) == before_previous_) its.pair += weight;
            }
        }
        before = previous;
        previous = index;
    }
}

Usage::Usage(const Tree& tree, const Context& context) : slots_(1024) {
    const Walk& walk = context.walk;
    previous_ = text_of(tree, walk.previous);
    before_previous_ = text_of(tree, walk.before_previous);
    if (context.dot) receiver_ = before_previous_;
    const auto entries = tree.reading->entries();
    const auto line = context.place.line;
    const auto begin = static_cast<std::uint32_t>(
        std::upper_bound(entries.begin(), entries.end(), line,
                         [](std::uint32_t l, const BlockEntry& entry) { return l < entry.line; }) -
        entries.begin());
    // What is imported is used far away; a method is about few of its object's attributes.
    const bool imports = context.what == What::ImportName || context.what == What::ImportModule;
    const float half = imports ? 400.0F : receiver_ == "self" ? 8.0F : 20.0F;
    const std::uint32_t most_after = imports ? 4 * most_tokens_after : most_tokens_after;
    const auto weight_at = [&](BlockId block, float most) {
        const auto distance = static_cast<float>(
            entries[block].line > line ? entries[block].line - line : line - entries[block].line);
        return most / (1.0F + distance / half);
    };
    std::uint32_t tokens = 0;
    for (std::uint32_t block = begin; block-- > 0 && tokens < most_tokens_before;) {
        if (entries[block].continues) continue;
        unit(tree, block, weight_at(block, 1.0F), context);
        if (const Unit* its = tree.unit(block)) tokens += its->token_count;
    }
    tokens = 0;
    for (std::uint32_t block = begin; block < entries.size() && tokens < most_after; ++block) {
        if (entries[block].continues) continue;
        unit(tree, block, weight_at(block, 0.6F), context);
        if (const Unit* its = tree.unit(block)) tokens += its->token_count;
    }
}

}  // namespace pilcrow::lsp::completion
