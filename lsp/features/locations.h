// Where the thing at a place comes from, and where else it stands.
#pragma once

#include "lsp/types/inference.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::lsp {

struct Location {
    FilePtr file;
    Range name;   // of its name; the file's first place for a module
    Range whole;  // all of a definition, else the name
};

// The thing itself: through imports, and from a stub to the source behind it where that is found.
std::vector<Location> definitions(Inference& inference, const FilePtr& file, Position place);
// What says so here: the line of the import, the stub.
std::vector<Location> declarations(Inference& inference, const FilePtr& file, Position place);
// The class of the value that stands there.
std::vector<Location> type_definitions(Inference& inference, const FilePtr& file, Position place);

// Paths of the files that may hold a word as an identifier; more is no harm.
using FilesWithWord = std::function<std::vector<std::string>(std::string_view word)>;
// Every file of the workspace whose text holds it. Reads them all.
FilesWithWord files_by_their_text(const World& world);

// The methods that override the one at the place, the classes that inherit from it.
std::vector<Location> implementations(Inference& inference, const FilePtr& file, Position place,
                                      const FilesWithWord& files);

}  // namespace pilcrow::lsp
