#include "cli/columns.h"
#include "cli/files.h"
#include "cli/report.h"

#include <nlohmann/json.hpp>

namespace pilcrow::cli {
namespace {

using nlohmann::ordered_json;

void put_range(ordered_json& object, ColumnCounter& columns, const Range& range) {
    object["line"] = range.begin.line + 1;
    object["column"] = columns.of(range.begin);
    object["endLine"] = range.end.line + 1;
    object["endColumn"] = columns.of(range.end);
}

}  // namespace

std::string json_report(const Analysis& analysis) {
    ColumnCounter columns(analysis.tree);
    std::string members;
    for (const Diagnostic& found : analysis.found) {
        ordered_json one;
        one["file"] = display_name(analysis.path);
        one["code"] = info(found.code).text;
        one["severity"] = severity_name(info(found.code).severity);
        one["message"] = found.message;
        put_range(one, columns, found.range);
        one["fix"] = nullptr;
        if (found.fix) {
            ordered_json edits = ordered_json::array();
            for (const TextEdit& edit : found.fix->edits) {
                ordered_json item;
                put_range(item, columns, edit.range);
                item["text"] = edit.text;
                edits.push_back(std::move(item));
            }
            one["fix"]["title"] = found.fix->title;
            one["fix"]["edits"] = std::move(edits);
            one["fix"]["safe"] = found.fix->safe;
        }
        if (!members.empty()) members += ",\n";
        members += one.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
    }
    return members;
}

}  // namespace pilcrow::cli
