// What the commands say: results on standard output, sentences on standard error.
#pragma once

#include <string_view>

namespace pilcrow::cli {

// Writes to standard output. Whether that went well, finish_output says in the end.
void print(std::string_view text);

// Flushes standard output. False where something could not be written; the sentence for that has
// then been said, but for a reader that closed the pipe, who knows.
bool finish_output();

// One sentence on standard error, `pilcrow: ` before it.
void complain(std::string_view sentence);

}  // namespace pilcrow::cli
