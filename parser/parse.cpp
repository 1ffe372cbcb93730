#include "parser/parse.h"

#include "parser/layout/pilcrow/pilcrow_layout.h"
#include "parser/layout/python/python_layout.h"

#include <utility>

namespace pilcrow {

Tree parse(std::string text, Layout layout) {
    return layout == Layout::Python ? parse_python(std::move(text))
                                    : parse_pilcrow(std::move(text));
}

Tree parse_again(std::string text, const Tree& before, std::span<const std::uint32_t> lines) {
    return parse_pilcrow_again(std::move(text), before, lines);
}

}  // namespace pilcrow
