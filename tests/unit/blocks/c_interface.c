/* The C interface as a C11 program sees it. c_interface_test.cpp runs each of these tests: a null
 * result is success, else the condition that did not hold. */
#include "parser/blocks/pilcrow_blocks.h"

#include <string.h>

#define EXPECT(condition)      \
    do {                       \
        if (!(condition)) {    \
            return #condition; \
        }                      \
    } while (0)

static const char sample[] =
    "f(\n"
    "    , a\n"
    "\n"
    "    # note\n"
    "    , b\n"
    "      \\or c\n"
    "\\.g(\n"
    "    , d\n"
    "h()\n";

const char* c_walks_the_tree(void);
const char* c_reads_lines(void);
const char* c_takes_other_delimiters(void);
const char* c_refuses_bad_arguments(void);
const char* c_answers_beyond_the_end(void);
const char* c_converts_columns(void);

const char* c_walks_the_tree(void) {
    pilcrow_blocks* blocks = NULL;
    EXPECT(pilcrow_blocks_parse(sample, strlen(sample), NULL, &blocks) == PILCROW_BLOCKS_OK);
    EXPECT(pilcrow_blocks_count(blocks) == 7);
    uint32_t f = pilcrow_blocks_first_child(blocks, PILCROW_BLOCKS_NONE);
    EXPECT(f == 0);
    uint32_t h = pilcrow_blocks_next_sibling(blocks, f);
    EXPECT(h == 6 && pilcrow_blocks_line_of(blocks, h) == 8);
    EXPECT(pilcrow_blocks_next_sibling(blocks, h) == PILCROW_BLOCKS_NONE);
    uint32_t a = pilcrow_blocks_first_child(blocks, f);
    uint32_t b = pilcrow_blocks_next_sibling(blocks, a);
    EXPECT(a == 1 && b == 2 && pilcrow_blocks_next_sibling(blocks, b) == PILCROW_BLOCKS_NONE);
    uint32_t or_c = pilcrow_blocks_next_segment(blocks, b);
    EXPECT(or_c == 3 && pilcrow_blocks_head(blocks, or_c) == b);
    uint32_t g = pilcrow_blocks_next_segment(blocks, f);
    EXPECT(g == 4 && pilcrow_blocks_first_child(blocks, g) == 5);
    EXPECT(pilcrow_blocks_parent(blocks, 5) == g);
    EXPECT(pilcrow_blocks_parent(blocks, f) == PILCROW_BLOCKS_NONE);
    EXPECT(pilcrow_blocks_end(blocks, f) == 4 && pilcrow_blocks_end(blocks, g) == 6);
    EXPECT(pilcrow_blocks_depth(blocks, or_c) == 2 && pilcrow_blocks_depth(blocks, g) == 1);
    EXPECT(pilcrow_blocks_at_line(blocks, 4) == b);
    EXPECT(pilcrow_blocks_at_line(blocks, 3) == PILCROW_BLOCKS_NONE);
    pilcrow_blocks_free(blocks);
    return NULL;
}

const char* c_reads_lines(void) {
    pilcrow_blocks* blocks = NULL;
    EXPECT(pilcrow_blocks_parse(sample, strlen(sample), NULL, &blocks) == PILCROW_BLOCKS_OK);
    EXPECT(pilcrow_blocks_line_count(blocks) == 9);
    pilcrow_blocks_line b = pilcrow_blocks_get_line(blocks, 4);
    EXPECT(b.lead == PILCROW_BLOCKS_ITEM && b.column == 4 && b.tab == 0);
    EXPECT(b.lead_at == b.begin + 4 && b.content == b.lead_at + 1 && b.end == b.begin + 7);
    EXPECT(memcmp(sample + b.content, " b", 2) == 0);
    EXPECT(pilcrow_blocks_get_line(blocks, 2).lead == PILCROW_BLOCKS_BLANK);
    EXPECT(pilcrow_blocks_get_line(blocks, 3).lead == PILCROW_BLOCKS_COMMENT);
    EXPECT(pilcrow_blocks_get_line(blocks, 6).lead == PILCROW_BLOCKS_CONTINUE);
    EXPECT(pilcrow_blocks_get_line(blocks, 8).lead == PILCROW_BLOCKS_INSTR);
    pilcrow_blocks_free(blocks);
    EXPECT(pilcrow_blocks_parse("\t)", 2, NULL, &blocks) == PILCROW_BLOCKS_OK);
    pilcrow_blocks_line closer = pilcrow_blocks_get_line(blocks, 0);
    EXPECT(closer.lead == PILCROW_BLOCKS_CLOSER && closer.column == 4 && closer.tab == 1);
    EXPECT(closer.content == closer.lead_at);
    pilcrow_blocks_free(blocks);
    return NULL;
}

const char* c_takes_other_delimiters(void) {
    pilcrow_blocks_delimiters delimiters;
    pilcrow_blocks* blocks = NULL;
    pilcrow_blocks_default_delimiters(&delimiters);
    EXPECT(delimiters.lead['"'] == PILCROW_BLOCKS_LITERAL);
    EXPECT(delimiters.lead['x'] == PILCROW_BLOCKS_INSTR);
    delimiters.lead['-'] = PILCROW_BLOCKS_ITEM;
    delimiters.lead[','] = PILCROW_BLOCKS_INSTR;
    EXPECT(pilcrow_blocks_parse("- a\n, b\n", 8, &delimiters, &blocks) == PILCROW_BLOCKS_OK);
    EXPECT(pilcrow_blocks_get_line(blocks, 0).lead == PILCROW_BLOCKS_ITEM);
    EXPECT(pilcrow_blocks_get_line(blocks, 1).lead == PILCROW_BLOCKS_INSTR);
    pilcrow_blocks_free(blocks);
    return NULL;
}

const char* c_refuses_bad_arguments(void) {
    pilcrow_blocks* blocks = NULL;
    pilcrow_blocks_delimiters delimiters;
    EXPECT(pilcrow_blocks_parse("x", 1, NULL, NULL) == PILCROW_BLOCKS_BAD_ARGUMENT);
    EXPECT(pilcrow_blocks_parse(NULL, 1, NULL, &blocks) == PILCROW_BLOCKS_BAD_ARGUMENT);
    EXPECT(blocks == NULL);
    pilcrow_blocks_default_delimiters(&delimiters);
    delimiters.lead['x'] = 7;
    EXPECT(pilcrow_blocks_parse("x", 1, &delimiters, &blocks) == PILCROW_BLOCKS_BAD_ARGUMENT);
    EXPECT(blocks == NULL);
    if (SIZE_MAX > UINT32_MAX) {
        /* The size alone is looked at. */
        EXPECT(pilcrow_blocks_parse("x", (size_t)UINT32_MAX + 1, NULL, &blocks) ==
               PILCROW_BLOCKS_TOO_LARGE);
    }
    EXPECT(pilcrow_blocks_parse(NULL, 0, NULL, &blocks) == PILCROW_BLOCKS_OK);
    EXPECT(pilcrow_blocks_count(blocks) == 0 && pilcrow_blocks_line_count(blocks) == 0);
    pilcrow_blocks_free(blocks);
    pilcrow_blocks_free(NULL);
    pilcrow_blocks_default_delimiters(NULL);
    return NULL;
}

const char* c_answers_beyond_the_end(void) {
    pilcrow_blocks* blocks = NULL;
    EXPECT(pilcrow_blocks_parse("x\n", 2, NULL, &blocks) == PILCROW_BLOCKS_OK);
    const uint32_t beyond[] = {1, 2, UINT32_MAX};
    const pilcrow_blocks* const trees[] = {blocks, NULL};
    for (size_t tree = 0; tree < 2; ++tree) {
        for (size_t i = 0; i < 3; ++i) {
            const pilcrow_blocks* const t = trees[tree];
            const uint32_t b = beyond[i];
            EXPECT(pilcrow_blocks_line_of(t, b) == PILCROW_BLOCKS_NONE);
            EXPECT(pilcrow_blocks_end(t, b) == PILCROW_BLOCKS_NONE);
            EXPECT(pilcrow_blocks_next_sibling(t, b) == PILCROW_BLOCKS_NONE);
            EXPECT(pilcrow_blocks_next_segment(t, b) == PILCROW_BLOCKS_NONE);
            EXPECT(pilcrow_blocks_head(t, b) == PILCROW_BLOCKS_NONE);
            EXPECT(pilcrow_blocks_parent(t, b) == PILCROW_BLOCKS_NONE);
            EXPECT(pilcrow_blocks_at_line(t, b) == PILCROW_BLOCKS_NONE);
            EXPECT(pilcrow_blocks_depth(t, b) == 0);
            EXPECT(pilcrow_blocks_get_line(t, b).end == 0);
            if (b != PILCROW_BLOCKS_NONE) {
                EXPECT(pilcrow_blocks_first_child(t, b) == PILCROW_BLOCKS_NONE);
            }
        }
    }
    EXPECT(pilcrow_blocks_first_child(NULL, PILCROW_BLOCKS_NONE) == PILCROW_BLOCKS_NONE);
    pilcrow_blocks_free(blocks);
    return NULL;
}

const char* c_converts_columns(void) {
    const char line[] = "\xF0\x9F\x8E\x85!";
    EXPECT(pilcrow_blocks_column_from_byte(line, 5, 4, PILCROW_BLOCKS_UTF8) == 4);
    EXPECT(pilcrow_blocks_column_from_byte(line, 5, 4, PILCROW_BLOCKS_UTF16) == 2);
    EXPECT(pilcrow_blocks_column_from_byte(line, 5, 4, PILCROW_BLOCKS_UTF32) == 1);
    EXPECT(pilcrow_blocks_byte_from_column(line, 5, 3, PILCROW_BLOCKS_UTF16) == 5);
    EXPECT(pilcrow_blocks_byte_from_column(line, 5, 1, PILCROW_BLOCKS_UTF32) == 4);
    EXPECT(pilcrow_blocks_column_from_byte(NULL, 0, 4, PILCROW_BLOCKS_UTF32) == 0);
    return NULL;
}
