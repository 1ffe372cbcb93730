// A docstring (the text of the case) as Markdown.

#include "lsp/features/docstring.h"

#include "tests/lsp/topics.h"

namespace pilcrow::lsp::fixtures {

std::string docstring(const Fixture& fixture) {
    std::string text = fixture.files.at(fixture.main);
    while (text.ends_with('\n')) text.pop_back();
    return markdown_of_docstring(text);
}

}  // namespace pilcrow::lsp::fixtures
