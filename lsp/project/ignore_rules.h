// Which files a list of patterns leaves out: the language of .gitignore.
//
// A pattern with a slash at its beginning or in its middle is held against the whole path below the
// list's folder, any other against each name in it; a slash at its end means folders only. `*`, `?`
// and `[…]` stand for anything but a slash, `**` as a whole name for any number of names. `!` takes
// files in again; of several patterns that fit, the last decides.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow {

class IgnoreRules {
public:
    IgnoreRules() = default;
    // One pattern a line, `#` before comments.
    explicit IgnoreRules(std::string_view lines);

    // Whether a file or folder is left out; nothing where no pattern speaks of it. `path` is
    // relative to the list's folder, with `/` between names. What stands in a folder that is left
    // out is not asked for. O(patterns × length of both).
    std::optional<bool> leaves_out(std::string_view path, bool is_folder) const;
    bool empty() const { return rules_.empty(); }

private:
    struct Rule {
        std::vector<std::string> names;  // the pattern between its slashes
        bool takes_in = false;           // `!`
        bool folders_only = false;
    };
    void add(std::string_view line);

    std::vector<Rule> rules_;
};

}  // namespace pilcrow
