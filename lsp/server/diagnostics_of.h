// A file's diagnostics as the client takes them.
#pragma once

#include "lsp/server/asking.h"

#include <string>

namespace pilcrow::lsp {

// What is found in a file of the moment's world, which the desk's inference has begun with.
std::vector<Diagnostic> find_in(const SourceFile& file, const Moment& moment, Desk& desk);
Json diagnostics_json(const SourceFile& file, const std::vector<Diagnostic>& found,
                      const Moment& moment);
// Equal for equal lists.
std::string result_id(const Json& diagnostics);

}  // namespace pilcrow::lsp
