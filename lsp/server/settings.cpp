#include "lsp/server/settings.h"

namespace pilcrow::lsp {

Settings settings_from(const Json& given, Settings before) {
    const Json* own = find(given, "pilcrow");
    const Json& from = own != nullptr ? *own : given;
    const auto read = [&from](std::string_view key, std::string& value) {
        const Json* found = find(from, key);
        if (found != nullptr && found->is_string()) value = found->get<std::string>();
        if (found != nullptr && found->is_null()) value.clear();
    };
    read("python", before.python);
    read("runtime", before.runtime);
    return before;
}

}  // namespace pilcrow::lsp
