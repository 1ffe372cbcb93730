// Fuzzy matching: what somebody types who knows a name but half.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace pilcrow::lsp {

// Which letters and digits a text has, whatever their case: a text that fits a query has all of
// the query's.
std::uint32_t letters_of(std::string_view text);

// How well a name fits a query whose letters it must have in this order, case set aside; nothing
// where it does not. Higher is better: the whole name, then its beginning, then beginnings of its
// words (`gn` in get_name and getName), then anything. Shorter names are better among equals.
// O(name × query), both cut at 64 bytes.
std::optional<int> fuzzy_score(std::string_view query, std::string_view name);

}  // namespace pilcrow::lsp
