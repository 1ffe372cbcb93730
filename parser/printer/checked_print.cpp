#include "parser/printer/checked_print.h"

#include "parser/equivalence/equivalence.h"
#include "parser/parse.h"

#include <string_view>

namespace pilcrow {

namespace {

// The terminator of the first line, LF where there is none.
std::string_view line_end_of(const Tree& tree) {
    if (tree.line_count == 0) return "\n";
    const std::string_view text = *tree.chunks.front()->text;
    const std::string_view rest = text.substr(tree.line_token(0).end);
    if (rest.starts_with("\r\n")) return "\r\n";
    return rest.starts_with('\r') ? "\r" : "\n";
}

std::string with_line_ends(std::string_view text, std::string_view end) {
    std::string result;
    result.reserve(text.size() + text.size() / 16);
    for (const char c : text) {
        if (c == '\n') {
            result += end;
        } else {
            result += c;
        }
    }
    return result;
}

}  // namespace

CheckedPrint print_checked(const Tree& tree, const PrintOptions& options) {
    CheckedPrint result{print(tree, options), {}};
    const std::string_view end = line_end_of(tree);
    if (end != "\n") result.printed.text = with_line_ends(result.printed.text, end);
    if (options.to == tree.layout && result.printed.text == tree.text()) return result;
    const Tree again = parse(result.printed.text, options.to);
    if (const auto found = difference(tree, again)) {
        if (!options.keep_generously && tree.layout == options.to) {
            // How a damaged line is read may depend on the lines around it.
            PrintOptions generous = options;
            generous.keep_generously = true;
            return print_checked(tree, generous);
        }
        result.printed = {};
        result.refusal = "line " + std::to_string(found->line + 1) + ": " + found->what;
    }
    return result;
}

}  // namespace pilcrow
