// OpenFilesWorld: a World of nothing but open documents.
#pragma once

#include "lsp/server/documents.h"
#include "lsp/workspace/world.h"

#include <map>
#include <memory>
#include <string>

namespace pilcrow::lsp {

WorldPtr world_of_open_files(const OpenDocuments& open);

}  // namespace pilcrow::lsp
