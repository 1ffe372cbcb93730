// Statements, and how units that stand next to each other make one compound statement.

#include "parser/python_ast/dumper.h"

#include "parser/literals/identifiers.h"
#include "parser/literals/repr.h"

namespace pilcrow::python_ast {

// --- statements in a row -----------------------------------------------------------------------

// The statement of the unit `block`, or of the first one behind it that has any.
NodeRef Dumper::first_in_block(BlockId block) const {
    while (block != no_block) {
        if (const Unit* unit = tree_.unit(block); unit != nullptr && unit->root != no_node) {
            return {block, unit->root};
        }
        block = tree_.next_statement(block);
    }
    return {};
}

NodeRef Dumper::next_in_block(NodeRef statement) const {
    if (const NodeRef chained = next_in_suite(statement)) {  // `a; b`
        return chained;
    }
    return first_in_block(tree_.next_statement(statement.block));
}

NodeRef Dumper::next_in_suite(NodeRef statement) const {
    const NodeId chained = at(statement).next;
    return chained != no_node ? NodeRef{statement.block, chained} : NodeRef{};
}

NodeRef Dumper::clause(NodeRef header, NodeKind wanted) const {
    const NodeRef follower = next_in_block(header);
    return kind(follower) == wanted ? follower : NodeRef{};
}

// What follows a statement and the clauses that belong to it; of decorators, what they decorate.
NodeRef Dumper::after_group(NodeRef statement) const {
    while (kind(statement) == NodeKind::Decorator) {
        statement = next_in_block(statement);
    }
    if (!statement) {
        return {};
    }
    const NodeKind header = kind(statement);
    const auto goes_on = [header](NodeKind follower) {
        switch (follower) {
        case NodeKind::Elif: return header == NodeKind::If;
        case NodeKind::Except:
        case NodeKind::Finally: return header == NodeKind::Try;
        case NodeKind::Else:
            return header == NodeKind::If || header == NodeKind::Try || header == NodeKind::For ||
                   header == NodeKind::While;
        default: return false;
        }
    };
    NodeRef follower = next_in_block(statement);
    while (goes_on(kind(follower))) {
        follower = next_in_block(follower);
    }
    return follower;
}

// The suite on a header's own line, or none.
NodeRef Dumper::suite_of(NodeRef header) const {
    for (NodeRef child = first(header); child; child = next(child)) {
        if (kind(child) == NodeKind::Suite) {
            return child;
        }
    }
    return {};
}

// What a header opens, as a list; nothing where there is no header.
Step Dumper::body(std::string_view field, NodeRef header) const {
    if (!header) {
        return list(field, Items::Block, {});
    }
    if (const NodeRef suite = suite_of(header)) {
        return list(field, Items::Suite, {suite.block, at(suite).first_child});
    }
    return list(field, Items::Block, first_in_block(tree_.first_statement(header.block)));
}

// --- one statement -----------------------------------------------------------------------------

void Dumper::statement(NodeRef statement) {
    const Node& node = at(statement);
    const NodeRef child = first(statement);
    const NodeRef second = child ? next(child) : NodeRef{};
    switch (node.kind) {
    case NodeKind::ExpressionStatement:
        open("Expr", statement);
        then({expression("value", child), close()});
        return;
    case NodeKind::Assign: {
        NodeRef value = second;
        while (const NodeRef further = next(value)) {
            value = further;
        }
        open("Assign", statement);
        then({list("targets", Items::AllButLast, child, Context::Store), expression("value", value),
              close()});
        return;
    }
    case NodeKind::AugmentedAssign:
        open("AugAssign", statement);
        then({expression("target", child, Context::Store), simple("op", operator_name(node.op)),
              expression("value", second), close()});
        return;
    case NodeKind::AnnotatedAssign:
        open("AnnAssign", statement);
        then({expression("target", child, Context::Store), expression("annotation", second),
              expression("value", next(second)),
              simple("simple", node.has(simple_target) ? "1" : "0"), close()});
        return;
    case NodeKind::Return:
        open("Return", statement);
        then({expression("value", child), close()});
        return;
    case NodeKind::Pass: writer_.simple("Pass()"); return;
    case NodeKind::Break: writer_.simple("Break()"); return;
    case NodeKind::Continue: writer_.simple("Continue()"); return;
    case NodeKind::Raise:
        open("Raise", statement);
        then({expression("exc", child), expression("cause", second), close()});
        return;
    case NodeKind::Assert:
        open("Assert", statement);
        then({expression("test", child), expression("msg", second), close()});
        return;
    case NodeKind::Delete:
        open("Delete", statement);
        then({list("targets", Items::Expressions, child, Context::Del), close()});
        return;
    case NodeKind::Global: name_list("Global", statement); return;
    case NodeKind::Nonlocal: name_list("Nonlocal", statement); return;
    case NodeKind::Import:
        open("Import", statement);
        then({list("names", Items::Aliases, child), close()});
        return;
    case NodeKind::ImportFrom: import_from(statement); return;
    case NodeKind::TypeAlias: type_alias(statement); return;
    case NodeKind::Decorator: {
        NodeRef definition_header = statement;
        while (kind(definition_header) == NodeKind::Decorator) {
            definition_header = next_in_block(definition_header);
        }
        definition(definition_header, statement);
        return;
    }
    case NodeKind::FunctionDef:
    case NodeKind::ClassDef: definition(statement, {}); return;
    default: compound(statement);
    }
}

void Dumper::compound(NodeRef header) {
    switch (kind(header)) {
    case NodeKind::If: if_statement(header); return;
    case NodeKind::For: for_statement(header); return;
    case NodeKind::While:
        open("While", header);
        then({expression("test", first(header)), body("body", header),
              body("orelse", clause(header, NodeKind::Else)), close()});
        return;
    case NodeKind::Try: try_statement(header); return;
    case NodeKind::With: with_statement(header); return;
    case NodeKind::Match:
        open("Match", header);
        then({expression("subject", first(header)),
              list("cases", Items::Cases, first_in_block(tree_.first_statement(header.block))),
              close()});
        return;
    default: fail("this is not a whole statement", header);
    }
}

void Dumper::if_statement(NodeRef header) {
    open("If", header);
    then({expression("test", first(header)), body("body", header),
          step(Action::Alternative, "orelse", next_in_block(header)), close()});
}

// What follows the body of an `if` or `elif`: an `elif` is an `if` alone in its `else`.
void Dumper::alternative(const Step& step) {
    if (kind(step.node) == NodeKind::Elif) {
        writer_.field(step.field);
        writer_.open_list();
        writer_.field({});
        steps_.push_back({.action = Action::CloseList, .field = {}, .text = {}, .node = {}});
        if_statement(step.node);
    } else if (kind(step.node) == NodeKind::Else) {
        then({body(step.field, step.node)});
    }
}

void Dumper::for_statement(NodeRef header) {
    const NodeRef target = first(header);
    open(at(header).has(is_async) ? "AsyncFor" : "For", header);
    then({expression("target", target, Context::Store), expression("iter", next(target)),
          body("body", header), body("orelse", clause(header, NodeKind::Else)), close()});
}

void Dumper::try_statement(NodeRef header) {
    NodeRef follower = next_in_block(header);
    const NodeRef handlers = kind(follower) == NodeKind::Except ? follower : NodeRef{};
    while (kind(follower) == NodeKind::Except) {
        follower = next_in_block(follower);
    }
    NodeRef else_clause;
    if (kind(follower) == NodeKind::Else) {
        else_clause = follower;
        follower = next_in_block(follower);
    }
    open(handlers && at(handlers).has(except_star) ? "TryStar" : "Try", header);
    then({body("body", header), list("handlers", Items::Handlers, handlers),
          body("orelse", else_clause),
          body("finalbody", kind(follower) == NodeKind::Finally ? follower : NodeRef{}), close()});
}

void Dumper::handler(NodeRef except) {
    const NodeRef type = first(except);
    open("ExceptHandler", except);
    steps_.push_back(close());
    steps_.push_back(body("body", except));
    if (type && kind(type) != NodeKind::Suite) {
        if (at(except).has(has_alias)) {
            steps_.push_back(identifier("name", except.block, at(next(type)).first_token));
        }
        steps_.push_back(expression("type", type));
    }
}

void Dumper::with_statement(NodeRef header) {
    open(at(header).has(is_async) ? "AsyncWith" : "With", header);
    then({list("items", Items::WithItems, first(header)), body("body", header), close()});
}

void Dumper::with_item(NodeRef item) {
    const NodeRef context = first(item);
    open("withitem", item);
    then({expression("context_expr", context),
          expression("optional_vars", next(context), Context::Store), close()});
}

void Dumper::match_case(NodeRef header) {
    if (kind(header) != NodeKind::Case) {
        fail("only cases can stand in a match", header);
        return;
    }
    const NodeRef its_pattern = first(header);
    open("match_case", header);
    then({step(Action::Pattern, "pattern", its_pattern),
          expression("guard", at(header).has(has_guard) ? next(its_pattern) : NodeRef{}),
          body("body", header), close()});
}

// --- imports and names -------------------------------------------------------------------------

void Dumper::import_from(NodeRef statement) {
    const Unit& unit = *tree_.unit(statement.block);
    const Node& node = at(statement);
    std::uint32_t level = 0;
    for (std::uint32_t token = node.first_token + 1; token < node.end_token; ++token) {
        const TokenKind of = unit.token(token).kind;
        if (of != TokenKind::Dot && of != TokenKind::Ellipsis) {
            break;
        }
        level += of == TokenKind::Dot ? 1 : 3;
    }
    NodeRef names = first(statement);
    open("ImportFrom", statement);
    if (kind(names) == NodeKind::DottedName) {
        writer_.field("module");
        append_dotted_repr(names);
        names = next(names);
    }
    if (node.has(import_star)) {
        writer_.field("names");
        writer_.open_list();
        writer_.field({});
        writer_.short_node() += "alias(name='*')";
        writer_.close_list();
    }
    then({list("names", Items::Aliases, names),
          step(Action::Number, "level", {statement.block, level}), close()});
}

void Dumper::append_dotted_repr(NodeRef dotted) {
    scratch_.clear();
    for (NodeRef part = first(dotted); part; part = next(part)) {
        if (part.node != at(dotted).first_child) {
            scratch_ += '.';
        }
        append_identifier(tree_.name(part), scratch_);
    }
    append_str_repr(scratch_, writer_.text());
}

void Dumper::alias(NodeRef alias) {
    const Node& node = at(alias);
    std::string& text = writer_.short_node();
    text += "alias(name=";
    if (const NodeRef dotted = first(alias)) {
        append_dotted_repr(dotted);
    } else {
        append_name_repr(alias.block, node.first_token);
    }
    if (node.has(has_alias)) {
        text += ", asname=";
        append_name_repr(alias.block, node.end_token - 1);
    }
    text += ')';
}

void Dumper::name_list(std::string_view type, NodeRef statement) {
    writer_.open_node(type);
    writer_.field("names");
    writer_.open_list();
    for (NodeRef name = first(statement); name; name = next(name)) {
        writer_.field({});
        append_name_repr(name.block, at(name).first_token);
    }
    writer_.close_list();
    writer_.close_node();
}

}  // namespace pilcrow::python_ast
