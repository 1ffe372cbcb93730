// The topics: what a case of each is asked. One line and one file topics/TOPIC.cpp for each.
#pragma once

#include "tests/lsp/fixture.h"

#include <string>

namespace pilcrow::lsp::fixtures {

using Topic = std::string (*)(const Fixture&);

// X(folder under tests/lsp and name of the function): kept sorted.
#define PILCROW_LSP_TOPICS(X) X(on_enter) X(scopes)

#define X(name) std::string name(const Fixture&);
PILCROW_LSP_TOPICS(X)
#undef X

}  // namespace pilcrow::lsp::fixtures
