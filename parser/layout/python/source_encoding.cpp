#include "parser/layout/python/source_encoding.h"

#include "parser/text/utf8.h"

#include <iconv.h>
#include <algorithm>
#include <cerrno>
#include <utility>

namespace pilcrow {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// What `[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)` captures in a line, or empty.
std::string_view coding_in_line(std::string_view line) {
    const std::size_t lead = line.find_first_not_of(" \t\f");
    if (lead == std::string_view::npos || line[lead] != '#') return {};
    constexpr std::string_view key = "coding";
    for (std::size_t at = line.find(key, lead); at != std::string_view::npos;
         at = line.find(key, at + 1)) {
        std::size_t begin = at + key.size();
        if (begin >= line.size() || (line[begin] != ':' && line[begin] != '=')) continue;
        begin = std::min(line.find_first_not_of(" \t", begin + 1), line.size());
        std::size_t end = begin;
        while (end < line.size() && (is_word(line[end]) || line[end] == '-' || line[end] == '.')) {
            ++end;
        }
        if (end > begin) return line.substr(begin, end - begin);
    }
    return {};
}

// The name in the form in which CPython compares it: lower case, hyphens.
std::string normal_name(std::string_view name) {
    std::string normal(name);
    for (char& c : normal) {
        if (c == '_') c = '-';
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    }
    return normal;
}

bool is_or_begins(std::string_view name, std::string_view word) {
    return name.starts_with(word) && (name.size() == word.size() || name[word.size()] == '-');
}

bool is_utf8(std::string_view name) {
    return is_or_begins(name, "utf-8") || name == "utf8" || name == "u8" || name == "utf" ||
           name == "cp65001";
}

// Python's names that iconv does not know.
std::string iconv_name(std::string_view name) {
    if (is_or_begins(name, "latin-1") || is_or_begins(name, "iso-8859-1") ||
        is_or_begins(name, "iso-latin-1")) {
        return "ISO-8859-1";
    }
    constexpr std::pair<std::string_view, std::string_view> aliases[] = {
        {"mac-roman", "MACINTOSH"},
        {"macroman", "MACINTOSH"},
        {"mac-cyrillic", "MAC-CYRILLIC"},
        {"mac-latin2", "MACCENTRALEUROPE"},
        {"shift-jis", "SHIFT_JIS"},
        {"shiftjis", "SHIFT_JIS"},
        {"s-jis", "SHIFT_JIS"},
        {"euc-jis-2004", "EUC-JISX0213"},
        {"eucjp", "EUC-JP"},
        {"ujis", "EUC-JP"},
        {"euckr", "EUC-KR"},
        {"kz-1048", "RK1048"},
        {"tis620", "TIS-620"},
        {"646", "ASCII"},
    };
    for (const auto& [python, iconv] : aliases) {
        if (python == name) return std::string(iconv);
    }
    constexpr std::string_view latin = "latin-";
    if (name.starts_with(latin)) return "LATIN" + std::string(name.substr(latin.size()));
    constexpr std::string_view windows = "windows-";
    if (name.starts_with(windows)) return "CP" + std::string(name.substr(windows.size()));
    return std::string(name);
}

class Converter {
public:
    explicit Converter(const std::string& encoding)
        : handle_(iconv_open("UTF-8", encoding.c_str())) {}
    ~Converter() {
        if (is_open()) iconv_close(handle_);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    // NOLINTNEXTLINE(performance-no-int-to-ptr): what iconv_open() gives for an error.
    bool is_open() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

    // The offset of the first byte that has no meaning in the encoding, or none.
    std::optional<std::size_t> convert(std::string& bytes, std::string& text) {
        char* in = bytes.data();
        std::size_t in_left = bytes.size();
        constexpr std::size_t step = std::size_t{1} << 16;
        std::string out(step, '\0');
        bool flushing = false;
        for (;;) {
            char* to = out.data();
            std::size_t to_left = out.size();
            const std::size_t result = flushing ? iconv(handle_, nullptr, nullptr, &to, &to_left)
                                                : iconv(handle_, &in, &in_left, &to, &to_left);
            const bool full = result == static_cast<std::size_t>(-1) && errno == E2BIG;
            text.append(out.data(), out.size() - to_left);
            if (full) continue;
            if (result == static_cast<std::size_t>(-1)) return bytes.size() - in_left;
            if (flushing) return std::nullopt;
            flushing = true;
        }
    }

private:
    iconv_t handle_;
};

std::uint32_t line_of(std::string_view text, std::size_t offset) {
    std::uint32_t line = 0;
    for (std::size_t at = 0; at < offset; ++at) {
        const bool cr_lf = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
        if (!cr_lf && (text[at] == '\n' || text[at] == '\r')) ++line;
    }
    return line;
}

}  // namespace

std::string_view coding_comment(std::string_view text, std::uint32_t& line) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    for (line = 0; line < 2; ++line) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        const std::string_view this_line = text.substr(0, end);
        const std::string_view name = coding_in_line(this_line);
        if (!name.empty()) return name;
        const std::size_t lead = this_line.find_first_not_of(" \t\f");
        if (lead != std::string_view::npos && this_line[lead] != '#') break;
        text.remove_prefix(end);
        text.remove_prefix(text.starts_with("\r\n") ? 2 : std::min<std::size_t>(text.size(), 1));
    }
    line = 0;
    return {};
}

void declare_utf8(std::string& text) {
    std::uint32_t line = 0;
    const std::string_view name = coding_comment(text, line);
    if (name.empty() || is_utf8(normal_name(name))) return;
    const auto at = static_cast<std::size_t>(name.data() - text.data());
    text.replace(at, name.size(), "utf-8");
}

SourceText decode_python_source(std::string bytes) {
    SourceText result;
    std::uint32_t cookie_line = 0;
    const bool marked = bytes.starts_with(byte_order_mark);
    result.encoding = std::string(coding_comment(bytes, cookie_line));
    const std::string name = normal_name(result.encoding);
    const bool named = !result.encoding.empty();
    if (!named) result.encoding = "utf-8";

    const auto fail = [&](std::uint32_t line, std::string message) -> SourceText {
        result.error = SourceError{line, std::move(message)};
        result.text = std::move(bytes);
        return std::move(result);
    };
    if (const std::size_t nul = bytes.find('\0'); nul != std::string::npos) {
        return fail(line_of(bytes, nul), "source code cannot contain NUL bytes");
    }
    if (marked && named && !is_or_begins(name, "utf-8")) {  // CPython refuses even `utf8` here
        return fail(cookie_line, "the encoding " + result.encoding +
                                     " contradicts the UTF-8 mark at the file's beginning");
    }
    if (!named || is_utf8(name)) {
        const std::size_t bad = first_invalid_utf8(bytes);
        if (bad != all_valid) {
            return fail(line_of(bytes, bad),
                        named ? "this is not valid UTF-8"
                              : "this is not valid UTF-8, and no other encoding is declared");
        }
        if (marked) bytes.erase(0, byte_order_mark.size());
        result.text = std::move(bytes);
        return result;
    }
    Converter converter(iconv_name(name));
    if (!converter.is_open()) return fail(cookie_line, "unknown encoding: " + result.encoding);
    const std::optional<std::size_t> bad = converter.convert(bytes, result.text);
    // The comment that names the encoding must read the same in it: UTF-16 and the like do not.
    std::uint32_t ignored = 0;
    if (coding_comment(result.text, ignored) != result.encoding) {
        return fail(cookie_line,
                    "the encoding " + result.encoding + " cannot be that of source code");
    }
    if (bad) {
        return fail(line_of(bytes, *bad),
                    "this byte has no meaning in the encoding " + result.encoding);
    }
    return result;
}

}  // namespace pilcrow
