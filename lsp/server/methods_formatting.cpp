// Formatting: whole documents, ranges.

#include "lsp/features/formatting.h"
#include "lsp/server/methods.h"

namespace pilcrow::lsp {
namespace {

FormattingWishes wishes_of(Asking& asking) {
    FormattingWishes wishes;
    if (const auto width = asking.project(*asking.file()).width) wishes.width = *width;
    return wishes;
}

Json answer(Asking& asking, const FormattingWishes& wishes) {
    const Formatting formatting = format(*asking.file()->tree, wishes);
    if (!formatting.refusal.empty()) {
        throw CannotAnswer{"this stays as it is: " + formatting.refusal};
    }
    PlaceWriter places = asking.places(*asking.file());
    return to_json(formatting.edits, places);
}

Json format_document(Asking& asking) { return answer(asking, wishes_of(asking)); }

Json format_range(Asking& asking) {
    FormattingWishes wishes = wishes_of(asking);
    const Range range = asking.range();
    wishes.first_line = range.begin.line;
    // A selection of whole lines ends at the beginning of the line behind them.
    const bool whole = range.end.byte == 0 && range.end.line > range.begin.line;
    wishes.last_line = range.end.line - (whole ? 1 : 0);
    return answer(asking, wishes);
}

constexpr Method methods[] = {
    {"textDocument/formatting", LaneName::Quick, format_document, "documentFormattingProvider"},
    {"textDocument/rangeFormatting", LaneName::Quick, format_range,
     "documentRangeFormattingProvider"},
};

}  // namespace

std::span<const Method> formatting_methods() { return methods; }

}  // namespace pilcrow::lsp
