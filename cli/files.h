// Files for the commands: reading and replacing them.
//
// A file that is written comes to be whole or not at all: its bytes go into a temporary file beside
// it, which then takes its name. So whatever becomes of this process, and where the disk is full,
// the old file or the new one is there, and never a part of one.
//
// What a crash of the whole machine leaves is the file system's to say: those that write a file's
// bytes before the rename that puts it in the place of another (ext4, btrfs) leave the old file or
// the new one, too. To wait for the disk (fsync) would cost a formatter more than all its other
// work, and save a result that the next run makes again; ruff, black and gofmt do not either, and
// write into the file itself. It is waited for where a file is the only copy of what it says:
// before a source is removed that it was made from.
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

// Replaces a file's bytes, which must still be `before`, keeping its mode and, where one may, its
// owner; symbolic links are followed. Returns one sentence on failure; the old file is then whole.
std::optional<std::string> replace_file(const std::string& path, std::string_view before,
                                        std::string_view text);

enum class Existing : bool { Refuse, Replace };
enum class Reaching : bool { System, Disk };
// Writes a whole file in the same way, with the folders above it, and with the mode of the file
// `like` ("" or "-": what new files have). Reaching::Disk waits until its bytes are on the disk.
// Returns one sentence on failure; there is then no new file.
std::optional<std::string> write_file(const std::string& path, std::string_view text,
                                      const std::string& like, Existing existing,
                                      Reaching reaching = Reaching::System);

// Removes a file whose bytes must still be `before`.
std::optional<std::string> remove_file(const std::string& path, std::string_view before);

// The path as findings name it; `<stdin>` for `-`.
std::string display_name(const std::string& path);

}  // namespace pilcrow::cli
