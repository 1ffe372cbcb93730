// Patterns of `case`.

#include "parser/python_ast/dumper.h"

namespace pilcrow::python_ast {

void Dumper::pattern(NodeRef node) {
    const Node& its_node = at(node);
    const NodeRef child = first(node);
    switch (its_node.kind) {
    case NodeKind::PatternValue:
        open("MatchValue", node);
        then({expression("value", child), close()});
        return;
    case NodeKind::PatternSingleton:
        writer_.short_node() += its_node.op == static_cast<std::uint8_t>(TokenKind::KwTrue)
                                    ? "MatchSingleton(value=True)"
                                : its_node.op == static_cast<std::uint8_t>(TokenKind::KwFalse)
                                    ? "MatchSingleton(value=False)"
                                    : "MatchSingleton(value=None)";
        return;
    case NodeKind::PatternCapture:
        writer_.short_node() += "MatchAs(name=";
        append_name_repr(node.block, its_node.first_token);
        writer_.text() += ')';
        return;
    case NodeKind::PatternWildcard: writer_.simple("MatchAs()"); return;
    case NodeKind::PatternAs:
        open("MatchAs", node);
        then({step(Action::Pattern, "pattern", child),
              identifier("name", node.block, its_node.end_token - 1), close()});
        return;
    case NodeKind::PatternOr:
        open("MatchOr", node);
        then({list("patterns", Items::Patterns, child), close()});
        return;
    case NodeKind::PatternGroup:
        if (child && !next(child) && !tree_.has_trailing_comma(node)) {
            steps_.push_back(step(Action::InnerPattern, {}, child));
            return;
        }
        [[fallthrough]];
    case NodeKind::PatternSequence:
        open("MatchSequence", node);
        then({list("patterns", Items::Patterns, child), close()});
        return;
    case NodeKind::PatternStar: {
        const std::uint32_t name = its_node.first_token + 1;
        if (tree_.token_text(node.block, name) == "_") {
            writer_.simple("MatchStar()");
        } else {
            writer_.short_node() += "MatchStar(name=";
            append_name_repr(node.block, name);
            writer_.text() += ')';
        }
        return;
    }
    case NodeKind::PatternMapping: mapping_pattern(node); return;
    case NodeKind::PatternClass: class_pattern(node); return;
    default: fail("this is not a whole pattern", node);
    }
}

void Dumper::mapping_pattern(NodeRef node) {
    const NodeRef entries = first(node);
    open("MatchMapping", node);
    steps_.push_back(close());
    for (NodeRef entry = entries; entry; entry = next(entry)) {
        if (kind(entry) == NodeKind::PatternDoubleStar) {
            steps_.push_back(identifier("rest", entry.block, at(entry).first_token + 1));
        }
    }
    then({list("keys", Items::MappingKeys, entries),
          list("patterns", Items::MappingPatterns, entries)});
}

void Dumper::class_pattern(NodeRef node) {
    const NodeRef name = first(node);
    const NodeRef patterns = next(name);
    open("MatchClass", node);
    then({expression("cls", name), list("patterns", Items::PositionalPatterns, patterns),
          list("kwd_attrs", Items::KeywordNames, patterns),
          list("kwd_patterns", Items::KeywordPatterns, patterns), close()});
}

}  // namespace pilcrow::python_ast
