// What the commands say: results on standard output, sentences on standard error.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::cli {

// Writes to standard output. Whether that went well, finish_output says in the end.
void print(std::string_view text);

// Flushes standard output. False where something could not be written; the sentence for that has
// then been said, but for a reader that closed the pipe, who knows.
bool finish_output();

// One sentence on standard error, `pilcrow: ` before it.
void complain(std::string_view sentence);

// Several, sorted, each once.
void complain_of_all(std::vector<std::string> sentences);

// "1 file", "2 files".
std::string counted(std::size_t count, std::string_view what);

}  // namespace pilcrow::cli
