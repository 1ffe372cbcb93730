// Finding the files that a command is about.
#pragma once

#include "lsp/project/walk.h"

#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::cli {

// The files that `paths` name: files as they are, whatever their name, and folders walked for files
// with one of `extensions` (none: any file; lsp/project/walk.h says what a walk leaves out), in the
// order of their names, each file once. Sentences about what cannot be read are appended to
// `errors`, and one for each folder without such a file.
std::vector<FoundFile> find_files(const std::vector<std::string>& paths,
                                  const std::vector<std::string_view>& extensions,
                                  std::vector<std::string>& errors);

}  // namespace pilcrow::cli
