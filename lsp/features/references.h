// Everywhere in the workspace that a thing stands, and giving it another name there.
#pragma once

#include "lsp/features/locations.h"
#include "parser/diagnostics/diagnostics.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pilcrow::lsp {

struct Reference {
    FilePtr file;
    Range range;
    bool binds = false;  // it is given its value there
    bool alias = false;  // under another name, which an import gave it
};

// By file and place. What is no longer known (an attribute of a value of unknown type) is left out.
// Costs reading and inferring in the files that hold the word.
std::vector<Reference> references(Inference& inference, const FilePtr& file, Position place,
                                  const FilesWithWord& files);

struct RenamePreparation {
    Range range{};
    std::string name;
    std::string refusal;  // why it cannot be renamed, one sentence; else empty
};
RenamePreparation prepare_rename(Inference& inference, const FilePtr& file, Position place);

struct RenameResult {
    std::map<std::string, std::vector<TextEdit>> edits;  // by path, in text order
    std::string refusal;                                 // one sentence; then there are no edits
};
// Gives the thing at the place the name `name` wherever it stands: in imports of other files, as a
// keyword argument, in `__all__`, in the methods that override it. Nothing outside of the workspace
// is touched. Refused where the name is none, or means something else at one of these places.
RenameResult rename(Inference& inference, const FilePtr& file, Position place,
                    const std::string& name, const FilesWithWord& files);

}  // namespace pilcrow::lsp
