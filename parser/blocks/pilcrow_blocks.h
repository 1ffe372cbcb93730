/* pilcrow_blocks for C: the tree of a delimiter-first text, from the left edge of its lines.
 *
 *     pilcrow_blocks *blocks = NULL;
 *     if (pilcrow_blocks_parse(text, size, NULL, &blocks) != PILCROW_BLOCKS_OK) ...
 *     for (uint32_t b = pilcrow_blocks_first_child(blocks, PILCROW_BLOCKS_NONE);
 *          b != PILCROW_BLOCKS_NONE; b = pilcrow_blocks_next_sibling(blocks, b)) ...
 *     pilcrow_blocks_free(blocks);
 *
 * Every text has a tree: damaged input is never an error here. README.md beside this file explains
 * the rule. A tree is not changed after it was made, so threads may share it. Nothing is thrown
 * across this interface, and no function but pilcrow_blocks_parse() can fail: a line or block that
 * does not exist gives PILCROW_BLOCKS_NONE, or an entry of zeros.
 *
 * Lines and blocks count from 0, offsets in bytes from the beginning of the text, columns from 0.
 */
#ifndef PILCROW_BLOCKS_H
#define PILCROW_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* "No such block", and the parent of the blocks of the first level. */
#define PILCROW_BLOCKS_NONE UINT32_MAX

/* What the first character behind the indentation says about its line. */
typedef enum pilcrow_blocks_lead {
    PILCROW_BLOCKS_BLANK,    /* nothing but white space: no part of the tree */
    PILCROW_BLOCKS_COMMENT,  /* no part of the tree */
    PILCROW_BLOCKS_INSTR,    /* a statement */
    PILCROW_BLOCKS_ITEM,     /* one element of a collection */
    PILCROW_BLOCKS_LITERAL,  /* one line of a text */
    PILCROW_BLOCKS_CONTINUE, /* more of a line above */
    PILCROW_BLOCKS_CLOSER    /* like CONTINUE, but the character belongs to the content */
} pilcrow_blocks_lead;

/* The lead (a pilcrow_blocks_lead) that each first byte gives. Space, tab, form feed, CR and LF are
 * white space whatever stands here. */
typedef struct pilcrow_blocks_delimiters {
    uint8_t lead[256];
} pilcrow_blocks_delimiters;

/* Pilcrow's own: # comment, `,` item, " literal, \ continue, ) ] } closer, all others INSTR. */
void pilcrow_blocks_default_delimiters(pilcrow_blocks_delimiters* delimiters);

typedef enum pilcrow_blocks_status {
    PILCROW_BLOCKS_OK,
    PILCROW_BLOCKS_BAD_ARGUMENT, /* a null pointer, or a value that is no pilcrow_blocks_lead */
    PILCROW_BLOCKS_TOO_LARGE,    /* the text has 4 GiB or more */
    PILCROW_BLOCKS_NO_MEMORY
} pilcrow_blocks_status;

/* The lines of a text and their tree. */
typedef struct pilcrow_blocks pilcrow_blocks;

/* Reads `size` bytes at `text` (any bytes; null only if size is 0) and stores a new tree in
 * *blocks, or null where the status is not OK. `delimiters` may be null for Pilcrow's own. The text
 * is not kept: only offsets into it are. Linear; 32 bytes of memory a line. */
pilcrow_blocks_status pilcrow_blocks_parse(const char* text, size_t size,
                                           const pilcrow_blocks_delimiters* delimiters,
                                           pilcrow_blocks** blocks);
/* Gives a tree back; null is allowed. */
void pilcrow_blocks_free(pilcrow_blocks* blocks);

/* One physical line. */
typedef struct pilcrow_blocks_line {
    uint32_t begin;   /* first byte of the line */
    uint32_t lead_at; /* first byte behind the indentation */
    uint32_t content; /* behind the delimiter's character where it is none of the content, else
                         lead_at */
    uint32_t end;     /* one past the last byte, line terminator excluded */
    uint32_t column;  /* of the delimiter */
    uint8_t lead;     /* a pilcrow_blocks_lead */
    uint8_t tab;      /* 1 where a tab stands in the indentation (it counts to a multiple of 4) */
} pilcrow_blocks_line;

uint32_t pilcrow_blocks_line_count(const pilcrow_blocks* blocks);
pilcrow_blocks_line pilcrow_blocks_get_line(const pilcrow_blocks* blocks, uint32_t line);

/* The tree. Its blocks are the lines that are neither blank nor comments, in their order; each is
 * one *segment* of a node: its first line (the *head*), or one that continues it. */
uint32_t pilcrow_blocks_count(const pilcrow_blocks* blocks);
/* The physical line of a block, or PILCROW_BLOCKS_NONE. */
uint32_t pilcrow_blocks_line_of(const pilcrow_blocks* blocks, uint32_t block);
/* The block of a physical line, or PILCROW_BLOCKS_NONE for blank and comment lines. O(log n). */
uint32_t pilcrow_blocks_at_line(const pilcrow_blocks* blocks, uint32_t line);
/* One past the last block that stands under this one (a segment's own descendants only). */
uint32_t pilcrow_blocks_end(const pilcrow_blocks* blocks, uint32_t block);

/* First child of a segment, and the next node with the same parent segment. For the first level,
 * pass PILCROW_BLOCKS_NONE to first_child. */
uint32_t pilcrow_blocks_first_child(const pilcrow_blocks* blocks, uint32_t segment);
uint32_t pilcrow_blocks_next_sibling(const pilcrow_blocks* blocks, uint32_t head);
/* The next segment of the same node. */
uint32_t pilcrow_blocks_next_segment(const pilcrow_blocks* blocks, uint32_t segment);
/* The first segment of the node of `block`. */
uint32_t pilcrow_blocks_head(const pilcrow_blocks* blocks, uint32_t block);
/* The segment whose child the node of `block` is. */
uint32_t pilcrow_blocks_parent(const pilcrow_blocks* blocks, uint32_t block);
/* Level of the node of `block`, the first 1; 0 where there is no such block. */
uint32_t pilcrow_blocks_depth(const pilcrow_blocks* blocks, uint32_t block);

/* Columns of one line of UTF-8 (given without its terminator) in the units that editors count in.
 * A byte that is no part of well-formed UTF-8 counts one unit; what lies past the line's end is
 * taken as the end; what points inside a character, as its beginning. */
typedef enum pilcrow_blocks_unit {
    PILCROW_BLOCKS_UTF8,
    PILCROW_BLOCKS_UTF16,
    PILCROW_BLOCKS_UTF32
} pilcrow_blocks_unit;

size_t pilcrow_blocks_column_from_byte(const char* line, size_t size, size_t byte,
                                       pilcrow_blocks_unit unit);
size_t pilcrow_blocks_byte_from_column(const char* line, size_t size, size_t column,
                                       pilcrow_blocks_unit unit);

#ifdef __cplusplus
}
#endif

#endif
