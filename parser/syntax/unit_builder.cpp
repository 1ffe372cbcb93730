#include "parser/syntax/unit_builder.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace pilcrow {

void UnitBuilder::clear(Role new_role) {
    role = new_role;
    string_flags = 0;
    flags = 0;
    fits = Role::Unknown;
    root = no_node;
    own_size = 0;
    pieces.clear();
    nodes.clear();
    nodes.push_back(Node{NodeKind::None, 0, 0, 0, 0, no_node, no_node});
    tokens.clear();
    comments.clear();
    segments.clear();
    diagnostics.clear();
}

std::uint32_t UnitBuilder::segment_of(std::uint32_t own_offset) const {
    const auto behind = std::upper_bound(
        segments.begin() + 1, segments.end(), own_offset,
        [](std::uint32_t offset, const Segment& segment) { return offset < segment.own_begin; });
    return static_cast<std::uint32_t>(behind - segments.begin()) - 1;
}

std::string_view UnitBuilder::text(std::uint32_t begin, std::uint32_t end) const {
    if (pieces.empty()) return {};
    const auto behind = std::upper_bound(
        pieces.begin() + 1, pieces.end(), begin,
        [](std::uint32_t offset, const OwnPiece& piece) { return offset < piece.own_begin; });
    const OwnPiece& piece = *(behind - 1);
    return piece.text.substr(begin - piece.own_begin, end - begin);
}

UnitDiagnostic& UnitBuilder::report(Code code, std::uint32_t begin, std::uint32_t end,
                                    TokenKind token, Fix fix, std::uint32_t related) {
    return diagnostics.emplace_back(UnitDiagnostic{code, token, fix, 0, begin, end, related});
}

bool UnitBuilder::has_errors() const {
    for (const UnitDiagnostic& diagnostic : diagnostics) {
        if (info(diagnostic.code).severity == Severity::Error) return true;
    }
    return false;
}

namespace {

// A call of memcpy costs more than the few bytes that a usual unit has. `size` is a multiple of 4.
inline void copy_few(char* to, const char* from, std::size_t size) {
    if (size > 256) {
        std::memcpy(to, from, size);
        return;
    }
    std::size_t at = 0;
    for (; at + 16 <= size; at += 16) std::memcpy(to + at, from + at, 16);
    if ((size & 8) != 0) {
        std::memcpy(to + at, from + at, 8);
        at += 8;
    }
    if ((size & 4) != 0) std::memcpy(to + at, from + at, 4);
}

template <typename T>
char* copy_array(char* at, const std::vector<T>& items) {
    if (items.empty()) return at;
    const std::size_t size = items.size() * sizeof(T);
    copy_few(at, reinterpret_cast<const char*>(items.data()), size);
    return at + size;
}

}  // namespace

const Unit* UnitBuilder::finish(Arena& arena) {
    if (!diagnostics.empty() && has_errors()) flags |= unit_damaged;
    const auto count = [](const auto& items) { return static_cast<std::uint32_t>(items.size()); };
    Unit header{count(nodes),
                count(tokens),
                count(comments),
                count(segments),
                count(diagnostics),
                root,
                own_size,
                role,
                fits,
                flags,
                string_flags};
    const std::size_t bytes = sizeof(Unit) + nodes.size() * sizeof(Node) +
                              tokens.size() * sizeof(Token) + comments.size() * sizeof(Comment) +
                              segments.size() * sizeof(Segment) +
                              diagnostics.size() * sizeof(UnitDiagnostic);
    char* const block = static_cast<char*>(arena.allocate(bytes));
    const Unit* unit = ::new (block) Unit(header);
    char* at = block + sizeof(Unit);
    at = copy_array(at, nodes);
    at = copy_array(at, tokens);
    at = copy_array(at, comments);
    at = copy_array(at, segments);
    copy_array(at, diagnostics);
    return unit;
}

}  // namespace pilcrow
