#include "parser/diagnostics/selection.h"

#include <algorithm>
#include <map>
#include <optional>

namespace pilcrow {
namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool goes_on_a_word(std::string_view text) {
    if (text.empty()) return false;
    const char c = text.front();
    return c == '_' || c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

// The codes that a comment silences, if it is such a comment.
std::optional<CodeSet> silenced_by(std::string_view comment) {
    constexpr std::string_view mark = "pilcrow: ignore";
    const std::size_t at = comment.find(mark);
    if (at == std::string_view::npos) return std::nullopt;
    std::string_view tail = comment.substr(at + mark.size());
    if (goes_on_a_word(tail)) return std::nullopt;
    tail = trimmed(tail);
    if (!tail.starts_with('[')) return CodeSet().set();
    CodeSet codes;
    const std::size_t end = tail.find(']');
    std::string_view list = tail.substr(1, end == std::string_view::npos ? end : end - 1);
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        if (const auto code = code_from_text(trimmed(list.substr(0, comma)))) {
            codes.set(static_cast<std::size_t>(*code));
        }
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
    }
    return codes;
}

}  // namespace

void apply_selection(const Tree& tree, const Selection& selection, std::vector<Diagnostic>& found) {
    std::erase_if(found, [&](const Diagnostic& one) { return !selection.wants(one.code); });
    const auto has_warning = std::any_of(found.begin(), found.end(), [](const Diagnostic& one) {
        return info(one.code).severity != Severity::Error;
    });
    if (!has_warning) return;
    std::map<std::uint32_t, CodeSet> silenced;  // by line
    const BlockTree& blocks = *tree.reading;
    for (BlockId block = 0; block < blocks.size(); ++block) {
        const Unit* unit = blocks.is_head(block) ? tree.unit(block) : nullptr;
        if (unit == nullptr) continue;
        for (const Comment& comment : unit->comments()) {
            const auto codes = silenced_by(tree.own_text(block, comment.begin, comment.end));
            if (codes) silenced[tree.position(block, comment.begin).line] |= *codes;
        }
    }
    std::erase_if(found, [&](const Diagnostic& one) {
        const auto line = silenced.find(one.range.begin.line);
        return line != silenced.end() && info(one.code).severity != Severity::Error &&
               line->second[static_cast<std::size_t>(one.code)];
    });
}

}  // namespace pilcrow
