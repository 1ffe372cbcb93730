#include "lsp/protocol/json.h"

#include "parser/text/utf8.h"

#include <algorithm>
#include <optional>

namespace pilcrow::lsp {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

bool too_deep(std::string_view text) {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (in_string) {
            if (c == '\\') {
                ++at;
            } else if (c == '"') {
                in_string = false;
            }
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            if (++depth > deepest_json) return true;
        } else if ((c == ']' || c == '}') && depth > 0) {
            --depth;
        }
    }
    return false;
}

// The value of `\uXXXX` at `at`, if that stands there.
std::optional<unsigned> escaped_unit(std::string_view text, std::size_t at) {
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
    unsigned value = 0;
    for (std::size_t digit = at + 2; digit < at + 6; ++digit) {
        const char c = text[digit];
        unsigned number = 16;
        if (c >= '0' && c <= '9') number = static_cast<unsigned>(c - '0');
        if (c >= 'a' && c <= 'f') number = static_cast<unsigned>(c - 'a') + 10;
        if (c >= 'A' && c <= 'F') number = static_cast<unsigned>(c - 'A') + 10;
        if (number == 16) return std::nullopt;
        value = value * 16 + number;
    }
    return value;
}
bool is_high(unsigned unit) { return unit >= 0xd800 && unit < 0xdc00; }
bool is_low(unsigned unit) { return unit >= 0xdc00 && unit < 0xe000; }

// The text with what is no character of Unicode replaced.
std::string mended(std::string_view text) {
    std::string result;
    result.reserve(text.size() + 16);
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '\\') {
            const auto unit = escaped_unit(text, at);
            if (!unit) {
                result += text.substr(at, 2);
                at += 2;
                continue;
            }
            const auto next = escaped_unit(text, at + 6);
            if (is_high(*unit) && next && is_low(*next)) {
                result += text.substr(at, 12);
                at += 12;
            } else {
                result += is_high(*unit) || is_low(*unit) ? replacement : text.substr(at, 6);
                at += 6;
            }
            continue;
        }
        const Utf8Char c = decode_utf8(text, at);
        result += c.valid ? text.substr(at, c.length) : replacement;
        at += c.length;
    }
    return result;
}

}  // namespace

bool parse_json(std::string_view content, Json& result, std::string& fault) {
    if (too_deep(content)) {
        fault = "lists and objects are nested too deeply";
        return false;
    }
    result = Json::parse(content, nullptr, false);
    if (!result.is_discarded()) return true;
    result = Json::parse(mended(content), nullptr, false);
    if (!result.is_discarded()) return true;
    result = nullptr;
    fault = "this is no JSON";
    return false;
}

std::string text_of(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

const Json* find(const Json& object, std::string_view path) {
    const Json* at = &object;
    while (true) {
        const std::size_t dot = std::min(path.find('.'), path.size());
        if (!at->is_object()) return nullptr;
        const auto found = at->find(path.substr(0, dot));
        if (found == at->end()) return nullptr;
        at = &*found;
        if (dot == path.size()) return at;
        path.remove_prefix(dot + 1);
    }
}

bool has_flag(const Json& object, std::string_view path) {
    const Json* found = find(object, path);
    return found != nullptr && found->is_boolean() && found->get<bool>();
}

bool lists(const Json& object, std::string_view path, std::string_view text) {
    const Json* found = find(object, path);
    return found != nullptr && found->is_array() &&
           std::any_of(found->begin(), found->end(), [&](const Json& one) {
               return one.is_string() && one.get_ref<const std::string&>() == text;
           });
}

std::string text_at(const Json& object, std::string_view path) {
    const Json* found = find(object, path);
    return found != nullptr && found->is_string() ? found->get<std::string>() : std::string();
}

const Json& required(const Json& object, std::string_view key) {
    if (!object.is_object()) throw BadParams{"an object with `" + std::string(key) + "` is needed"};
    const auto found = object.find(key);
    if (found == object.end()) throw BadParams{"`" + std::string(key) + "` is missing"};
    return *found;
}

const std::string& required_text(const Json& object, std::string_view key) {
    const Json& value = required(object, key);
    if (!value.is_string()) throw BadParams{"`" + std::string(key) + "` must be a text"};
    return value.get_ref<const std::string&>();
}

std::uint32_t required_number(const Json& object, std::string_view key) {
    constexpr std::uint64_t largest = 0x7fffffff;
    const Json& value = required(object, key);
    if (value.is_number_unsigned() ||
        (value.is_number_integer() && value.get<std::int64_t>() >= 0)) {
        return static_cast<std::uint32_t>(std::min(value.get<std::uint64_t>(), largest));
    }
    throw BadParams{"`" + std::string(key) + "` must be a number from 0 on"};
}

const Json& required_list(const Json& object, std::string_view key) {
    const Json& value = required(object, key);
    if (!value.is_array()) throw BadParams{"`" + std::string(key) + "` must be a list"};
    return value;
}

}  // namespace pilcrow::lsp
