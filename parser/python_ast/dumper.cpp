#include "parser/python_ast/dumper.h"

#include "parser/literals/identifiers.h"
#include "parser/literals/repr.h"

#include <utility>

namespace pilcrow::python_ast {
namespace {

constexpr std::size_t piece_of_output = std::size_t{1} << 20;

}  // namespace

std::optional<PythonAstError> Dumper::run() {
    writer_.open_node("Module");
    then({list("body", Items::Block, first_in_block(tree_.reading->first_child(no_block))),
          close()});
    node_depth_ = 1;
    while (!steps_.empty() && !error_) {
        const Step next_step = steps_.back();
        steps_.pop_back();
        take(next_step);
    }
    if (!error_) {
        writer_.flush(sink_, 0);
    }
    return std::move(error_);
}

void Dumper::then(std::initializer_list<Step> steps) {
    steps_.insert(steps_.end(), std::make_reverse_iterator(steps.end()),
                  std::make_reverse_iterator(steps.begin()));
}

void Dumper::take(const Step& step) {
    switch (step.action) {
    case Action::Close:
        writer_.close_node();
        --node_depth_;
        return;
    case Action::OpenList:
        writer_.field(step.field);
        writer_.open_list();
        return;
    case Action::CloseList: writer_.close_list(); return;
    case Action::Inner: expression_node(step.node, step.context); return;
    case Action::InnerPattern: pattern(step.node); return;
    case Action::Items: items(step); return;
    case Action::List: {
        const NodeRef first_one = first_item(step.items, step.node);
        if (!first_one) {
            return;
        }
        writer_.field(step.field);
        writer_.open_list();
        Step rest = step;
        rest.action = Action::Items;
        rest.node = first_one;
        items(rest);
        return;
    }
    case Action::Alternative: alternative(step); return;
    case Action::Simple:
        writer_.field(step.field);
        writer_.simple(step.text);
        return;
    case Action::Number:
        writer_.field(step.field);
        writer_.text() += std::to_string(step.node.node);
        return;
    case Action::Identifier: identifier_now(step.field, step.node.block, step.node.node); return;
    default: break;
    }
    if (step.action != Action::Piece && !step.node) {
        return;
    }
    writer_.field(step.field);
    switch (step.action) {
    case Action::Piece: writer_.short_node() += pieces_[step.node.node]; break;
    case Action::Expression: expression_node(step.node, step.context); break;
    case Action::Pattern: pattern(step.node); break;
    case Action::Parameter: parameter(step.node); break;
    case Action::Field: field(step.node); break;
    case Action::FormatSpec: format_spec(step.node); break;
    case Action::SliceTuple: elements("Tuple", step.node, step.node, Context::Load); break;
    case Action::Arguments: arguments(step.node); break;
    default: break;
    }
}

bool Dumper::accepts(Items items, NodeRef node) const {
    const NodeKind of = kind(node);
    switch (items) {
    case Items::AllButLast: return static_cast<bool>(next(node));
    case Items::Positional:
        return of != NodeKind::Keyword && of != NodeKind::DoubleStarred && of != NodeKind::Suite;
    case Items::Keywords: return of == NodeKind::Keyword || of == NodeKind::DoubleStarred;
    case Items::WithItems: return of == NodeKind::WithItem;
    case Items::KeywordNames:
    case Items::KeywordPatterns: return of == NodeKind::PatternKeyword;
    case Items::PositionalPatterns: return of != NodeKind::PatternKeyword;
    case Items::MappingKeys:
    case Items::MappingPatterns: return of == NodeKind::PatternEntry;
    default: return true;
    }
}

NodeRef Dumper::next_in(Items items, NodeRef node) const {
    switch (items) {
    case Items::Block: return after_group(node);
    case Items::Suite: return next_in_suite(node);
    case Items::Decorators: return clause(node, NodeKind::Decorator);
    case Items::Handlers: return clause(node, NodeKind::Except);
    case Items::Cases: return next_in_block(node);
    default: return next(node);
    }
}

NodeRef Dumper::first_item(Items items, NodeRef from) const {
    while (from && !accepts(items, from)) {
        from = next_in(items, from);
    }
    return from;
}

void Dumper::items(const Step& step) {
    if (!step.node) {
        writer_.close_list();
        return;
    }
    Step rest = step;
    rest.node = first_item(step.items, next_in(step.items, step.node));
    steps_.push_back(rest);
    writer_.field({});
    item(step.items, step.node, step.context);
}

void Dumper::item(Items items, NodeRef node, Context context) {
    switch (items) {
    case Items::Expressions:
    case Items::AllButLast:
    case Items::Positional: expression_node(node, context); break;
    case Items::Keywords: keyword(node); break;
    case Items::Comparisons: comparison(node); break;
    case Items::Comparators: expression_node(first(node), Context::Load); break;
    case Items::Clauses: clause_of_comprehension(node); break;
    case Items::DictKeys:
        if (kind(node) == NodeKind::DoubleStarred) {
            writer_.simple("None");
        } else {
            expression_node(first(node), Context::Load);
        }
        break;
    case Items::DictValues: {
        const NodeRef key = first(node);
        expression_node(kind(node) == NodeKind::DoubleStarred ? key : next(key), Context::Load);
        break;
    }
    case Items::Aliases: alias(node); break;
    case Items::WithItems: with_item(node); break;
    case Items::TypeParameters: type_parameter(node); break;
    case Items::Patterns:
    case Items::PositionalPatterns: pattern(node); break;
    case Items::KeywordNames: append_name_repr(node.block, at(node).first_token); break;
    case Items::KeywordPatterns: pattern(first(node)); break;
    case Items::MappingKeys: expression_node(first(node), Context::Load); break;
    case Items::MappingPatterns: pattern(next(first(node))); break;
    case Items::Block:
    case Items::Suite:
        writer_.flush(sink_, piece_of_output);
        pieces_.clear();
        statement(node);
        break;
    case Items::Decorators: expression_node(first(node), Context::Load); break;
    case Items::Handlers: handler(node); break;
    case Items::Cases: match_case(node); break;
    }
}

void Dumper::fail(std::string message, NodeRef node) {
    fail(std::move(message), node ? tree_.range(node).begin : Position{0, 0});
}

void Dumper::fail(std::string message, Position at) {
    if (!error_) {
        error_ = PythonAstError{std::move(message), at};
    }
}

// Opens a node; `node` is where an error would be.
void Dumper::open(std::string_view type, NodeRef node) {
    if (++node_depth_ > max_python_ast_depth) {
        fail("this is nested too deeply", node);
    }
    writer_.open_node(type);
}

void Dumper::append_name_repr(BlockId block, std::uint32_t token) {
    const Unit* unit = block == no_block ? nullptr : tree_.unit(block);
    if (unit == nullptr || unit->token(token).kind != TokenKind::Name) {
        fail("a name is missing here", unit == nullptr ? NodeRef{} : NodeRef{block, unit->root});
        return;
    }
    const std::string_view text = tree_.token_text(block, token);
    if ((unit->token(token).flags & name_non_ascii) == 0) {
        writer_.text() += '\'';
        writer_.text() += text;
        writer_.text() += '\'';
        return;
    }
    scratch_.clear();
    append_identifier(text, scratch_);
    append_str_repr(scratch_, writer_.text());
}

void Dumper::identifier_now(std::string_view field, BlockId block, std::uint32_t token) {
    writer_.field(field);
    append_name_repr(block, token);
}

std::string_view operator_name(std::uint8_t token) {
    switch (static_cast<TokenKind>(token)) {
    case TokenKind::Plus:
    case TokenKind::PlusEqual: return "Add()";
    case TokenKind::Minus:
    case TokenKind::MinusEqual: return "Sub()";
    case TokenKind::Star:
    case TokenKind::StarEqual: return "Mult()";
    case TokenKind::At:
    case TokenKind::AtEqual: return "MatMult()";
    case TokenKind::Slash:
    case TokenKind::SlashEqual: return "Div()";
    case TokenKind::Percent:
    case TokenKind::PercentEqual: return "Mod()";
    case TokenKind::DoubleStar:
    case TokenKind::DoubleStarEqual: return "Pow()";
    case TokenKind::LeftShift:
    case TokenKind::LeftShiftEqual: return "LShift()";
    case TokenKind::RightShift:
    case TokenKind::RightShiftEqual: return "RShift()";
    case TokenKind::Bar:
    case TokenKind::BarEqual: return "BitOr()";
    case TokenKind::Caret:
    case TokenKind::CaretEqual: return "BitXor()";
    case TokenKind::Ampersand:
    case TokenKind::AmpersandEqual: return "BitAnd()";
    case TokenKind::DoubleSlash:
    case TokenKind::DoubleSlashEqual: return "FloorDiv()";
    default: return "";
    }
}

std::string_view context_name(Context context) {
    switch (context) {
    case Context::Store: return "Store()";
    case Context::Del: return "Del()";
    default: return "Load()";
    }
}

}  // namespace pilcrow::python_ast
