#include "tests/lsp/structure_answer.h"
#include "tests/lsp/topics.h"

namespace pilcrow::lsp::fixtures {

std::string indent(const Fixture& fixture) { return structure_answer(fixture, lsp::indent); }

}  // namespace pilcrow::lsp::fixtures
