#include "parser/diagnostics/code.h"

#include <array>

namespace pilcrow {
namespace {

constexpr std::array codes{
#define X(name, text, severity, code_class, sentence, help) \
    CodeInfo{text, Severity::severity, CodeClass::code_class, sentence, help},
#include "parser/diagnostics/codes.def"
#undef X
};
static_assert(codes.size() == static_cast<std::size_t>(Code::Count));

}  // namespace

const CodeInfo& info(Code code) { return codes[static_cast<std::size_t>(code)]; }

std::optional<Code> code_from_text(std::string_view text) {
    for (std::size_t index = 0; index < codes.size(); ++index) {
        if (codes[index].text == text) return static_cast<Code>(index);
    }
    return std::nullopt;
}

}  // namespace pilcrow
