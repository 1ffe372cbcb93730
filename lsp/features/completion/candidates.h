// Candidates: what the providers offer, filtered by what is typed and scored at once.
//
// A word that does not fit what is typed costs a comparison and nothing else. Each label is offered
// once: the first provider that has it wins, so the nearest meaning of a name comes first.
#pragma once

#include "lsp/features/completion/completion.h"
#include "lsp/features/completion/ranking.h"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pilcrow::lsp::completion {

struct Candidate {
    std::string label;
    CompletionKind kind = CompletionKind::Text;
    int score = 0;
    bool member = false;  // resolved as an attribute of what stands before the dot
    bool resolvable = false;
    // What few candidates have.
    struct Extra {
        std::string text;  // instead of the label
        std::string detail;
        std::string filter_text;
        std::string owner;
        std::vector<TextEdit> additional;
        std::optional<Range> range;  // instead of the context's
        bool snippet = false;
        bool deprecated = false;
    };
    std::unique_ptr<Extra> extra;
    Extra& more() {
        if (extra == nullptr) extra = std::make_unique<Extra>();
        return *extra;
    }
};

class Candidates {
public:
    Candidates(const Context& context, const Usage& usage) : context_(context), usage_(usage) {}

    // How `typed` fits a word, or none.
    std::optional<Match> fit(std::string_view word) const { return match(typed_(), word); }
    // Adds a word with `points` for what it is; those for its shape, fit and use are added. Null
    // where it does not fit or is there already; else good until the next call.
    Candidate* add(std::string_view label, CompletionKind kind, int points, bool attribute = false);
    // Adds one that was scored by whoever made it, unless its label is there.
    void put(Candidate candidate);
    bool has(std::string_view label) const { return index_.contains(label); }

    const Context& context() const { return context_; }
    const Usage& usage() const { return usage_; }
    std::deque<Candidate>& all() { return all_; }

private:
    std::string_view typed_() const { return context_.prefix; }

    const Context& context_;
    const Usage& usage_;
    std::deque<Candidate> all_;  // stable: the index points into it
    std::unordered_map<std::string_view, std::size_t> index_;
};

}  // namespace pilcrow::lsp::completion
