// Which line became which: what `convert --map` writes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pilcrow::cli {

struct MappedFile {
    std::string source;  // paths, "-" for the standard streams
    std::string result;
    std::vector<std::uint32_t> lines;  // of each line of the result that of the source, from 0
};

// One JSON object, see README.md of this folder; numbers beyond all lines become null.
std::string line_map_json(const std::vector<MappedFile>& files);

}  // namespace pilcrow::cli
