#include "lsp/protocol/uri.h"

#include <filesystem>

namespace pilcrow::lsp {
namespace {

int hexadecimal(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string decoded(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '%' && at + 2 < text.size()) {
            const int high = hexadecimal(text[at + 1]);
            const int low = hexadecimal(text[at + 2]);
            if (high >= 0 && low >= 0) {
                result += static_cast<char>(high * 16 + low);
                at += 2;
                continue;
            }
        }
        result += text[at];
    }
    return result;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_unreserved(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

// Where the scheme's colon stands, or npos.
std::size_t end_of_scheme(std::string_view uri) {
    for (std::size_t at = 0; at < uri.size(); ++at) {
        const char c = uri[at];
        if (c == ':') return at > 0 ? at : std::string_view::npos;
        const bool fits = is_letter(c) ||
                          (at > 0 && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'));
        if (!fits) break;
    }
    return std::string_view::npos;
}

bool is_file_scheme(std::string_view scheme) {
    return scheme.size() == 4 && (scheme[0] | 0x20) == 'f' && (scheme[1] | 0x20) == 'i' &&
           (scheme[2] | 0x20) == 'l' && (scheme[3] | 0x20) == 'e';
}

}  // namespace

std::optional<std::string> path_from_uri(std::string_view uri) {
    const std::size_t colon = end_of_scheme(uri);
    if (colon == std::string_view::npos) return std::nullopt;
    if (!is_file_scheme(uri.substr(0, colon))) return std::string(uri);
    std::string_view rest = uri.substr(colon + 1);
    rest = rest.substr(0, rest.find_first_of("?#"));
    if (rest.starts_with("//")) {
        rest.remove_prefix(2);
        const std::size_t slash = rest.find('/');
        const std::string_view host = rest.substr(0, slash);
        if (slash == std::string_view::npos || !(host.empty() || host == "localhost")) {
            return std::nullopt;
        }
        rest.remove_prefix(slash);
    }
    const std::string path = decoded(rest);
    if (!path.starts_with('/') || path.find('\0') != std::string::npos) return std::nullopt;
    std::string normal = std::filesystem::path(path).lexically_normal().string();
    // "//a" may mean something to an operating system; here a path begins with one slash.
    normal.erase(0, normal.find_first_not_of('/') == std::string::npos
                        ? normal.size() - 1
                        : normal.find_first_not_of('/') - 1);
    if (normal.size() > 1 && normal.ends_with('/')) normal.pop_back();
    return normal;
}

std::string uri_from_path(std::string_view path) {
    if (!is_file_path(path)) return std::string(path);
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string uri = "file://";
    for (const char c : path) {
        if (c == '/' || is_unreserved(c)) {
            uri += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            uri += '%';
            uri += digits[byte >> 4];
            uri += digits[byte & 15];
        }
    }
    return uri;
}

}  // namespace pilcrow::lsp
