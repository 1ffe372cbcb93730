// Files for the commands: reading and replacing them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pilcrow::cli {

// What reading a file gave: its bytes, or one sentence.
struct FileText {
    std::string text;
    std::string error;  // empty: all went well
};

// Reads a whole file; `-` is standard input.
FileText read_file(const std::string& path);

// Replaces a file's bytes, which must still be `before`: a temporary file beside it is written,
// flushed and renamed over it, with the old one's mode; symbolic links are followed. Returns one
// sentence on failure; the old file is then whole.
std::optional<std::string> replace_file(const std::string& path, std::string_view before,
                                        std::string_view text);

enum class Existing : bool { Refuse, Replace };
// Writes a whole file in the same way, with the folders above it, and with the mode of the file
// `like` ("" or "-": what new files have). Returns one sentence on failure; there is then no new
// file.
std::optional<std::string> write_file(const std::string& path, std::string_view text,
                                      const std::string& like, Existing existing);

// Removes a file whose bytes must still be `before`.
std::optional<std::string> remove_file(const std::string& path, std::string_view before);

// The path as findings name it; `<stdin>` for `-`.
std::string display_name(const std::string& path);

}  // namespace pilcrow::cli
