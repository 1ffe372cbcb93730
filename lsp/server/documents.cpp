#include "lsp/server/documents.h"

#include "lsp/protocol/places.h"
#include "lsp/protocol/uri.h"

#include <utility>

namespace pilcrow::lsp {
namespace {

std::int64_t version_of(const Json& document) {
    const Json* version = find(document, "version");
    return version != nullptr && version->is_number_integer() ? version->get<std::int64_t>() : 0;
}

// A file's name says its layout; a document that is no file says it itself.
Layout layout_of_document(const std::string& path, const std::string& language) {
    if (!is_file_path(path) && language == "python") return Layout::Python;
    return layout_of(path);
}

}  // namespace

std::optional<std::string> Documents::open(const Json& params) {
    const Json& item = required(params, "textDocument");
    const std::string& uri = required_text(item, "uri");
    const std::string& text = required_text(item, "text");
    auto path = path_from_uri(uri);
    if (!path) return std::nullopt;
    const Layout layout = layout_of_document(*path, text_at(item, "languageId"));
    entries_.erase(*path);
    entries_.emplace(*path, Entry{uri, version_of(item), layout, Document(text, layout)});
    now_.reset();
    return path;
}

void Documents::apply(Entry& entry, const Json& change, ColumnUnit unit) {
    const std::string& text = required_text(change, "text");
    const Json* range = find(change, "range");
    if (range == nullptr || range->is_null()) {
        entry.document = Document(text, entry.layout);
        return;
    }
    entry.document.apply({range_from(*range, entry.document.tree(), unit), text});
}

std::optional<std::string> Documents::change(const Json& params) {
    const Json& item = required(params, "textDocument");
    auto path = path_from_uri(required_text(item, "uri"));
    if (!path) return std::nullopt;
    const auto found = entries_.find(*path);
    if (found == entries_.end()) return std::nullopt;
    now_.reset();
    for (const Json& one : required_list(params, "contentChanges")) {
        apply(found->second, one, unit_);
    }
    found->second.version = version_of(item);
    return path;
}

std::optional<std::string> Documents::close(const Json& params) {
    auto path = path_from_uri(required_text(required(params, "textDocument"), "uri"));
    if (!path || entries_.erase(*path) == 0) return std::nullopt;
    now_.reset();
    return path;
}

std::shared_ptr<const OpenDocuments> Documents::now() {
    if (now_ == nullptr) {
        auto open = std::make_shared<OpenDocuments>();
        for (const auto& [path, entry] : entries_) {
            open->emplace(path, OpenDocument{entry.uri, entry.version, entry.document.snapshot()});
        }
        now_ = std::move(open);
    }
    return now_;
}

}  // namespace pilcrow::lsp
