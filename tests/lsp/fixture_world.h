// The world that a case lives in: its own files, and typeshed.
#pragma once

#include "lsp/workspace/world.h"
#include "tests/lsp/fixture.h"

namespace pilcrow::lsp::fixtures {

// The folder that the files of a case seem to lie in.
inline constexpr std::string_view fixture_root = "/fixture";

WorldPtr world_of(const Fixture& fixture);
// The file that is asked.
FilePtr main_file(const World& world, const Fixture& fixture);

}  // namespace pilcrow::lsp::fixtures
