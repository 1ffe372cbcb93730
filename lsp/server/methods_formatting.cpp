// Formatting: whole documents, a range, several.

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

// A selection of whole lines ends at the beginning of the line behind them.
LineRange lines_of(const Range& range) {
    const bool whole = range.end.byte == 0 && range.end.line > range.begin.line;
    return {range.begin.line, range.end.line - (whole ? 1 : 0)};
}

Json format_range(Asking& asking) {
    FormattingWishes wishes = wishes_of(asking);
    wishes.lines = {lines_of(asking.range())};
    return answer(asking, wishes);
}

Json format_ranges(Asking& asking) {
    FormattingWishes wishes = wishes_of(asking);
    const SourceFile& file = *asking.file();
    for (const Json& range : required_list(asking.params(), "ranges")) {
        wishes.lines.push_back(lines_of(range_from(range, *file.tree, asking.client().unit)));
    }
    if (wishes.lines.empty()) return Json::array();
    return answer(asking, wishes);
}

constexpr Method methods[] = {
    {"textDocument/formatting", LaneName::Quick, format_document, "documentFormattingProvider"},
    {"textDocument/rangeFormatting", LaneName::Quick, format_range,
     "documentRangeFormattingProvider",
     [](const Client& client) -> Json {
         return client.formats_ranges ? Json{{"rangesSupport", true}} : Json(true);
     }},
    {"textDocument/rangesFormatting", LaneName::Quick, format_ranges},
};

}  // namespace

std::span<const Method> formatting_methods() { return methods; }

}  // namespace pilcrow::lsp
