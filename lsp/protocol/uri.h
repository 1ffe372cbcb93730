// URIs and paths.
//
// A path is what the rest of the server knows a file by. Of `file:` it is the file's own, absolute
// and without `.` and `..`; of any other scheme (an editor's `untitled:Untitled-1`) the URI itself,
// which can be no path of a file, since it does not begin with a slash.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pilcrow::lsp {

// None where it is no URI, or a file on another machine. Percent-encoded bytes are taken as they
// are, whether UTF-8 or not; a drive letter (Windows) is a name like any other.
std::optional<std::string> path_from_uri(std::string_view uri);
// Percent-encodes everything but unreserved characters and slashes, as VS Code does.
std::string uri_from_path(std::string_view path);
// A path of a file, as against another document's URI.
inline bool is_file_path(std::string_view path) { return path.starts_with('/'); }

}  // namespace pilcrow::lsp
