#include "parser/lexer/token.h"

#include <array>

namespace pilcrow {
namespace {

constexpr std::array spellings{
#define X(name, text) std::string_view{text},
    PILCROW_TOKENS(X)
#undef X
};

}  // namespace

std::string_view spelling(TokenKind kind) { return spellings[static_cast<std::size_t>(kind)]; }

}  // namespace pilcrow
