#include "parser/line_keeping/docstring.h"

namespace pilcrow::line_keeping {

bool is_plain_string(const Tree& tree, NodeRef statement) {
    if (!statement || tree.kind(statement) != NodeKind::ExpressionStatement) return false;
    NodeRef value = tree.first_child(statement);
    if (!value) return false;
    const auto plain = [&](NodeRef string) {
        return tree.kind(string) == NodeKind::String &&
               (tree.unit(string.block)->token(tree.node(string).first_token).flags &
                string_bytes) == 0;
    };
    if (tree.kind(value) != NodeKind::Strings) return plain(value);
    for (const NodeRef part : ChildRange(tree, value)) {
        if (!plain(part)) return false;
    }
    return true;
}

}  // namespace pilcrow::line_keeping
