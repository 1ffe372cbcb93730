#include "parser/layout/python/python_layout.h"

#include "parser/layout/python/indentation.h"
#include "parser/lexer/lexer.h"
#include "parser/syntax/parser.h"
#include "parser/text/utf8.h"

#include <algorithm>
#include <utility>

namespace pilcrow {
namespace {

constexpr std::uint32_t chunk_lines = 256;

constexpr DelimiterSet make_python_set() {
    DelimiterSet set{};
    set.lead.fill(Lead::Instr);
    set.lead['#'] = Lead::Comment;
    return set;
}
constexpr DelimiterSet python_set = make_python_set();

constexpr std::uint32_t max_column = (1u << 27) - 1;
std::uint32_t stored_column(python::Column column) {
    return std::min(column.with_tabs_to_8, max_column);
}

class PythonReader {
public:
    explicit PythonReader(std::string text);
    Tree read();

private:
    using Column = python::Column;

    Column column_of(std::uint32_t line) const;
    void logical_line(std::uint32_t line);
    void add_entry(std::uint32_t line, Column column, BlockId parent);
    void report_indentation(const python::Placement& placement);
    bool ends_in_colon() const;
    std::uint32_t behind_joined_blanks(std::uint32_t line) const;
    bool block_follows(std::uint32_t line, Column header) const;
    void close_entries();
    Tree make_tree();

    std::shared_ptr<const std::string> text_;
    std::string_view source_;
    std::vector<LineToken> lines_;
    std::vector<const Unit*> units_;  // by line
    std::vector<BlockEntry> entries_;
    std::shared_ptr<Arena> arena_;
    UnitBuilder builder_;
    python::Indentation indentation_;
    std::uint32_t next_line_ = 0;  // behind the logical line that was read last
    bool valid_utf8_;
};

std::size_t arena_estimate(std::size_t text_size) {
    constexpr std::size_t unit_bytes_for_a_byte = 8;
    constexpr std::size_t largest = std::size_t{1} << 20;
    return std::clamp<std::size_t>(text_size * unit_bytes_for_a_byte, 512, largest);
}

PythonReader::PythonReader(std::string text)
    : text_(std::make_shared<const std::string>(std::move(text))),
      source_(*text_),
      arena_(std::make_shared<Arena>(arena_estimate(source_.size()))),
      valid_utf8_(first_invalid_utf8(source_) == all_valid) {
    tokenize_lines(source_, python_set, lines_);
    units_.resize(lines_.size());
    entries_.reserve(lines_.size());
}

Tree PythonReader::read() {
    const auto count = static_cast<std::uint32_t>(lines_.size());
    while (next_line_ < count) {
        if (lines_[next_line_].lead() == Lead::Instr) {
            logical_line(next_line_);
        } else {
            ++next_line_;
        }
    }
    close_entries();
    return make_tree();
}

PythonReader::Column PythonReader::column_of(std::uint32_t line) const {
    const LineToken& token = lines_[line];
    if (!token.tab_in_indentation && source_[token.lead_at] != '\\')
        return {token.column, token.column};
    return python::column_of_line(source_, token.begin);
}

// Reads the logical line that begins on `line`.
void PythonReader::logical_line(std::uint32_t line) {
    LineToken& first = lines_[line];
    const Column column = column_of(line);
    builder_.clear(Role::Statement);
    const LexedSegment lexed = lex_logical_line(builder_, source_.substr(first.lead_at),
                                                column.with_tabs_to_8, !valid_utf8_);

    const std::size_t end = std::size_t{first.lead_at} + lexed.end;
    const auto count = static_cast<std::uint32_t>(lines_.size());
    next_line_ = line + 1;
    while (next_line_ < count && lines_[next_line_].begin < end) ++next_line_;
    if (builder_.tokens.empty() && builder_.diagnostics.empty())
        return;  // backslashes that join nothing
    for (std::uint32_t inner = line + 1; inner < next_line_; ++inner) {
        lines_[inner].lead_bits = static_cast<std::uint32_t>(Lead::Instr) & 7u;
    }
    first.column = stored_column(column) & max_column;
    builder_.own_size = lines_[next_line_ - 1].end - first.lead_at;
    // A string that nothing closes goes on to the end of the file, last line end included.
    if (!builder_.tokens.empty())
        builder_.own_size = std::max(builder_.own_size, builder_.tokens.back().end);
    builder_.pieces.push_back({0, source_.substr(first.lead_at, builder_.own_size)});

    const auto block = static_cast<BlockId>(entries_.size());
    const python::Placement placement = indentation_.place(column);
    report_indentation(placement);
    add_entry(line, column, placement.parent);

    const bool opens = ends_in_colon();
    const bool has_block = opens && block_follows(next_line_, column);
    if (has_block) indentation_.expect_block(block);
    builder_.segments.push_back(
        {0, no_node, opens ? Opener::Block : Opener::None, Role::Statement, 0, 0});
    parse_unit(builder_);
    if (opens && !has_block && !builder_.has_errors() && builder_.root != no_node &&
        is_header(builder_.nodes[builder_.root].kind)) {
        const Token& colon = builder_.tokens[builder_.tokens.size() - 2];
        builder_.report(Code::MissingBlock, colon.begin, colon.end);
    }
    units_[line] = builder_.finish(*arena_);
}

void PythonReader::report_indentation(const python::Placement& placement) {
    if (placement.finding == Code::Count) return;
    const std::uint32_t end = builder_.tokens.empty() ? 0 : builder_.tokens.front().end;
    const bool mend = placement.finding == Code::UnexpectedIndent;
    builder_.report(placement.finding, 0, end, TokenKind::End, mend ? Fix::IndentTo : Fix::None,
                    mend ? placement.outer_column : 0);
}

// Whether the line's last token is a colon; one that only implied closers follow counts, since the
// bracket is then the damage and the block is not.
bool PythonReader::ends_in_colon() const {
    std::size_t left = builder_.tokens.size();
    while (left > 0 && builder_.tokens[left - 1].is_virtual()) --left;
    return left > 0 && builder_.tokens[left - 1].kind == TokenKind::Colon;
}

// The line behind those from `line` on that backslashes join to nothing but white space or a
// comment; `line` itself where there are none.
std::uint32_t PythonReader::behind_joined_blanks(std::uint32_t line) const {
    for (std::uint32_t at = line; at < lines_.size(); ++at) {
        const std::string_view text =
            source_.substr(lines_[at].lead_at, lines_[at].end - lines_[at].lead_at);
        if (text == "\\") continue;
        const bool blank = text.find_first_not_of(" \t\f") == std::string_view::npos;
        if (!blank && text[0] != '#') return line;
        return at > line ? at + 1 : line;
    }
    return static_cast<std::uint32_t>(lines_.size());
}

bool PythonReader::block_follows(std::uint32_t line, Column header) const {
    while (line < lines_.size()) {
        std::uint32_t next = line + 1;
        if (lines_[line].lead() == Lead::Instr) {
            next = behind_joined_blanks(line);
            if (next == line) break;
        }
        line = next;
    }
    return line < lines_.size() && column_of(line).with_tabs_to_8 > header.with_tabs_to_8;
}

void PythonReader::add_entry(std::uint32_t line, Column column, BlockId parent) {
    BlockEntry entry{};
    entry.line = line;
    entry.previous = parent;
    entry.column = stored_column(column) & max_column;
    entry.lead_bits = static_cast<std::uint32_t>(Lead::Instr) & 7u;
    entry.end = static_cast<BlockId>(entries_.size()) + 1;
    entries_.push_back(entry);
}

// An entry ends where the last of its children does.
void PythonReader::close_entries() {
    for (std::size_t index = entries_.size(); index-- > 0;) {
        const BlockEntry& entry = entries_[index];
        if (entry.previous != no_block) {
            BlockEntry& parent = entries_[entry.previous];
            parent.end = std::max(parent.end, entry.end);
        }
    }
}

Tree PythonReader::make_tree() {
    Tree tree;
    tree.layout = Layout::Python;
    tree.line_count = static_cast<std::uint32_t>(lines_.size());
    for (std::uint32_t begin = 0; begin < tree.line_count; begin += chunk_lines) {
        const std::uint32_t end = std::min(tree.line_count, begin + chunk_lines);
        auto chunk = std::make_shared<Chunk>();
        chunk->text = text_;
        chunk->lines.assign(lines_.begin() + begin, lines_.begin() + end);
        chunk->units.assign(units_.begin() + begin, units_.begin() + end);
        chunk->arenas.push_back(arena_);
        tree.chunks.push_back(std::move(chunk));
        tree.chunk_first_line.push_back(begin);
    }
    tree.shape = std::make_shared<const BlockTree>(BlockTree::from_entries(std::move(entries_)));
    tree.reading = tree.shape;
    return tree;
}

}  // namespace

Tree parse_python(std::string text) { return PythonReader(std::move(text)).read(); }

}  // namespace pilcrow
