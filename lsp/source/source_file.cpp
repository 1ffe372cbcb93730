#include "lsp/source/source_file.h"

namespace pilcrow::lsp {

bool SourceFile::is_package() const {
    std::string_view name = path;
    name = name.substr(name.rfind('/') + 1);
    return name.substr(0, name.rfind('.')) == "__init__";
}

std::string SourceFile::package() const {
    if (is_package()) return module;
    const std::size_t dot = module.rfind('.');
    return dot == std::string::npos ? std::string() : module.substr(0, dot);
}

Layout layout_of(std::string_view path) {
    return path.ends_with(".py") || path.ends_with(".pyi") ? Layout::Python : Layout::Pilcrow;
}

}  // namespace pilcrow::lsp
