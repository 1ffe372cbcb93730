#include "cli/line_map.h"

#include "parser/printer/printer.h"

#include <nlohmann/json.hpp>

namespace pilcrow::cli {

std::string line_map_json(const std::vector<MappedFile>& files) {
    std::string text = "{\"version\": 1, \"files\": [";
    const auto quoted = [](const std::string& path) {
        return nlohmann::json(path).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    };
    const char* between = "\n";
    for (const MappedFile& file : files) {
        text += between + std::string("{\"source\": ") + quoted(file.source) +
                ", \"result\": " + quoted(file.result) + ", \"lines\": [";
        for (std::size_t line = 0; line < file.lines.size(); ++line) {
            if (line > 0) text += ',';
            const std::uint32_t source = file.lines[line];
            text += source == Printed::no_source_line ? "null" : std::to_string(source);
        }
        text += "]}";
        between = ",\n";
    }
    return text + "\n]}\n";
}

}  // namespace pilcrow::cli
