#include "lsp/protocol/completion.h"

#include "lsp/protocol/diagnostics.h"

#include <optional>

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

// A list, which costs less than an object for each of many items.
Json data_json(const CompletionData& data) {
    Json json = Json::array();
    json.push_back(data.path);
    json.push_back(data.place.line);
    json.push_back(data.place.byte);
    json.push_back(data.name);
    json.push_back(data.owner);
    json.push_back(data.member);
    return json;
}

class ListWriter {
public:
    ListWriter(Position place, PlaceWriter& places, const Client& client)
        : place_(place), places_(places), client_(client) {}

    Json list(const CompletionList& list) {
        Json result;
        result["isIncomplete"] = list.incomplete;
        if (client_.default_edit_range && !list.items.empty()) {
            default_ = list.items.front().range;
            result["itemDefaults"]["editRange"] =
                client_.insert_replace ? both_ranges(*default_) : places_.range(*default_);
        }
        Json items = Json::array();
        for (const CompletionItem& item : list.items) items.push_back(this->item(item));
        result["items"] = std::move(items);
        return result;
    }

private:
    // (Not by nlohmann's lists of pairs, which make a list of each: these are hundreds.)
    Json item(const CompletionItem& item) {
        Json one;
        one["label"] = item.label;
        one["kind"] = number_of(item.kind);
        if (item.range == default_) {
            if (item.text != item.label) one["textEditText"] = item.text;
        } else {
            Json edit = client_.insert_replace ? both_ranges(item.range) : Json();
            if (!client_.insert_replace) edit["range"] = places_.range(item.range);
            edit["newText"] = item.text;
            one["textEdit"] = std::move(edit);
        }
        if (item.snippet) one["insertTextFormat"] = snippet_format;
        if (!item.detail.empty()) {
            if (client_.label_details) one["labelDetails"]["description"] = item.detail;
            one["detail"] = item.detail;
        }
        if (!item.filter_text.empty()) one["filterText"] = item.filter_text;
        if (!item.sort_text.empty()) one["sortText"] = item.sort_text;
        if (!item.additional.empty()) {
            one["additionalTextEdits"] = to_json(item.additional, places_);
        }
        if (!item.commit_characters.empty()) one["commitCharacters"] = item.commit_characters;
        if (item.deprecated && client_.completion_tags) one["tags"] = Json::array({deprecated_tag});
        if (item.deprecated && !client_.completion_tags) one["deprecated"] = true;
        if (item.preselect) one["preselect"] = true;
        if (!item.data.path.empty()) one["data"] = data_json(item.data);
        return one;
    }

    Json both_ranges(Range range) {
        Json both;
        both["insert"] = places_.range({range.begin, place_});
        both["replace"] = places_.range(range);
        return both;
    }

    const Position place_;
    PlaceWriter& places_;
    const Client& client_;
    std::optional<Range> default_;
};

}  // namespace

Json to_json(const CompletionList& list, Position place, PlaceWriter& places,
             const Client& client) {
    return ListWriter(place, places, client).list(list);
}

CompletionData completion_data_from(const Json& data) {
    constexpr std::size_t parts = 6;
    if (!data.is_array() || data.size() != parts || !data[0].is_string() ||
        !data[1].is_number_unsigned() || !data[2].is_number_unsigned() || !data[3].is_string() ||
        !data[4].is_string() || !data[5].is_boolean()) {
        throw BadParams{"`data` of a completion's item is not what this server gave"};
    }
    return {data[0].get<std::string>(),
            {data[1].get<std::uint32_t>(), data[2].get<std::uint32_t>()},
            data[3].get<std::string>(),
            data[4].get<std::string>(),
            data[5].get<bool>()};
}

}  // namespace pilcrow::lsp
