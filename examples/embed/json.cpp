// Delimiter-first JSON: a second language on pilcrow_blocks (see README.md).
#include <algorithm>
#include <charconv>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

#include "parser/blocks/block_tree.h"
#include "parser/blocks/members.h"
#include "parser/text/positions.h"
#include "parser/text/utf8.h"

namespace {

using namespace pilcrow;
using std::size_t, std::string, std::string_view;
constexpr string_view hex = "0123456789abcdef";

// One line by itself: a value, with a key in front of it or without.
struct Line {
    string_view key, value;
    char opens = 0;  // '[' or '{'; '"' for three quotes, behind which `value` is text; or 0
    size_t at = 0;   // where the value begins
    const char* error = nullptr;
};

bool is_scalar(string_view word) {
    const auto digit = [&](size_t at) { return at < word.size() && hex.find(word[at]) < 10; };
    const size_t first = word.starts_with('-') ? 1 : 0, point = word.find('.');
    const bool number = digit(first) && !(word[first] == '0' && digit(first + 1));
    double value = 0;
    return word == "true" || word == "false" || word == "null" ||
           (number && (point == word.npos || digit(point + 1)) &&
            std::from_chars(&word.front(), &word.back() + 1, value).ptr == &word.back() + 1);
}

// The length of the string that `text` begins with; 0 where it is not closed, or not JSON's.
size_t string_length(string_view text) {
    for (size_t at = 1; at < text.size() && static_cast<unsigned char>(text[at]) >= 0x20; ++at) {
        if (text[at] == '"')
            return text[0] == '"' && first_invalid_utf8(text.substr(0, at)) > at ? at + 1 : 0;
        if (text[at] != '\\') continue;
        const string_view escape = text.substr(++at, 5);
        if (escape.find_first_of("\"\\/bfnrtu") != 0) return 0;
        if (escape[0] == 'u' &&
            escape.find_first_not_of("0123456789abcdefABCDEF", 1) != escape.npos)
            return 0;
    }
    return 0;
}

// Reads what stands behind `at`.
Line read_line(string_view s, size_t at) {
    const auto skip = [&](size_t i) { return std::min(s.find_first_not_of(' ', i), s.size()); };
    Line line;
    line.at = skip(at);
    const size_t key = string_length(s.substr(line.at)), colon = skip(line.at + key);
    if (key > 0 && s.substr(colon).starts_with(':')) {
        line.key = s.substr(line.at, key);
        line.at = skip(colon + 1);
    }
    line.value = s.substr(line.at, s.find_last_not_of(' ') + 1 - line.at);
    if (line.value.starts_with("\"\"\"")) {
        line.opens = '"';
        line.value = s.substr(line.at + 3);
    } else if (line.value == "[" || line.value == "{") {
        line.opens = line.value[0];
    } else if (line.value.empty()) {
        line.error = "a value is missing";
    } else if (string_length(line.value) != line.value.size() && line.value != "[]" &&
               line.value != "{}" && !is_scalar(line.value)) {
        line.error = line.value[0] == '"' ? "this is not one string" : "this is no value";
    }
    return line;
}

struct Reader {
    string_view text;
    std::vector<LineToken> lines = {};
    BlockTree tree = {};
    string out = {};
    std::map<size_t, std::pair<size_t, string>> errors = {};  // line -> byte, sentence

    void read() {
        DelimiterSet delimiters = DelimiterSet::pilcrow();
        delimiters.lead['\\'] = Lead::Instr;  // JSON continues nothing
        tokenize_lines(text, delimiters, lines);
        tree = BlockTree::build(lines);
        const bool items = tree.size() == 0 || is_item(0);
        const Group all{0, tree.size(), items && tree.size() > 0 ? tree[0].column : 0u, Lead::Item};
        // The document is the first line that opens a group, or one line alone, or items alone.
        std::vector<Member> level = members(all);
        auto root = std::ranges::find_if(level, [&](const Member& member) {
            const Line line = line_of(member);
            return !is_item(member.head) && line.key.empty() && line.opens != 0;
        });
        const bool alone = root == level.end();
        if (alone && items) return write_group(decide(0, all) == '{' ? '{' : '[', all, 0);
        if (alone) root = level.begin();
        for (auto other = level.begin(); other != level.end(); ++other) {
            if (other < root || (alone && other > root))
                report(*other, other->content, "outside the document");
        }
        root->end = tree.size();
        root->column = 0;
        write_value(*root, '[', 0);
    }

    void report(const Member& member, size_t byte, string_view sentence) {  // a line's first only
        if (!sentence.empty()) errors.try_emplace(tree[member.head].line, byte, sentence);
    }
    bool is_item(BlockId block) const { return tree[block].lead() == Lead::Item; }
    string_view up_to(const Member& m) const {
        return text.substr(0, lines[tree[m.head].line].end);
    }
    size_t lead_of(const Member& m) const { return lines[tree[m.head].line].lead_at; }
    Line line_of(const Member& m) const { return read_line(up_to(m), m.content); }
    std::vector<Member> members(const Group& group) const {
        return members_of(tree, lines, group, [&](size_t begin, size_t end) {
            return read_line(text.substr(0, end), begin).opens != 0;
        });
    }

    // What a group is, by its opener and by the lines that stand in its column.
    char decide(char opens, const Group& group) const {
        size_t items = 0, literals = 0, keyed = opens == '{', plain = opens == '[';
        for (const Member& member : members(group)) {
            if (tree[member.head].column != group.column) continue;
            const Line line = line_of(member);
            literals += tree[member.head].lead() == Lead::Literal;
            items += is_item(member.head);
            (line.key.empty() ? plain : keyed) += is_item(member.head) && line.error == nullptr;
        }
        if (items + literals == 0) return opens;
        if (opens == '"' ? literals > 0 : literals > items) return '"';
        return keyed > plain || (keyed == plain && opens == '{') ? '{' : '[';
    }

    // The value on a member's line, an element of a `bracket`, and what stands below.
    void write_value(const Member& member, char bracket, unsigned depth) {
        const Line line = line_of(member);
        const char opens = decide(line.opens, member.below(Lead::Item));
        if (line.error != nullptr) {
            report(member, line.at, line.error);
        } else if (line.key.empty() == (bracket == '{')) {
            report(member, line.at, bracket == '{' ? "a key is missing" : "no key may stand here");
        } else if (opens != line.opens) {
            report(member, line.at,
                   "this does not open what stands below: that needs `" +
                       string(opens == '"' ? 3 : 1, opens) + "`");
        }
        if (bracket == '{') out.append(line.key.empty() ? "\"?\"" : line.key).append(": ");
        if (opens == '"') {
            write_text(member, line.opens == '"' ? line.value : "");
        } else if (opens != 0 && depth < 500) {
            write_group(opens, member.below(Lead::Item), depth);
        } else {
            out.append(line.error == nullptr && opens == 0 ? line.value : "null");
            if (opens != 0) report(member, line.at, "groups are nested more than 500 deep");
        }
    }
    void write_group(char bracket, const Group& group, unsigned depth) {
        const char* separator = "\n";
        out += bracket;
        for (const Member& member : members(group)) {
            report(member, lead_of(member), sentence_of(member.fault));
            if (member.fault == EdgeFault::Continues) continue;
            out.append(separator).append(2 * (depth + 1), ' ');
            separator = ",\n";
            write_value(member, bracket, depth + 1);
        }
        if (*separator == ',') out.append("\n").append(2 * depth, ' ');
        out += bracket == '[' ? ']' : '}';
    }
    void write_text(const Member& opener, string_view first) {
        out += '"';
        write_escaped(opener, first);
        for (const Member& member : members(opener.below(Lead::Literal))) {
            report(member, lead_of(member), sentence_of(member.fault));
            if (member.fault == EdgeFault::Continues) continue;
            out += "\\n";
            write_escaped(member, up_to(member).substr(member.content));
        }
        out += '"';
    }
    void write_escaped(const Member& member, string_view part) {
        for (size_t at = 0; at < part.size(); at += decode_utf8(part, at).length) {
            const Utf8Char c = decode_utf8(part, at);
            if (!c.valid) report(member, member.content, "this text is not UTF-8");
            if (c.code_point < 0x20) {
                out.append(c.code_point < 16 ? "\\u000" : "\\u001") += hex[c.code_point % 16];
            } else {
                out.append(c.code_point == '"' || c.code_point == '\\' ? "\\" : "");
                out.append(c.valid ? part.substr(at, c.length) : "\\ufffd");
            }
        }
    }
};

}  // namespace

int main(int argc, char** argv) {
    std::ifstream file(argc == 2 ? argv[1] : "", std::ios::binary);
    const string text(std::istreambuf_iterator<char>(file), {});
    if (!file) {
        std::cerr << "usage: embed_json FILE\n";
        return 2;
    }
    Reader reader{text};
    reader.read();
    std::cout << reader.out << '\n';
    for (const auto& [line, error] : reader.errors) {
        const size_t begin = reader.lines[line].begin, byte = error.first - begin;
        const size_t column = column_from_byte(reader.text.substr(begin), byte, ColumnUnit::Utf32);
        std::cerr << argv[1] << ':' << line + 1 << ':' << column + 1 << ": " << error.second
                  << '\n';
    }
    return reader.errors.empty() ? 0 : 1;
}
