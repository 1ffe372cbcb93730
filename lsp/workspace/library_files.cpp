#include "lsp/workspace/library_files.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t most_files = 6000;

bool is_for_others(std::string_view name) {
    return name != "tests" && name != "test" && name != "testing" && name != "conftest" &&
           name != "setup";
}

class LibraryFiles {
public:
    LibraryFiles(const Resolver& resolver, const std::atomic<bool>& stop)
        : resolver_(resolver), stop_(stop) {}

    std::vector<std::string> run() {
        under("", 0);
        std::sort(paths_.begin(), paths_.end());
        paths_.erase(std::unique(paths_.begin(), paths_.end()), paths_.end());
        return std::move(paths_);
    }

private:
    void under(const std::string& package, int depth) {
        for (const std::string& name :
             resolver_.submodules(package, from_, {}, PrivateModules::Yes)) {
            if (stop_ || paths_.size() >= most_files) return;
            if (!is_for_others(name)) continue;
            const std::string module = package.empty() ? name : package + '.' + name;
            const FoundModule found = resolver_.find(module, from_, {});
            const bool standard = !found.path.empty() &&
                                  resolver_.identify(found.path, {}).origin == Origin::Standard;
            // In the standard library public modules pass on what private ones define.
            if (name.starts_with('_') && !standard) continue;
            int deepest = 2;  // a namespace package has its packages a level further down
            if (!found.path.empty()) {
                paths_.push_back(found.path);
                deepest = standard ? 5 : 1;
            }
            if (!found.folders.empty() && depth < deepest) under(module, depth + 1);
        }
    }

    const Resolver& resolver_;
    const std::atomic<bool>& stop_;
    const SourceFile from_{"/", "", Origin::Environment, nullptr};
    std::vector<std::string> paths_;
};

}  // namespace

std::vector<std::string> library_files(const Resolver& resolver, const std::atomic<bool>& stop) {
    return LibraryFiles(resolver, stop).run();
}

}  // namespace pilcrow::lsp
