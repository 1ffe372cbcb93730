#include "parser/blocks/pilcrow_blocks.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <new>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "parser/blocks/block_tree.h"
#include "parser/delimiters/delimiters.h"
#include "parser/text/positions.h"

using pilcrow::BlockTree;
using pilcrow::ColumnUnit;
using pilcrow::DelimiterSet;
using pilcrow::Lead;
using pilcrow::LineToken;

struct pilcrow_blocks {
    std::vector<LineToken> lines;
    BlockTree tree;
};

namespace {

// The C enumerations are the C++ ones, number by number.
static_assert(static_cast<int>(Lead::Blank) == PILCROW_BLOCKS_BLANK);
static_assert(static_cast<int>(Lead::Comment) == PILCROW_BLOCKS_COMMENT);
static_assert(static_cast<int>(Lead::Instr) == PILCROW_BLOCKS_INSTR);
static_assert(static_cast<int>(Lead::Item) == PILCROW_BLOCKS_ITEM);
static_assert(static_cast<int>(Lead::Literal) == PILCROW_BLOCKS_LITERAL);
static_assert(static_cast<int>(Lead::Continue) == PILCROW_BLOCKS_CONTINUE);
static_assert(static_cast<int>(Lead::Closer) == PILCROW_BLOCKS_CLOSER);
static_assert(static_cast<int>(ColumnUnit::Utf8) == PILCROW_BLOCKS_UTF8);
static_assert(static_cast<int>(ColumnUnit::Utf16) == PILCROW_BLOCKS_UTF16);
static_assert(static_cast<int>(ColumnUnit::Utf32) == PILCROW_BLOCKS_UTF32);
static_assert(pilcrow::no_block == PILCROW_BLOCKS_NONE);

bool has(const pilcrow_blocks* blocks, std::uint32_t block) {
    return blocks != nullptr && block < blocks->tree.size();
}

std::string_view view(const char* text, std::size_t size) {
    return text == nullptr ? std::string_view{} : std::string_view(text, size);
}

// An unknown unit counts bytes.
ColumnUnit unit_of(pilcrow_blocks_unit unit) {
    return unit == PILCROW_BLOCKS_UTF16   ? ColumnUnit::Utf16
           : unit == PILCROW_BLOCKS_UTF32 ? ColumnUnit::Utf32
                                          : ColumnUnit::Utf8;
}

}  // namespace

void pilcrow_blocks_default_delimiters(pilcrow_blocks_delimiters* delimiters) {
    if (delimiters == nullptr) {
        return;
    }
    std::ranges::transform(DelimiterSet::pilcrow().lead, delimiters->lead,
                           [](Lead lead) { return static_cast<std::uint8_t>(lead); });
}

pilcrow_blocks_status pilcrow_blocks_parse(const char* text, std::size_t size,
                                           const pilcrow_blocks_delimiters* delimiters,
                                           pilcrow_blocks** blocks) {
    if (blocks == nullptr) {
        return PILCROW_BLOCKS_BAD_ARGUMENT;
    }
    *blocks = nullptr;
    if (text == nullptr && size > 0) {
        return PILCROW_BLOCKS_BAD_ARGUMENT;
    }
    if (size > std::numeric_limits<std::uint32_t>::max()) {
        return PILCROW_BLOCKS_TOO_LARGE;
    }
    DelimiterSet set = DelimiterSet::pilcrow();
    if (delimiters != nullptr) {
        if (std::ranges::any_of(delimiters->lead,
                                [](std::uint8_t lead) { return lead > PILCROW_BLOCKS_CLOSER; })) {
            return PILCROW_BLOCKS_BAD_ARGUMENT;
        }
        std::ranges::transform(delimiters->lead, set.lead.begin(),
                               [](std::uint8_t lead) { return static_cast<Lead>(lead); });
    }
    try {
        auto made = std::make_unique<pilcrow_blocks>();
        pilcrow::tokenize_lines(view(text, size), set, made->lines);
        made->tree = BlockTree::build(made->lines);
        *blocks = made.release();
    } catch (const std::bad_alloc&) {
        return PILCROW_BLOCKS_NO_MEMORY;
    } catch (const std::length_error&) {
        return PILCROW_BLOCKS_NO_MEMORY;
    }
    return PILCROW_BLOCKS_OK;
}

void pilcrow_blocks_free(pilcrow_blocks* blocks) { std::unique_ptr<pilcrow_blocks>{blocks}; }

std::uint32_t pilcrow_blocks_line_count(const pilcrow_blocks* blocks) {
    return blocks == nullptr ? 0 : static_cast<std::uint32_t>(blocks->lines.size());
}

pilcrow_blocks_line pilcrow_blocks_get_line(const pilcrow_blocks* blocks, std::uint32_t line) {
    if (line >= pilcrow_blocks_line_count(blocks)) {
        return {};
    }
    const LineToken& token = blocks->lines[line];
    return {token.begin,
            token.lead_at,
            token.content(),
            token.end,
            token.column,
            static_cast<std::uint8_t>(token.lead()),
            static_cast<std::uint8_t>(token.tab_in_indentation)};
}

std::uint32_t pilcrow_blocks_count(const pilcrow_blocks* blocks) {
    return blocks == nullptr ? 0 : blocks->tree.size();
}

std::uint32_t pilcrow_blocks_line_of(const pilcrow_blocks* blocks, std::uint32_t block) {
    return has(blocks, block) ? blocks->tree[block].line : PILCROW_BLOCKS_NONE;
}

std::uint32_t pilcrow_blocks_at_line(const pilcrow_blocks* blocks, std::uint32_t line) {
    return blocks == nullptr ? PILCROW_BLOCKS_NONE : blocks->tree.at_line(line);
}

std::uint32_t pilcrow_blocks_end(const pilcrow_blocks* blocks, std::uint32_t block) {
    return has(blocks, block) ? blocks->tree[block].end : PILCROW_BLOCKS_NONE;
}

std::uint32_t pilcrow_blocks_first_child(const pilcrow_blocks* blocks, std::uint32_t segment) {
    if (blocks == nullptr || (segment != PILCROW_BLOCKS_NONE && !has(blocks, segment))) {
        return PILCROW_BLOCKS_NONE;
    }
    return blocks->tree.first_child(segment);
}

std::uint32_t pilcrow_blocks_next_sibling(const pilcrow_blocks* blocks, std::uint32_t head) {
    return has(blocks, head) ? blocks->tree.next_sibling(blocks->tree.head(head))
                             : PILCROW_BLOCKS_NONE;
}

std::uint32_t pilcrow_blocks_next_segment(const pilcrow_blocks* blocks, std::uint32_t segment) {
    return has(blocks, segment) ? blocks->tree.next_segment(segment) : PILCROW_BLOCKS_NONE;
}

std::uint32_t pilcrow_blocks_head(const pilcrow_blocks* blocks, std::uint32_t block) {
    return has(blocks, block) ? blocks->tree.head(block) : PILCROW_BLOCKS_NONE;
}

std::uint32_t pilcrow_blocks_parent(const pilcrow_blocks* blocks, std::uint32_t block) {
    return has(blocks, block) ? blocks->tree.parent(block) : PILCROW_BLOCKS_NONE;
}

std::uint32_t pilcrow_blocks_depth(const pilcrow_blocks* blocks, std::uint32_t block) {
    return has(blocks, block) ? blocks->tree.depth(block) : 0;
}

std::size_t pilcrow_blocks_column_from_byte(const char* line, std::size_t size, std::size_t byte,
                                            pilcrow_blocks_unit unit) {
    return pilcrow::column_from_byte(view(line, size), byte, unit_of(unit));
}

std::size_t pilcrow_blocks_byte_from_column(const char* line, std::size_t size, std::size_t column,
                                            pilcrow_blocks_unit unit) {
    return pilcrow::byte_from_column(view(line, size), column, unit_of(unit));
}
