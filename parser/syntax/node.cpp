#include "parser/syntax/node.h"

#include <array>

namespace pilcrow {
namespace {

struct KindInfo {
    std::string_view name;
    std::string_view children;
};
constexpr std::array kinds{
#define X(name, children) KindInfo{#name, children},
    PILCROW_NODES(X)
#undef X
};

}  // namespace

std::string_view name_of(NodeKind kind) { return kinds[static_cast<std::size_t>(kind)].name; }
std::string_view children_of(NodeKind kind) {
    return kinds[static_cast<std::size_t>(kind)].children;
}

}  // namespace pilcrow
