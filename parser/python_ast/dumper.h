// The walk behind python_ast.h, one class, its bodies by topic in dump_*.cpp.
//
//   dumper.cpp            steps, lists, errors
//   dump_statements.cpp   statements and how sibling units make compound ones
//   dump_definitions.cpp  functions, classes, parameters
//   dump_expressions.cpp  expressions
//   dump_strings.cpp      strings and f-strings
//   dump_patterns.cpp     patterns
//
// The tree may be deep, so nothing recurses: what is still to be printed waits on a stack of
// **steps**. A function that prints a node opens it, and with then() says what comes next, in the
// order in which it is printed; the last of it closes the node.
#pragma once

#include "parser/literals/string_value.h"
#include "parser/python_ast/python_ast.h"
#include "parser/python_ast/writer.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::python_ast {

enum class Context : std::uint8_t { Load, Store, Del };

enum class Action : std::uint8_t {
    Close,  // the open node
    OpenList,
    CloseList,   // the open list
    Simple,      // `text` as a value
    Number,      // `node.node` itself
    Identifier,  // the name token `node.node` of the unit `node.block`
    Piece,       // the constant `node.node` of pieces_
    Expression,  // `node`
    Inner,       // what a parenthesis groups: `node`, in its place
    Pattern,
    InnerPattern,
    Parameter,  // `node`
    Field,      // of an f-string
    FormatSpec,
    List,         // of what `items` takes of `node` and what follows it; nothing if that is empty
    Items,        // the elements still to come of a list that is open
    SliceTuple,   // the indices from `node` on
    Arguments,    // Parameters
    Alternative,  // the elif or else `node` of an if
};

// What a list is made of: which of a node and its siblings, and how they are printed.
enum class Items : std::uint8_t {
    Expressions,
    AllButLast,  // targets of an assignment
    Positional,  // of a call
    Keywords,
    Comparisons,  // their operators
    Comparators,
    Clauses,  // of a comprehension
    DictKeys,
    DictValues,
    Aliases,
    WithItems,
    TypeParameters,
    Patterns,
    PositionalPatterns,
    KeywordNames,
    KeywordPatterns,
    MappingKeys,
    MappingPatterns,
    // Here the siblings are statements: of a block, or of a suite on its header's line.
    Block,
    Suite,
    Decorators,
    Handlers,
    Cases,
};

struct Step {
    Action action;
    Context context = Context::Load;
    Items items = Items::Expressions;
    std::string_view field;
    std::string_view text;
    NodeRef node;
};

class Dumper {
public:
    Dumper(const Tree& tree, const TextSink& sink) : tree_(tree), sink_(sink) {}
    std::optional<PythonAstError> run();

private:
    // --- dumper.cpp ---
    static Step close() { return {.action = Action::Close, .field = {}, .text = {}, .node = {}}; }
    static Step simple(std::string_view field, std::string_view text) {
        return {.action = Action::Simple, .field = field, .text = text, .node = {}};
    }
    static Step identifier(std::string_view field, BlockId block, std::uint32_t token) {
        return {.action = Action::Identifier, .field = field, .text = {}, .node = {block, token}};
    }
    // A node that may be missing: then nothing is printed.
    static Step expression(std::string_view field, NodeRef node, Context context = Context::Load) {
        return {.action = Action::Expression,
                .context = context,
                .field = field,
                .text = {},
                .node = node};
    }
    static Step step(Action action, std::string_view field, NodeRef node) {
        return {.action = action, .field = field, .text = {}, .node = node};
    }
    static Step list(std::string_view field, Items items, NodeRef first,
                     Context context = Context::Load) {
        return {.action = Action::List,
                .context = context,
                .items = items,
                .field = field,
                .text = {},
                .node = first};
    }
    void then(std::initializer_list<Step> steps);
    void take(const Step& step);
    bool accepts(Items items, NodeRef node) const;
    NodeRef first_item(Items items, NodeRef from) const;
    NodeRef next_in(Items items, NodeRef node) const;
    void items(const Step& step);
    void item(Items items, NodeRef node, Context context);
    void fail(std::string message, NodeRef node);
    void fail(std::string message, Position at);
    void open(std::string_view type, NodeRef node);

    void append_name_repr(BlockId block, std::uint32_t token);
    void identifier_now(std::string_view field, BlockId block, std::uint32_t token);
    // In a damaged tree a child may be missing: it is taken for a node of kind None.
    const Node& at(NodeRef node) const { return node ? tree_.node(node) : nothing_; }
    NodeKind kind(NodeRef node) const { return node ? at(node).kind : NodeKind::None; }
    NodeRef first(NodeRef node) const { return node ? tree_.first_child(node) : node; }
    NodeRef next(NodeRef node) const { return node ? tree_.next_sibling(node) : node; }

    // --- dump_statements.cpp ---
    NodeRef first_in_block(BlockId block) const;
    NodeRef next_in_block(NodeRef statement) const;
    NodeRef next_in_suite(NodeRef statement) const;
    NodeRef after_group(NodeRef statement) const;
    NodeRef suite_of(NodeRef header) const;
    Step body(std::string_view field, NodeRef header) const;
    // The clause of this kind that stands next to a header in its block, or none.
    NodeRef clause(NodeRef header, NodeKind wanted) const;
    void statement(NodeRef statement);
    void compound(NodeRef header);
    void if_statement(NodeRef header);
    void alternative(const Step& step);
    void for_statement(NodeRef header);
    void try_statement(NodeRef header);
    void with_statement(NodeRef header);
    void handler(NodeRef except);
    void match_case(NodeRef header);
    void with_item(NodeRef item);
    void import_from(NodeRef statement);
    void append_dotted_repr(NodeRef dotted);
    void alias(NodeRef alias);
    void name_list(std::string_view type, NodeRef statement);

    // --- dump_definitions.cpp ---
    void definition(NodeRef header, NodeRef decorators);
    void function(NodeRef header, NodeRef decorators);
    void class_definition(NodeRef header, NodeRef decorators);
    void arguments(NodeRef parameters);
    void parameter(NodeRef node);
    void type_alias(NodeRef statement);
    void type_parameter(NodeRef parameter);

    // --- dump_expressions.cpp ---
    void expression_node(NodeRef node, Context context);
    void name(NodeRef node, Context context);
    void number(NodeRef node);
    void display(NodeRef node, Context context);
    void elements(std::string_view type, NodeRef first_element, NodeRef node, Context context);
    void comprehension(std::string_view type, NodeRef comprehension);
    void clause_of_comprehension(NodeRef clause);
    void compare(NodeRef node);
    void comparison(NodeRef comparator);
    void subscript(NodeRef node, Context context);
    void slice(NodeRef node);
    void keyword(NodeRef node);

    // --- dump_strings.cpp ---
    class PieceList;
    void strings(NodeRef node);
    void joined_string(PieceList& pieces, NodeRef node);
    void collect_fstring(NodeRef fstring, PieceList& pieces);
    void collect_parts(BlockId block, NodeId first_part, PieceList& pieces);
    void field(NodeRef field);
    void format_spec(NodeRef spec);

    // --- dump_patterns.cpp ---
    void pattern(NodeRef node);
    void class_pattern(NodeRef node);
    void mapping_pattern(NodeRef node);

    static constexpr Node nothing_{};

    const Tree& tree_;
    const TextSink& sink_;
    Writer writer_;
    std::vector<Step> steps_;
    std::size_t node_depth_ = 0;
    std::vector<std::string> pieces_;  // constants of the f-strings still to be printed
    std::string scratch_;
    std::optional<PythonAstError> error_;
};

// `Add()` and so on, for the token of an operator or of an augmented assignment.
std::string_view operator_name(std::uint8_t token);
std::string_view context_name(Context context);  // `Load()`

}  // namespace pilcrow::python_ast
