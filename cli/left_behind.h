// What a project still says about files that were converted, and that no longer holds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::cli {

struct MovedFile {
    std::string before;  // paths as they were given or found
    std::string after;
};

// Looks through the text files of the projects that the files belong to: lines that name a file
// that is gone, entry points that import a module which is no `.py` file any more, and files that
// are found by their name alone (`__main__.py`, conftest.py, setup.py). One sentence for each, with
// the file and, where there is one, the line. The files must have been moved. O(text of the
// projects).
std::vector<std::string> left_behind(const std::vector<MovedFile>& moved);

// The same for one file's text: `path` is how it is named, and decides what kind of file it is.
std::vector<std::string> left_behind_in(const std::string& path, std::string_view text,
                                        const std::vector<MovedFile>& moved);

}  // namespace pilcrow::cli
