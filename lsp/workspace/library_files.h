// Which files of the standard library and of an environment are looked through for names to import.
#pragma once

#include "lsp/workspace/resolver.h"

#include <atomic>
#include <string>
#include <vector>

namespace pilcrow::lsp {

// All public modules of the standard library; of each installed package its `__init__` and the
// public modules right under it, tests left out. At most some thousands. Some 10 ms.
std::vector<std::string> library_files(const Resolver& resolver, const std::atomic<bool>& stop);

}  // namespace pilcrow::lsp
