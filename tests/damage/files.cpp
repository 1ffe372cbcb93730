#include "tests/damage/files.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace pilcrow::damage {

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        std::fprintf(stderr, "cannot read %s\n", path.c_str());
        std::exit(2);
    }
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> read_lines(const std::string& path) {
    std::vector<std::string> lines;
    std::ifstream file(path, std::ios::binary);
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    if (lines.empty()) {
        std::fprintf(stderr, "no lines in %s\n", path.c_str());
        std::exit(2);
    }
    return lines;
}

}  // namespace pilcrow::damage
