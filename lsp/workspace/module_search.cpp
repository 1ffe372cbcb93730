#include "lsp/workspace/module_search.h"

#include <algorithm>
#include <array>

namespace pilcrow::lsp {
namespace {

struct Ending {
    std::string_view text;
    bool stub;
};
constexpr std::array<Ending, 3> endings = {{{".pil", false}, {".pyi", true}, {".py", false}}};

bool is_source(std::string_view name) {
    return name.ends_with(".pil") || name.ends_with(".pyi") || name.ends_with(".py");
}

// The next of the names between dots, which is taken off.
std::string_view take_name(std::string_view& dotted) {
    const std::size_t end = std::min(dotted.find('.'), dotted.size());
    const std::string_view name = dotted.substr(0, end);
    dotted.remove_prefix(std::min(end + 1, dotted.size()));
    return name;
}

// A name in several folders, as in the roots of sys.path. With `merge` a package does not hide the
// folders behind it.
FoundModule module_in_any(const std::vector<std::string>& folders, std::string_view name,
                          const FolderView& view, Stubs stubs, bool merge) {
    FoundModule all;
    for (const std::string& folder : folders) {
        FoundModule one = module_in(folder, name, view, stubs);
        if (!one.path.empty() && all.path.empty()) {
            if (!merge) return one;
            all.path = std::move(one.path);
        }
        for (std::string& inner : one.folders) all.folders.push_back(std::move(inner));
    }
    return all;
}

}  // namespace

bool FolderView::has_file(const std::string& folder, std::string_view name) const {
    const ListingPtr listing = folders_.in(folder);
    if (listing != nullptr && listing->has_file(name)) return true;
    return !open_.empty() && std::binary_search(open_.begin(), open_.end(), joined(folder, name));
}

bool FolderView::has_folder(const std::string& folder, std::string_view name) const {
    const ListingPtr listing = folders_.in(folder);
    if (listing != nullptr && listing->has_folder(name)) return true;
    if (open_.empty()) return false;
    const std::string path = joined(folder, name) + '/';
    const auto below = std::lower_bound(open_.begin(), open_.end(), path);
    return below != open_.end() && below->starts_with(path);
}

Listing FolderView::in(const std::string& folder) const {
    const ListingPtr listing = folders_.in(folder);
    Listing all = listing != nullptr ? *listing : Listing{};
    const std::string path = joined(folder, "");
    auto below = std::lower_bound(open_.begin(), open_.end(), path);
    for (; below != open_.end() && below->starts_with(path); ++below) {
        const std::string_view rest = std::string_view(*below).substr(path.size());
        const std::size_t slash = rest.find('/');
        (slash == std::string_view::npos ? all.files : all.folders)
            .emplace_back(rest.substr(0, slash));
    }
    for (std::vector<std::string>* names : {&all.files, &all.folders}) {
        std::sort(names->begin(), names->end());
        names->erase(std::unique(names->begin(), names->end()), names->end());
    }
    return all;
}

std::string_view init_file(const std::string& folder, const FolderView& view, Stubs stubs) {
    for (const std::string_view name : {"__init__.pil", "__init__.pyi", "__init__.py"}) {
        if (stubs == Stubs::Ignore && name.ends_with("i")) continue;
        if (view.has_file(folder, name)) return name;
    }
    return {};
}

FoundModule module_in(const std::string& folder, std::string_view name, const FolderView& view,
                      Stubs stubs) {
    FoundModule found;
    if (name.empty()) return found;
    if (view.has_folder(folder, name)) {
        const std::string inner = joined(folder, name);
        const std::string_view init = init_file(inner, view, stubs);
        if (!init.empty()) found.path = joined(inner, init);
        found.folders = {inner};
        if (!init.empty()) return found;
    }
    for (const Ending& ending : endings) {
        if (ending.stub && stubs == Stubs::Ignore) continue;
        const std::string file = std::string(name).append(ending.text);
        if (view.has_file(folder, file)) return {joined(folder, file), {}};
    }
    return found;
}

FoundModule find_module(const std::vector<std::string>& roots, std::string_view name,
                        const FolderView& view, Stubs stubs, bool stub_packages) {
    if (name.ends_with('.')) return {};
    const std::string_view first = take_name(name);
    if (first.empty()) return {};
    FoundModule found;
    bool merge = false;
    if (stub_packages && stubs == Stubs::Take) {
        found = module_in_any(roots, std::string(first) + "-stubs", view, stubs, false);
        merge = static_cast<bool>(found);
    }
    FoundModule real = module_in_any(roots, first, view, stubs, false);
    if (found.path.empty()) found.path = std::move(real.path);
    for (std::string& folder : real.folders) found.folders.push_back(std::move(folder));
    while (!name.empty() && found) {
        found = module_in_any(found.folders, take_name(name), view, stubs, merge);
    }
    return found;
}

std::vector<std::string> modules_in(const std::string& folder, const FolderView& view) {
    std::vector<std::string> names;
    const Listing listing = view.in(folder);
    for (const std::string& file : listing.files) {
        const std::string_view stem = std::string_view(file).substr(0, file.find('.'));
        const bool is_module = is_source(file) ? file.size() - stem.size() <= 4  // no further dot
                                               : file.ends_with(".so");
        if (is_module && is_importable(stem) && stem != "__init__" && stem != "__main__") {
            names.emplace_back(stem);
        }
    }
    for (const std::string& inner : listing.folders) {
        std::string_view name = inner;
        if (name == "__pycache__" || !is_importable(name)) continue;
        const Listing below = view.in(joined(folder, inner));
        const bool holds_source =
            std::any_of(below.files.begin(), below.files.end(), is_source) ||
            std::any_of(below.folders.begin(), below.folders.end(), [&](const std::string& one) {
                return is_importable(one) &&
                       !init_file(joined(joined(folder, inner), one), view).empty();
            });
        if (holds_source) names.emplace_back(name);
    }
    return names;
}

bool is_importable(std::string_view name) {
    if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || static_cast<unsigned char>(c) >= 0x80;
    });
}

std::string joined(std::string_view folder, std::string_view name) {
    std::string path(folder);
    if (path != "/") path += '/';
    return path.append(name);
}

}  // namespace pilcrow::lsp
