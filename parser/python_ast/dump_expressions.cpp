// Expressions.

#include "parser/python_ast/dumper.h"

#include "parser/literals/numbers.h"
#include "parser/literals/repr.h"

#include <algorithm>

namespace pilcrow::python_ast {
namespace {

std::string_view comparison_name(const Node& comparator) {
    const bool negative = comparator.has(negated);
    switch (static_cast<TokenKind>(comparator.op)) {
    case TokenKind::Less: return "Lt()";
    case TokenKind::Greater: return "Gt()";
    case TokenKind::LessEqual: return "LtE()";
    case TokenKind::GreaterEqual: return "GtE()";
    case TokenKind::EqualEqual: return "Eq()";
    case TokenKind::NotEqual: return "NotEq()";
    case TokenKind::KwIn: return negative ? "NotIn()" : "In()";
    default: return negative ? "IsNot()" : "Is()";
    }
}

std::string_view unary_name(std::uint8_t op) {
    switch (static_cast<TokenKind>(op)) {
    case TokenKind::Plus: return "UAdd()";
    case TokenKind::Minus: return "USub()";
    case TokenKind::Tilde: return "Invert()";
    default: return "Not()";
    }
}

std::string_view constant_name(std::uint8_t op) {
    switch (static_cast<TokenKind>(op)) {
    case TokenKind::KwTrue: return "Constant(value=True)";
    case TokenKind::KwFalse: return "Constant(value=False)";
    case TokenKind::KwNone: return "Constant(value=None)";
    default: return "Constant(value=Ellipsis)";
    }
}

}  // namespace

void Dumper::expression_node(NodeRef node, Context context) {
    const Node& its_node = at(node);
    switch (its_node.kind) {
    case NodeKind::Name: name(node, context); return;
    case NodeKind::Number: number(node); return;
    case NodeKind::Constant: writer_.short_node() += constant_name(its_node.op); return;
    case NodeKind::String:
    case NodeKind::FString:
    case NodeKind::Strings: strings(node); return;
    case NodeKind::RoundDisplay:
    case NodeKind::SquareDisplay:
    case NodeKind::CurlyDisplay: display(node, context); return;
    case NodeKind::Tuple: elements("Tuple", first(node), node, context); return;
    case NodeKind::Comprehension: comprehension("GeneratorExp", node); return;
    case NodeKind::Compare: compare(node); return;
    case NodeKind::Subscript: subscript(node, context); return;
    case NodeKind::Slice: slice(node); return;
    default: break;
    }
    const NodeRef child = first(node);
    const NodeRef second = child ? next(child) : NodeRef{};
    switch (its_node.kind) {
    case NodeKind::Starred:
        open("Starred", node);
        then({expression("value", child, context), simple("ctx", context_name(context)), close()});
        return;
    case NodeKind::Attribute:
        open("Attribute", node);
        then({expression("value", child), identifier("attr", node.block, its_node.end_token - 1),
              simple("ctx", context_name(context)), close()});
        return;
    case NodeKind::Call:
        open("Call", node);
        then({expression("func", child), list("args", Items::Positional, second),
              list("keywords", Items::Keywords, second), close()});
        return;
    case NodeKind::Await:
        open("Await", node);
        then({expression("value", child), close()});
        return;
    case NodeKind::Unary:
        open("UnaryOp", node);
        then({simple("op", unary_name(its_node.op)), expression("operand", child), close()});
        return;
    case NodeKind::Binary:
        open("BinOp", node);
        then({expression("left", child), simple("op", operator_name(its_node.op)),
              expression("right", second), close()});
        return;
    case NodeKind::Boolean:
        open("BoolOp", node);
        then({simple("op",
                     its_node.op == static_cast<std::uint8_t>(TokenKind::KwAnd) ? "And()" : "Or()"),
              list("values", Items::Expressions, child), close()});
        return;
    case NodeKind::Conditional:
        open("IfExp", node);
        then({expression("test", second), expression("body", child),
              expression("orelse", next(second)), close()});
        return;
    case NodeKind::Lambda:
        open("Lambda", node);
        then({step(Action::Arguments, "args", child), expression("body", second), close()});
        return;
    case NodeKind::Walrus:
        open("NamedExpr", node);
        then({expression("target", child, Context::Store), expression("value", second), close()});
        return;
    case NodeKind::Yield:
        open("Yield", node);
        then({expression("value", child), close()});
        return;
    case NodeKind::YieldFrom:
        open("YieldFrom", node);
        then({expression("value", child), close()});
        return;
    default: fail("this is not a whole expression", node);
    }
}

void Dumper::name(NodeRef node, Context context) {
    std::string& text = writer_.short_node();
    text += "Name(id=";
    append_name_repr(node.block, at(node).first_token);
    text += ", ctx=";
    text += context_name(context);
    text += ')';
}

void Dumper::number(NodeRef node) {
    const std::uint32_t token = at(node).first_token;
    std::string_view digits = tree_.token_text(node.block, token);
    std::string& text = writer_.short_node();
    text += "Constant(value=";
    switch (tree_.unit(node.block)->token(token).kind) {
    case TokenKind::Int:
        if (!append_decimal(digits, text)) {
            fail("an integer with more than 4300 decimal digits cannot be shown", node);
        }
        break;
    case TokenKind::Imaginary:
        digits.remove_suffix(1);
        append_imaginary_repr(float_value(digits), text);
        break;
    default: append_float_repr(float_value(digits), text);
    }
    text += ')';
}

// A display with brackets of its own, or what a parenthesis groups.
void Dumper::display(NodeRef node, Context context) {
    const NodeRef child = first(node);
    switch (tree_.display_kind(node)) {
    case Display::Paren:
        steps_.push_back(step(Action::Inner, {}, child));
        steps_.back().context = context;
        return;
    case Display::Tuple: elements("Tuple", child, node, context); return;
    case Display::List: elements("List", child, node, context); return;
    case Display::Generator: comprehension("GeneratorExp", child); return;
    case Display::ListComprehension: comprehension("ListComp", child); return;
    case Display::SetComprehension: comprehension("SetComp", child); return;
    case Display::DictComprehension: comprehension("DictComp", child); return;
    case Display::Set:
        open("Set", node);
        then({list("elts", Items::Expressions, child), close()});
        return;
    case Display::Dict:
        open("Dict", node);
        then({list("keys", Items::DictKeys, child), list("values", Items::DictValues, child),
              close()});
        return;
    }
}

// A Tuple or List of `first_element` and what follows it.
void Dumper::elements(std::string_view type, NodeRef first_element, NodeRef node, Context context) {
    open(type, node);
    then({list("elts", Items::Expressions, first_element, context),
          simple("ctx", context_name(context)), close()});
}

void Dumper::comprehension(std::string_view type, NodeRef comprehension) {
    const NodeRef element = first(comprehension);
    const NodeRef clauses = next(element);
    open(type, comprehension);
    const Step generators = list("generators", Items::Clauses, clauses);
    if (type == "DictComp") {
        const NodeRef key = first(element);
        then({expression("key", key), expression("value", next(key)), generators, close()});
    } else {
        then({expression("elt", element), generators, close()});
    }
}

void Dumper::clause_of_comprehension(NodeRef clause) {
    const NodeRef target = first(clause);
    const NodeRef iterable = next(target);
    open("comprehension", clause);
    then({expression("target", target, Context::Store), expression("iter", iterable),
          list("ifs", Items::Expressions, iterable ? next(iterable) : NodeRef{}),
          simple("is_async", at(clause).has(is_async) ? "1" : "0"), close()});
}

void Dumper::compare(NodeRef node) {
    const NodeRef left = first(node);
    const NodeRef comparators = next(left);
    open("Compare", node);
    then({expression("left", left), list("ops", Items::Comparisons, comparators),
          list("comparators", Items::Comparators, comparators), close()});
}

void Dumper::comparison(NodeRef comparator) { writer_.simple(comparison_name(at(comparator))); }

void Dumper::subscript(NodeRef node, Context context) {
    const NodeRef value = first(node);
    const NodeRef index = next(value);
    const bool tuple = index && (next(index) || kind(index) == NodeKind::Starred ||
                                 tree_.has_trailing_comma(node));
    open("Subscript", node);
    then({expression("value", value),
          tuple ? step(Action::SliceTuple, "slice", index) : expression("slice", index),
          simple("ctx", context_name(context)), close()});
}

void Dumper::slice(NodeRef node) {
    NodeRef child = first(node);
    const auto part = [&](NodeFlags flag) {
        if (!at(node).has(flag)) {
            return NodeRef{};
        }
        const NodeRef taken = child;
        child = next(child);
        return taken;
    };
    const NodeRef lower = part(has_lower);
    const NodeRef upper = part(has_upper);
    const NodeRef stride = part(has_step);
    open("Slice", node);
    then({expression("lower", lower), expression("upper", upper), expression("step", stride),
          close()});
}

void Dumper::keyword(NodeRef node) {
    open("keyword", node);
    steps_.push_back(close());
    steps_.push_back(expression("value", first(node)));
    if (kind(node) == NodeKind::Keyword) {
        identifier_now("arg", node.block, at(node).first_token);
    }
}

}  // namespace pilcrow::python_ast
