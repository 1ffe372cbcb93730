// Any text, in both layouts: parsing never fails, and the tree gives the text back.

#include "parser/parse.h"
#include "tests/fuzz/checks.h"

#include <cstddef>
#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    for (const pilcrow::Layout layout : {pilcrow::Layout::Pilcrow, pilcrow::Layout::Python}) {
        const pilcrow::Tree tree = pilcrow::parse(text, layout);
        pilcrow::fuzz::require(pilcrow::fuzz::fault_of(tree, text));
        pilcrow::fuzz::require(pilcrow::fuzz::fault_of_consumers(tree));
    }
    return 0;
}
