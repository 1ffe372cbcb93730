#include "tests/unit/lsp/server/client.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

std::size_t offset(const std::string& text, const Json& position) {
    std::size_t at = 0;
    for (auto line = position["line"].get<std::size_t>(); line > 0; --line) {
        const std::size_t end = text.find('\n', at);
        if (end == std::string::npos) return text.size();
        at = end + 1;
    }
    return std::min(at + position["character"].get<std::size_t>(), text.size());
}

}  // namespace

std::string with_edits(const std::string& text, const Json& edits) {
    std::string result;
    std::size_t copied = 0;
    for (const Json& edit : edits) {
        const std::size_t begin = offset(text, edit["range"]["start"]);
        result.append(text, copied, begin - copied);
        result += edit["newText"].get<std::string>();
        copied = offset(text, edit["range"]["end"]);
    }
    return result.append(text, copied);
}

}  // namespace pilcrow::lsp
