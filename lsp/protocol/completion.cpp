#include "lsp/protocol/completion.h"

#include "lsp/protocol/diagnostics.h"

namespace pilcrow::lsp {
namespace {

constexpr int deprecated_tag = 1;
constexpr int snippet_format = 2;

int number_of(CompletionKind kind) {
    switch (kind) {
    case CompletionKind::Text: return 1;
    case CompletionKind::Method: return 2;
    case CompletionKind::Function: return 3;
    case CompletionKind::Field:
    case CompletionKind::Key: return 5;
    case CompletionKind::Variable:
    case CompletionKind::Parameter:
    case CompletionKind::Argument: return 6;
    case CompletionKind::Class: return 7;
    case CompletionKind::Module: return 9;
    case CompletionKind::Property: return 10;
    case CompletionKind::Value: return 12;
    case CompletionKind::Keyword: return 14;
    case CompletionKind::Snippet: return 15;
    case CompletionKind::File: return 17;
    case CompletionKind::Folder: return 19;
    case CompletionKind::EnumMember: return 20;
    case CompletionKind::Constant: return 21;
    case CompletionKind::TypeParameter: return 25;
    }
    return 1;
}

Json data_json(const CompletionData& data) {
    Json json = {{"path", data.path},
                 {"line", data.place.line},
                 {"byte", data.place.byte},
                 {"name", data.name}};
    if (!data.owner.empty()) json["owner"] = data.owner;
    if (data.member) json["member"] = true;
    return json;
}

}  // namespace

Json to_json(const CompletionItem& item, Position place, PlaceWriter& places,
             const Client& client) {
    Json one = {{"label", item.label}, {"kind", number_of(item.kind)}};
    if (client.insert_replace) {
        one["textEdit"] = {{"newText", item.text},
                           {"insert", places.range({item.range.begin, place})},
                           {"replace", places.range(item.range)}};
    } else {
        one["textEdit"] = to_json(TextEdit{item.range, item.text}, places);
    }
    if (item.snippet) one["insertTextFormat"] = snippet_format;
    if (!item.detail.empty()) {
        if (client.label_details) one["labelDetails"] = {{"description", item.detail}};
        one["detail"] = item.detail;
    }
    if (!item.filter_text.empty()) one["filterText"] = item.filter_text;
    if (!item.sort_text.empty()) one["sortText"] = item.sort_text;
    if (!item.additional.empty()) one["additionalTextEdits"] = to_json(item.additional, places);
    if (!item.commit_characters.empty()) one["commitCharacters"] = item.commit_characters;
    if (item.deprecated && client.completion_tags) one["tags"] = Json::array({deprecated_tag});
    if (item.deprecated && !client.completion_tags) one["deprecated"] = true;
    if (item.preselect) one["preselect"] = true;
    if (!item.data.path.empty()) one["data"] = data_json(item.data);
    return one;
}

CompletionData completion_data_from(const Json& data) {
    return {required_text(data, "path"),
            {required_number(data, "line"), required_number(data, "byte")},
            required_text(data, "name"),
            text_at(data, "owner"),
            has_flag(data, "member")};
}

}  // namespace pilcrow::lsp
