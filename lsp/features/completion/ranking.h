// Ranking: how well a word fits what is typed, and what comes before what.
//
// A score is a sum of points; each reason for or against a word has its own, all listed here. They
// were weighed on tests/lsp/ranking, whose table says how often the right word comes first.
#pragma once

#include "lsp/features/completion/usage.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace pilcrow::lsp::completion {

// How `typed` is found in a word; the first the best.
enum class Match : std::uint8_t {
    Prefix,       // as it is written
    AnyCase,      // the same in other case
    Underscores,  // behind leading underscores
    Humps,        // the beginnings of its parts: `gn`, `getN` in get_name and getName
    Scattered,    // in this order, the first letter first
};
std::optional<Match> match(std::string_view typed, std::string_view word);

// Points.
namespace points {
constexpr int any_case = -30;
constexpr int underscores = -80;
constexpr int humps = -230;
constexpr int scattered = -380;

// Where a name is bound.
constexpr int local = 150;
constexpr int parameter = 160;
constexpr int enclosing = 110;
constexpr int module_level = 80;
constexpr int builtin = 20;
constexpr int later = -130;    // bound only further down in the same scope
constexpr int damaged = -120;  // seen on a damaged line only
constexpr int private_name = -25;
constexpr int dunder = -250;
constexpr int importable = -320;  // not imported yet …
constexpr int habit = 4;          // … for each point of how often it is
constexpr int further_up = -12;   // a member, for each class between
constexpr int of_object = -150;

constexpr int keyword = 10;
constexpr int argument = 150;        // a keyword argument that is not given yet
constexpr int needed_argument = 30;  // … and has no default
constexpr int same_name = 140;       // as the parameter that it would be given to
constexpr int fits = 90;             // the type that is wanted
constexpr int postfix = -220;
constexpr int snippet = -5;
}  // namespace points

int points_of(Match match);
// For the shape of a word: private, dunder. `typed` decides whether it was asked for.
int points_of_shape(std::string_view typed, std::string_view word);
// For how it is used near the cursor.
int points_of_use(const Usage::Weights& weights, bool attribute);
// For builtins and attributes that programs use much, whatever the file; 0 … 60.
int popularity(std::string_view word, bool attribute);

}  // namespace pilcrow::lsp::completion
