// JSON as messages have it: parsing what a client sent, and reading parameters with care.
//
// Here and in server/ only. Whatever is wrong with parameters is a BadParams, thrown while they are
// read and caught where the request was taken up; it crosses no other room.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace pilcrow::lsp {

using Json = nlohmann::json;

struct BadParams {
    std::string sentence;
};

// Lists and objects may be nested so deeply in a message: what handles them recurses.
inline constexpr std::size_t deepest_json = 200;

// Parses a message's content. Bytes that are no UTF-8 and halves of surrogate pairs become U+FFFD,
// so that a text with such a character does not cost its document. False, and a sentence, where it
// is no JSON. O(bytes).
bool parse_json(std::string_view content, Json& result, std::string& fault);
// As text, on one line; bytes that are no UTF-8 become U+FFFD.
std::string text_of(const Json& value);

// --- what may be missing ---
// What stands at a path of keys ("workspace.symbol.tagSupport"), or null.
const Json* find(const Json& object, std::string_view path);
// True where it is `true`.
bool has_flag(const Json& object, std::string_view path);
// True where a list of texts holds one.
bool lists(const Json& object, std::string_view path, std::string_view text);
// A text, or empty.
std::string text_at(const Json& object, std::string_view path);

// --- what must be there (BadParams) ---
const Json& required(const Json& object, std::string_view key);
const std::string& required_text(const Json& object, std::string_view key);
// A number from 0 to 2³¹ - 1; a larger one is taken as that.
std::uint32_t required_number(const Json& object, std::string_view key);
const Json& required_list(const Json& object, std::string_view key);

}  // namespace pilcrow::lsp
