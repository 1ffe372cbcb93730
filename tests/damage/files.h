// The files that a test of damage is given. What cannot be read ends the program with a sentence.
#pragma once

#include "cli/in_parallel.h"

#include <string>
#include <vector>

namespace pilcrow::damage {

std::string read_file(const std::string& path);
// The lines of a file, of which there must be some.
std::vector<std::string> read_lines(const std::string& path);

// What `work` makes of each path, in their order; several threads.
template <typename Result, typename Work>
std::vector<Result> for_each_file(const std::vector<std::string>& paths, const Work& work) {
    std::vector<Result> results(paths.size());
    cli::in_parallel(paths.size(), 0,
                     [&](std::size_t index) { results[index] = work(paths[index]); });
    return results;
}

}  // namespace pilcrow::damage
