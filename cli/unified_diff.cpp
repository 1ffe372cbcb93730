#include "cli/unified_diff.h"

#include "cli/visible.h"
#include "parser/text/line_endings.h"

#include <algorithm>

namespace pilcrow::cli {
namespace {

constexpr std::size_t context = 3;

// A run of lines that differ: [before, before_end) became [after, after_end).
struct Change {
    std::size_t before;
    std::size_t before_end;
    std::size_t after;
    std::size_t after_end;
};

struct Pair {
    std::size_t before;
    std::size_t after;
};

class Differ {
public:
    Differ(std::string_view before, std::string_view after,
           const std::vector<std::uint32_t>& sources)
        : before_(lines_with_ends(before)), after_(lines_with_ends(after)), sources_(sources) {}

    std::string run(std::string_view name) {
        find_changes();
        if (changes_.empty()) return {};
        out_ = "--- " + std::string(name) + "\n+++ " + std::string(name) + '\n';
        for (std::size_t first = 0; first < changes_.size();) {
            std::size_t end = first + 1;
            while (end < changes_.size() &&
                   changes_[end].before - changes_[end - 1].before_end <= 2 * context) {
                ++end;
            }
            hunk(first, end);
            first = end;
        }
        return std::move(out_);
    }

private:
    // The longest rising series among the lines that came from an equal one.
    std::vector<Pair> kept() const {
        std::vector<Pair> pairs;
        for (std::size_t at = 0; at < std::min(after_.size(), sources_.size()); ++at) {
            const std::size_t from = sources_[at];
            if (from < before_.size() && before_[from] == after_[at]) pairs.push_back({from, at});
        }
        constexpr std::size_t none = static_cast<std::size_t>(-1);
        std::vector<std::size_t> last;  // of the best series of each length: its last pair
        std::vector<std::size_t> previous(pairs.size(), none);
        for (std::size_t index = 0; index < pairs.size(); ++index) {
            const auto place = std::lower_bound(
                last.begin(), last.end(), pairs[index].before,
                [&](std::size_t one, std::size_t line) { return pairs[one].before < line; });
            if (place != last.begin()) previous[index] = *std::prev(place);
            if (place == last.end()) {
                last.push_back(index);
            } else {
                *place = index;
            }
        }
        std::vector<Pair> series;
        for (std::size_t at = last.empty() ? none : last.back(); at != none; at = previous[at]) {
            series.push_back(pairs[at]);
        }
        std::reverse(series.begin(), series.end());
        return series;
    }

    void find_changes() {
        std::size_t before = 0;
        std::size_t after = 0;
        for (const Pair& pair : kept()) {
            between(before, pair.before, after, pair.after);
            before = pair.before + 1;
            after = pair.after + 1;
        }
        between(before, before_.size(), after, after_.size());
    }

    void between(std::size_t before, std::size_t before_end, std::size_t after,
                 std::size_t after_end) {
        while (before < before_end && after < after_end && before_[before] == after_[after]) {
            ++before;
            ++after;
        }
        while (before < before_end && after < after_end &&
               before_[before_end - 1] == after_[after_end - 1]) {
            --before_end;
            --after_end;
        }
        if (before == before_end && after == after_end) return;
        if (!changes_.empty() && changes_.back().before_end == before &&
            changes_.back().after_end == after) {
            changes_.back().before_end = before_end;
            changes_.back().after_end = after_end;
        } else {
            changes_.push_back({before, before_end, after, after_end});
        }
    }

    static std::string place(char sign, std::size_t begin, std::size_t count) {
        std::string text = sign + std::to_string(begin + (count > 0 ? 1 : 0));
        if (count != 1) text += ',' + std::to_string(count);
        return text;
    }

    void line(char sign, std::string_view text) {
        out_ += sign;
        out_ += text;
        if (text.ends_with('\n')) return;
        out_ += '\n';
        if (!text.ends_with('\r')) out_ += "\\ No newline at end of file\n";
    }

    void hunk(std::size_t first, std::size_t end) {
        const std::size_t lead = std::min(context, changes_[first].before);
        const std::size_t behind = std::min(context, before_.size() - changes_[end - 1].before_end);
        std::size_t at = changes_[first].before - lead;
        const std::size_t before_end = changes_[end - 1].before_end + behind;
        const std::size_t after = changes_[first].after - lead;
        const std::size_t after_end = changes_[end - 1].after_end + behind;
        out_ += "@@ " + place('-', at, before_end - at) + ' ' +
                place('+', after, after_end - after) + " @@\n";
        for (std::size_t index = first; index < end; ++index) {
            const Change& change = changes_[index];
            for (; at < change.before; ++at) line(' ', before_[at]);
            for (; at < change.before_end; ++at) line('-', before_[at]);
            for (std::size_t in = change.after; in < change.after_end; ++in) line('+', after_[in]);
        }
        for (; at < before_end; ++at) line(' ', before_[at]);
    }

    std::vector<std::string_view> before_;
    std::vector<std::string_view> after_;
    const std::vector<std::uint32_t>& sources_;
    std::vector<Change> changes_;
    std::string out_;
};

const char* colour_of(std::string_view line) {
    switch (line.front()) {
    case '-': return "\x1b[31m";
    case '+': return "\x1b[32m";
    case '@': return "\x1b[36m";
    default: return nullptr;
    }
}

}  // namespace

std::string unified_diff(std::string_view name, std::string_view before, std::string_view after,
                         const std::vector<std::uint32_t>& sources) {
    if (before == after) return {};
    return Differ(before, after, sources).run(name);
}

std::string coloured_diff(std::string_view diff) {
    std::string result;
    bool in_head = true;  // of a file: a changed line may begin with `--` too
    while (!diff.empty()) {
        const std::size_t end = std::min(diff.find('\n'), diff.size());
        std::string_view line = diff.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.starts_with('@')) in_head = false;
        const char* colour = nullptr;
        if (!line.empty()) colour = in_head ? "\x1b[1m" : colour_of(line);
        if (colour != nullptr) result += colour;
        append_visible(result, line);
        if (colour != nullptr) result += "\x1b[0m";
        result += '\n';
        diff.remove_prefix(std::min(end + 1, diff.size()));
    }
    return result;
}

}  // namespace pilcrow::cli
