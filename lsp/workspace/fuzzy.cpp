#include "lsp/workspace/fuzzy.h"

#include <algorithm>
#include <array>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t longest = 64;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

// A word begins there: `n` in get_name, `N` in getName, the first letter.
bool begins_word(std::string_view name, std::size_t at) {
    if (at == 0) return true;
    const char before = name[at - 1];
    if (before == '_' || before == '.') return name[at] != '_';
    return is_upper(name[at]) && !is_upper(before);
}

}  // namespace

std::uint32_t letters_of(std::string_view text) {
    std::uint32_t letters = 0;
    for (const char c : text) {
        if (is_letter(c)) {
            letters |= 1u << (lower(c) - 'a');
        } else if (c >= '0' && c <= '9') {
            letters |= 1u << 26;
        } else if (static_cast<unsigned char>(c) >= 0x80) {
            letters |= 1u << 27;
        }
    }
    return letters;
}

std::optional<int> fuzzy_score(std::string_view query, std::string_view name) {
    query = query.substr(0, longest);
    name = name.substr(0, longest);
    if (query.size() > name.size()) return std::nullopt;
    if (query.empty()) return -static_cast<int>(name.size());
    constexpr int never = -100000;
    // best[j]: the points of the query so far with its last letter at j of the name.
    std::array<int, longest> best{};
    std::array<int, longest> next{};
    for (std::size_t i = 0; i < query.size(); ++i) {
        int reached = i == 0 ? 0 : never;  // best of the places before j - 1
        for (std::size_t j = 0; j < name.size(); ++j) {
            if (i > 0 && j >= 2) reached = std::max(reached, best[j - 2]);
            next[j] = never;
            if (lower(query[i]) != lower(name[j])) continue;
            const int here = (begins_word(name, j) ? 8 : 0) + (query[i] == name[j] ? 1 : 0);
            int from = reached;
            if (i > 0 && j > 0 && best[j - 1] != never) from = std::max(from, best[j - 1] + 6);
            if (from > never / 2) next[j] = from + here;
        }
        best = next;
    }
    int score = never;
    for (std::size_t j = 0; j < name.size(); ++j) score = std::max(score, best[j]);
    if (score <= never / 2) return std::nullopt;
    const bool is_prefix = std::equal(query.begin(), query.end(), name.begin(),
                                      [](char a, char b) { return lower(a) == lower(b); });
    if (is_prefix) score += name.size() == query.size() ? 400 : 200;
    return 16 * score - static_cast<int>(name.size());
}

}  // namespace pilcrow::lsp
