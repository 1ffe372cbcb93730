// Documents: what is open in the editor.
//
// Edits are applied here, in microseconds; who answers gets the pictures that moment() hands out.
// One thread.
#pragma once

#include "lsp/protocol/json.h"
#include "lsp/source/source_file.h"
#include "parser/document/document.h"
#include "parser/text/positions.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace pilcrow::lsp {

// An open document as the client knows it.
struct OpenDocument {
    std::string uri;  // as the client writes it
    std::int64_t version = 0;
    std::shared_ptr<const Tree> tree;
};
// By path.
using OpenDocuments = std::map<std::string, OpenDocument>;

class Documents {
public:
    explicit Documents(ColumnUnit unit) : unit_(unit) {}

    // The parameters of didOpen, didChange and didClose. They give the path of the document, or
    // nothing where it is none that could be open (a change of one that was never opened).
    std::optional<std::string> open(const Json& params);
    std::optional<std::string> change(const Json& params);
    std::optional<std::string> close(const Json& params);

    // All as they are now. O(open documents) after a change.
    std::shared_ptr<const OpenDocuments> now();

private:
    struct Entry {
        std::string uri;
        std::int64_t version = 0;
        Layout layout;
        Document document;
    };
    static void apply(Entry& entry, const Json& change, ColumnUnit unit);

    ColumnUnit unit_;
    std::map<std::string, Entry> entries_;
    std::shared_ptr<const OpenDocuments> now_;
};

}  // namespace pilcrow::lsp
