// What the topics about editing by structure have in common: the text after an answer.
#pragma once

#include "lsp/editing/structure.h"
#include "tests/lsp/fixture.h"

#include <functional>
#include <string>

namespace pilcrow::lsp::fixtures {

using StructureRequest = std::function<StructureAnswer(const Tree&, Range)>;

// The case's text with the answer's edits made and `$0` where the cursor is then (`$<` and `$>`
// round a selection); `(nothing)` without an answer, `(refused: …)` with a reason. `? crlf` asks
// about the text with line ends of two bytes: every one of the answer must have two.
std::string structure_answer(const Fixture& fixture, const StructureRequest& request);

// True where the case asks that.
bool asks(const Fixture& fixture, const std::string& word);

}  // namespace pilcrow::lsp::fixtures
