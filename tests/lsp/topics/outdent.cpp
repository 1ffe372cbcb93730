#include "tests/lsp/structure_answer.h"
#include "tests/lsp/topics.h"

namespace pilcrow::lsp::fixtures {

std::string outdent(const Fixture& fixture) { return structure_answer(fixture, lsp::outdent); }

}  // namespace pilcrow::lsp::fixtures
