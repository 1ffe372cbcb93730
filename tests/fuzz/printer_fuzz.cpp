// Any bytes, in both layouts: see printing_checks.h.

#include "parser/layout/python/source_encoding.h"
#include "parser/parse.h"
#include "parser/printer/printer.h"
#include "tests/fuzz/checks.h"
#include "tests/fuzz/printing_checks.h"

#include <cstddef>
#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace pilcrow;
    const std::string text(reinterpret_cast<const char*>(data), size);
    std::string fault = fuzz::fault_of_printing(parse(text, Layout::Pilcrow));
    fuzz::require(fault.empty() ? fault : "as Pilcrow: " + fault);
    const SourceText source = decode_python_source(text);
    const Tree python = parse(source.text, Layout::Python);
    if (source.error) {  // no text, and so no program
        static_cast<void>(print(python));
        static_cast<void>(print(python, {.to = Layout::Python}));
        return 0;
    }
    fault = fuzz::fault_of_printing(python);
    fuzz::require(fault.empty() ? fault : "as Python: " + fault);
    return 0;
}
