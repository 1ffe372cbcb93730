#include "lsp/protocol/message_reader.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace pilcrow::lsp {
namespace {

constexpr std::string_view length_name = "content-length";
constexpr std::string_view type_name = "content-type";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

struct Header {
    std::optional<std::size_t> length;
    bool utf8 = true;
};

Header header_of(std::string_view lines) {
    Header header;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        const std::string_view line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 1, lines.size()));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string name = lowered(trimmed(line.substr(0, colon)));
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (name == length_name) {
            std::size_t length = 0;
            const char* last = value.data() + value.size();
            const auto [stop, failed] = std::from_chars(value.data(), last, length);
            if (failed == std::errc{} && stop == last) header.length = length;
        } else if (name == type_name) {
            const std::string type = lowered(value);
            const std::size_t charset = type.find("charset=");
            if (charset == std::string::npos) continue;
            const std::string_view encoding = std::string_view(type).substr(charset + 8);
            header.utf8 = encoding.find("utf-8") != std::string_view::npos ||
                          encoding.find("utf8") != std::string_view::npos;
        }
    }
    return header;
}

// Where `name:` stands, in any case, or npos.
std::size_t find_length_name(std::string_view text) {
    const auto found = std::search(text.begin(), text.end(), length_name.begin(), length_name.end(),
                                   [](char a, char b) { return lower(a) == b; });
    return found == text.end() ? std::string_view::npos
                               : static_cast<std::size_t>(found - text.begin());
}

}  // namespace

void MessageReader::feed(std::string_view bytes) {
    if (skip_ > 0) {
        const std::size_t skipped = std::min(skip_, bytes.size());
        skip_ -= skipped;
        bytes.remove_prefix(skipped);
    }
    if (begin_ > 0) {
        bytes_.erase(0, begin_);
        begin_ = 0;
    }
    bytes_ += bytes;
}

std::optional<Incoming> MessageReader::next() {
    while (true) {
        if (skip_ > 0) {
            const std::size_t skipped = std::min(skip_, rest().size());
            skip_ -= skipped;
            drop(skipped);
            if (skip_ > 0) return std::nullopt;
        }
        if (lost_) search();
        if (lost_) return std::nullopt;
        if (length_) {
            if (rest().size() < *length_) return std::nullopt;
            Incoming message{std::string(rest().substr(0, *length_)), {}};
            drop(*length_);
            length_.reset();
            return message;
        }
        // An empty line ends the header; those before its first line mean nothing.
        while (!rest().empty() && (rest().front() == '\r' || rest().front() == '\n')) {
            drop(1);
            searched_ = 0;
        }
        const std::string_view text = rest();
        std::size_t end = std::string_view::npos;
        std::size_t body = 0;
        for (std::size_t at = text.find('\n', searched_); at != std::string_view::npos;
             at = text.find('\n', at + 1)) {
            std::size_t after = at + 1;
            if (after < text.size() && text[after] == '\r') ++after;
            if (after >= text.size()) break;
            if (text[after] != '\n') continue;
            end = at;
            body = after + 1;
            break;
        }
        if (end == std::string_view::npos) {
            if (text.size() > longest_header) {
                lost_ = true;
                searched_ = 0;
                return Incoming{{}, "a message's header does not end"};
            }
            searched_ = text.size() > 2 ? text.size() - 2 : 0;
            return std::nullopt;
        }
        searched_ = 0;
        if (auto fault = read_header(end, body)) return fault;
    }
}

std::optional<Incoming> MessageReader::read_header(std::size_t end, std::size_t body) {
    const Header header = header_of(rest().substr(0, end));
    drop(body);
    if (!header.length) {
        lost_ = true;
        return Incoming{{}, "a message's header has no Content-Length that is a number"};
    }
    if (*header.length > longest) {
        skip_ = *header.length;
        return Incoming{{},
                        "a message of " + std::to_string(*header.length) +
                            " bytes is passed over: the longest that is read has " +
                            std::to_string(longest)};
    }
    if (!header.utf8) {
        skip_ = *header.length;
        return Incoming{{}, "a message that is not in UTF-8 is passed over"};
    }
    length_ = header.length;
    return std::nullopt;
}

void MessageReader::search() {
    const std::size_t found = find_length_name(rest());
    if (found != std::string_view::npos) {
        drop(found);
        lost_ = false;
    } else if (rest().size() >= length_name.size()) {
        drop(rest().size() - length_name.size() + 1);
    }
}

std::string framed(std::string_view content) {
    std::string message = "Content-Length: " + std::to_string(content.size()) + "\r\n\r\n";
    message += content;
    return message;
}

}  // namespace pilcrow::lsp
