#include "lsp/features/formatting.h"

#include "lsp/features/line_edits.h"
#include "parser/printer/checked_print.h"

#include <string_view>

namespace pilcrow::lsp {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

}  // namespace

Formatting format(const Tree& tree, const FormattingWishes& wishes) {
    if (tree.layout != Layout::Pilcrow) return {};
    PrintOptions options;
    options.width = wishes.width;
    options.lines = wishes.lines;
    CheckedPrint checked = print_checked(tree, options);
    if (!checked.refusal.empty()) return {{}, std::move(checked.refusal)};
    const std::string before = tree.text();
    std::string& after = checked.printed.text;
    if (before.starts_with(byte_order_mark) && !after.starts_with(byte_order_mark)) {
        after.insert(0, byte_order_mark);
    }
    return {line_edits(before, after, checked.printed.source_lines), {}};
}

}  // namespace pilcrow::lsp
