#include "parser/syntax/arena.h"

#include <gtest/gtest.h>

namespace pilcrow::test {
namespace {

TEST(Arena, KeepsItsLastPieceWhenCleared) {
    Arena arena(64);
    arena.clear();  // nothing yet
    EXPECT_EQ(arena.capacity(), 0u);
    arena.allocate(40);
    void* const large = arena.allocate(1000);
    EXPECT_EQ(arena.capacity(), 1064u);
    arena.clear();
    EXPECT_EQ(arena.capacity(), 1000u);
    EXPECT_EQ(arena.allocate(600), large);
    EXPECT_EQ(arena.allocate(400), static_cast<std::byte*>(large) + 600);
    EXPECT_EQ(arena.capacity(), 1000u);
    arena.allocate(8);
    EXPECT_GT(arena.capacity(), 1000u);
}

}  // namespace
}  // namespace pilcrow::test
