#include "lsp/workspace/python_version.h"

namespace pilcrow::lsp {

PythonVersion python_version_from(std::string_view text) {
    const auto number = [&] {
        int value = 0;
        std::size_t digits = 0;
        while (digits < text.size() && digits < 4 && text[digits] >= '0' && text[digits] <= '9') {
            value = 10 * value + (text[digits++] - '0');
        }
        text.remove_prefix(digits);
        return digits > 0 ? value : -1;
    };
    const int major = number();
    if (major < 0 || !text.starts_with('.')) return {0, 0};
    text.remove_prefix(1);
    const int minor = number();
    return minor < 0 ? PythonVersion{0, 0} : PythonVersion{major, minor};
}

}  // namespace pilcrow::lsp
