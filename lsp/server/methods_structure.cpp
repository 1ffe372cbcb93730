// Editing by structure: the requests of lsp/README.md, and formatting on type for a line break.

#include "lsp/editing/structure.h"
#include "lsp/editing/text_change.h"
#include "lsp/server/methods.h"

namespace pilcrow::lsp {
namespace {

// `range`, or `position` as an empty one.
Range selection_of(Asking& asking) {
    if (find(asking.params(), "range") != nullptr) return asking.range();
    const Position position = asking.position();
    return {position, position};
}

// A place in the text that the edits make.
Json place_in(const std::string& text, Position place, ColumnUnit unit) {
    const std::size_t begin = editing::offset_of(text, {place.line, 0});
    const std::string_view line = std::string_view(text).substr(begin);
    return {{"line", place.line},
            {"character",
             column_from_byte(line.substr(0, line.find_first_of("\r\n")), place.byte, unit)}};
}

Json answer(Asking& asking, const StructureAnswer& answer) {
    if (!answer) return nullptr;
    const SourceFile& file = *asking.file();
    PlaceWriter places = asking.places(file);
    Json result = {{"edits", to_json(answer->edits, places)}};
    if (answer->edits.empty() && !answer->reason.empty()) {
        result["reason"] = answer->reason;
        return result;
    }
    const std::string after = editing::applied(editing::Lines(*file.tree), answer->edits);
    const ColumnUnit unit = asking.client().unit;
    result["selection"] = {{"start", place_in(after, answer->selection.begin, unit)},
                           {"end", place_in(after, answer->selection.end, unit)}};
    return result;
}

template <StructureAnswer (*edit)(const Tree&, Range)>
Json at_selection(Asking& asking) {
    const Range selection = selection_of(asking);
    return answer(asking, edit(*asking.file()->tree, selection));
}
template <StructureAnswer (*edit)(const Tree&, Position)>
Json at_cursor(Asking& asking) {
    const Position cursor = asking.position();
    return answer(asking, edit(*asking.file()->tree, cursor));
}

Json move_nodes(Asking& asking) {
    const std::string& direction = required_text(asking.params(), "direction");
    if (direction != "up" && direction != "down") {
        throw BadParams{"`direction` must be `up` or `down`"};
    }
    const Range selection = selection_of(asking);
    return answer(asking, move(*asking.file()->tree, selection,
                               direction == "up" ? Direction::Up : Direction::Down));
}

Json paste_text(Asking& asking) {
    const std::string& text = required_text(asking.params(), "text");
    const Range selection = selection_of(asking);
    return answer(asking, paste(*asking.file()->tree, selection, text));
}

Json format_on_type(Asking& asking) {
    if (required_text(asking.params(), "ch") != "\n") return nullptr;
    const Position cursor = asking.position();
    const SourceFile& file = *asking.file();
    const StructureAnswer typed = on_line_break_typed(*file.tree, cursor);
    if (!typed) return nullptr;
    PlaceWriter places = asking.places(file);
    return to_json(typed->edits, places);
}

constexpr Method methods[] = {
    {"textDocument/onTypeFormatting", LaneName::Quick, format_on_type,
     "documentOnTypeFormattingProvider",
     [](const Client&) -> Json { return {{"firstTriggerCharacter", "\n"}}; }},
    {"pilcrow/onEnter", LaneName::Quick, at_selection<on_enter>, "experimental.onEnter"},
    {"pilcrow/indent", LaneName::Quick, at_selection<indent>, "experimental.indent"},
    {"pilcrow/outdent", LaneName::Quick, at_selection<outdent>, "experimental.outdent"},
    {"pilcrow/backspace", LaneName::Quick, at_cursor<backspace>, "experimental.backspace"},
    {"pilcrow/move", LaneName::Quick, move_nodes, "experimental.move"},
    {"pilcrow/split", LaneName::Quick, at_cursor<split>, "experimental.split"},
    {"pilcrow/join", LaneName::Quick, at_cursor<join>, "experimental.join"},
    {"pilcrow/paste", LaneName::Quick, paste_text, "experimental.paste"},
};

}  // namespace

std::span<const Method> structure_methods() { return methods; }

}  // namespace pilcrow::lsp
