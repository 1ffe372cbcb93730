#include "lsp/project/suggestion.h"

#include <algorithm>
#include <vector>

namespace pilcrow {
namespace {

// Longer words are not worth a guess.
constexpr std::size_t longest_word = 64;

// Insertions, deletions and replacements between two words.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row[b.size()];
}

}  // namespace

std::string suggestion(std::string_view word, std::span<const std::string_view> known) {
    if (word.size() > longest_word) return {};
    std::size_t nearest = word.size() / 3 + 2;  // so far apart is no misspelling
    std::string_view best;
    for (const std::string_view candidate : known) {
        const std::size_t far = distance(word, candidate);
        if (far < nearest) {
            nearest = far;
            best = candidate;
        }
    }
    return best.empty() ? std::string{} : ": did you mean `" + std::string(best) + "`?";
}

}  // namespace pilcrow
