// Import habits: what programs import often, whoever writes them, and by which names.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace pilcrow::lsp {

inline constexpr std::uint32_t strongest_habit = 4;
// How common it is to import `name` from a module of the standard library, or (no name) the module
// itself: from 0 to `strongest_habit`.
std::uint32_t import_habit(std::string_view module, std::string_view name);

// `import numpy as np`.
struct ModuleAlias {
    std::string_view name;
    std::string_view module;
};
std::span<const ModuleAlias> module_aliases();

}  // namespace pilcrow::lsp
