#include "lsp/features/completion/ranking.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace pilcrow::lsp::completion {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool begins_any_case(std::string_view word, std::string_view typed) {
    if (typed.size() > word.size()) return false;
    for (std::size_t i = 0; i < typed.size(); ++i) {
        if (lower(word[i]) != lower(typed[i])) return false;
    }
    return true;
}

bool begins_part(std::string_view word, std::size_t at) {
    if (at == 0) return true;
    if (word[at - 1] == '_') return word[at] != '_';
    if (is_upper(word[at])) {
        return !is_upper(word[at - 1]) || (at + 1 < word.size() && is_lower(word[at + 1]));
    }
    return is_digit(word[at]) && !is_digit(word[at - 1]);
}

// Each typed letter begins a part of the word or follows the letter before it.
bool in_humps(std::string_view typed, std::string_view word) {
    std::size_t at = 0;
    bool adjacent = false;
    for (const char c : typed) {
        if (c == '_') {
            adjacent = false;
            continue;
        }
        if (adjacent && at < word.size() && lower(word[at]) == lower(c)) {
            ++at;
            continue;
        }
        while (at < word.size() && !(begins_part(word, at) && lower(word[at]) == lower(c))) ++at;
        if (at == word.size()) return false;
        ++at;
        adjacent = true;
    }
    return true;
}

bool scattered(std::string_view typed, std::string_view word) {
    if (word.empty() || lower(word.front()) != lower(typed.front())) return false;
    std::size_t at = 0;
    for (const char c : typed) {
        while (at < word.size() && lower(word[at]) != lower(c)) ++at;
        if (at == word.size()) return false;
        ++at;
    }
    return true;
}

using Popular = std::pair<std::string_view, int>;
// Sorted. Counted in the standard library.
constexpr std::array popular_names = {
    Popular{"AttributeError", 10},
    Popular{"Exception", 25},
    Popular{"False", 50},
    Popular{"ImportError", 8},
    Popular{"IndexError", 8},
    Popular{"KeyError", 14},
    Popular{"None", 60},
    Popular{"OSError", 12},
    Popular{"RuntimeError", 14},
    Popular{"True", 50},
    Popular{"TypeError", 22},
    Popular{"ValueError", 30},
    Popular{"abs", 5},
    Popular{"all", 5},
    Popular{"any", 8},
    Popular{"bool", 14},
    Popular{"bytes", 12},
    Popular{"callable", 6},
    Popular{"dict", 18},
    Popular{"enumerate", 16},
    Popular{"float", 14},
    Popular{"getattr", 18},
    Popular{"hasattr", 14},
    Popular{"int", 30},
    Popular{"isinstance", 40},
    Popular{"iter", 6},
    Popular{"len", 50},
    Popular{"list", 24},
    Popular{"map", 6},
    Popular{"max", 12},
    Popular{"min", 12},
    Popular{"next", 8},
    Popular{"object", 10},
    Popular{"open", 16},
    Popular{"print", 40},
    Popular{"property", 8},
    Popular{"range", 28},
    Popular{"repr", 14},
    Popular{"reversed", 6},
    Popular{"set", 14},
    Popular{"setattr", 5},
    Popular{"sorted", 12},
    Popular{"str", 40},
    Popular{"sum", 8},
    Popular{"super", 16},
    Popular{"tuple", 16},
    Popular{"type", 16},
    Popular{"zip", 10},
};
constexpr std::array popular_attributes = {
    Popular{"add", 20},       Popular{"append", 50},     Popular{"clear", 8},
    Popular{"close", 20},     Popular{"copy", 10},       Popular{"decode", 14},
    Popular{"encode", 14},    Popular{"endswith", 14},   Popular{"extend", 16},
    Popular{"find", 10},      Popular{"format", 20},     Popular{"get", 30},
    Popular{"index", 8},      Popular{"insert", 8},      Popular{"items", 24},
    Popular{"join", 36},      Popular{"keys", 14},       Popular{"lower", 14},
    Popular{"name", 14},      Popular{"path", 10},       Popular{"pop", 18},
    Popular{"read", 16},      Popular{"remove", 8},      Popular{"replace", 16},
    Popular{"setdefault", 6}, Popular{"sort", 8},        Popular{"split", 24},
    Popular{"splitlines", 8}, Popular{"startswith", 24}, Popular{"strip", 20},
    Popular{"update", 14},    Popular{"upper", 6},       Popular{"value", 8},
    Popular{"values", 14},    Popular{"write", 20},
};

}  // namespace

std::optional<Match> match(std::string_view typed, std::string_view word) {
    if (typed.empty() || word.starts_with(typed)) return Match::Prefix;
    if (begins_any_case(word, typed)) return Match::AnyCase;
    std::string_view bare = word;
    while (bare.starts_with('_')) bare.remove_prefix(1);
    if (bare.size() < word.size() && begins_any_case(bare, typed)) return Match::Underscores;
    if (typed.size() < 2) return std::nullopt;
    if (in_humps(typed, word)) return Match::Humps;
    if (scattered(typed, word)) return Match::Scattered;
    return std::nullopt;
}

int points_of(Match match) {
    switch (match) {
    case Match::Prefix: return 0;
    case Match::AnyCase: return points::any_case;
    case Match::Underscores: return points::underscores;
    case Match::Humps: return points::humps;
    case Match::Scattered: return points::scattered;
    }
    return 0;
}

int points_of_shape(std::string_view typed, std::string_view word) {
    if (!word.starts_with('_')) return 0;
    if (word.starts_with("__") && word.ends_with("__") && word.size() > 4) {
        return typed.starts_with("__") ? 0 : points::dunder;
    }
    return typed.starts_with('_') ? 0 : points::private_name;
}

int points_of_use(const Usage::Weights& weights, bool attribute) {
    const auto bounded = [](float weight, float most, float half) {
        return static_cast<int>(most * weight / (weight + half));
    };
    int sum = bounded(weights.pair, 90, 0.4F) + bounded(weights.after, 50, 1.0F);
    if (attribute) {
        sum += bounded(weights.attribute, 70, 0.5F) + bounded(weights.receiver, 110, 0.4F);
    } else {
        sum += bounded(weights.name, 130, 0.7F) + bounded(weights.keyword, 20, 1.0F);
    }
    return sum;
}

int popularity(std::string_view word, bool attribute) {
    const auto look = [word](const auto& table) {
        const auto found =
            std::lower_bound(table.begin(), table.end(), word,
                             [](const Popular& one, std::string_view w) { return one.first < w; });
        return found != table.end() && found->first == word ? found->second : 0;
    };
    return attribute ? look(popular_attributes) : look(popular_names);
}

}  // namespace pilcrow::lsp::completion
