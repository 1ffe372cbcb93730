#include "parser/parse.h"

#include "parser/layout/pilcrow/pilcrow_layout.h"
#include "parser/layout/python/python_layout.h"

#include <utility>

namespace pilcrow {

Tree parse(std::string text, Layout layout) {
    return layout == Layout::Python ? parse_python(std::move(text))
                                    : parse_pilcrow(std::move(text));
}

}  // namespace pilcrow
