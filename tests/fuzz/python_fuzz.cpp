// The bytes of a Python file: decoding them, and Python's own layout.

#include "parser/layout/python/source_encoding.h"
#include "parser/parse.h"
#include "tests/fuzz/checks.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    pilcrow::SourceText source =
        pilcrow::decode_python_source(std::string(reinterpret_cast<const char*>(data), size));
    if (source.error && source.error->message.empty()) {
        pilcrow::fuzz::require("an error of the encoding says nothing");
    }
    const pilcrow::Tree tree = pilcrow::parse(source.text, pilcrow::Layout::Python);
    pilcrow::fuzz::require(pilcrow::fuzz::fault_of(tree, source.text));
    pilcrow::fuzz::require(pilcrow::fuzz::fault_of_consumers(tree));
    return 0;
}
