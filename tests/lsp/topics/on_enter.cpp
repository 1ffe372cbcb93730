// Enter: the text and the cursor afterwards.
#include "tests/lsp/structure_answer.h"
#include "tests/lsp/topics.h"

namespace pilcrow::lsp::fixtures {

std::string on_enter(const Fixture& fixture) { return structure_answer(fixture, lsp::on_enter); }

}  // namespace pilcrow::lsp::fixtures
