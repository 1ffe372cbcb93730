/* Prints the block tree of standard input, through the C interface. */
#include "parser/blocks/pilcrow_blocks.h"

#include <stdio.h>

static char text[1 << 16];

static void print_children(const pilcrow_blocks* blocks, uint32_t segment) {
    uint32_t head = pilcrow_blocks_first_child(blocks, segment);
    for (; head != PILCROW_BLOCKS_NONE; head = pilcrow_blocks_next_sibling(blocks, head)) {
        uint32_t part = head;
        for (; part != PILCROW_BLOCKS_NONE; part = pilcrow_blocks_next_segment(blocks, part)) {
            const pilcrow_blocks_line line =
                pilcrow_blocks_get_line(blocks, pilcrow_blocks_line_of(blocks, part));
            printf("%u %.*s\n", (unsigned)pilcrow_blocks_depth(blocks, part),
                   (int)(line.end - line.lead_at), text + line.lead_at);
            print_children(blocks, part);
        }
    }
}

int main(void) {
    const size_t size = fread(text, 1, sizeof text, stdin);
    pilcrow_blocks* blocks = NULL;
    if (pilcrow_blocks_parse(text, size, NULL, &blocks) != PILCROW_BLOCKS_OK) {
        return 1;
    }
    print_children(blocks, PILCROW_BLOCKS_NONE);
    pilcrow_blocks_free(blocks);
    return 0;
}
