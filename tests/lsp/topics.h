// The topics: what a case of each is asked.
#pragma once

#include "tests/lsp/fixture.h"

#include <string>

namespace pilcrow::lsp::fixtures {

using Topic = std::string (*)(const Fixture&);

// One file topics/TOPIC.cpp for each, with a function of that name; its cases lie in
// tests/lsp/TOPIC.
#define X(name) std::string name(const Fixture&);
#include "lsp_topics.def"
#undef X

}  // namespace pilcrow::lsp::fixtures
