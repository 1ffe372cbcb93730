// The data behind character_names.cpp, made at build time by make_character_names.py, which
// describes its form. Nobody else reads it.
#pragma once

#include <cstdint>

namespace pilcrow {

extern const std::uint32_t character_name_block_count;
extern const std::uint32_t character_name_bytes;
extern const std::uint32_t character_name_blocks[];  // where each block of names begins in the data
extern const unsigned char character_name_data[];

}  // namespace pilcrow
