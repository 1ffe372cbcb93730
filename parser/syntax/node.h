// Syntax nodes: what the logical-line parser yields, the same for both layouts.
//
// A unit's nodes lie in one array. Children come in source order, linked by `next`. A node covers
// the tokens [first_token, end_token) of its unit; punctuation has no nodes of its own, it is
// found among the tokens between the children. Index 0 is never a node ("none").
//
// **Hang.** Where a bracket hangs (Pilcrow), its contents are other units. In their place stands
// one child of kind `Hang`, whose `segment` names the segment of the unit that owns them and whose
// role the segment records. Tree::first_child and Tree::next_sibling step through a Hang into the
// items' roots, so that a reader of the tree sees `f(a, b)` and its hung form alike.
//
// **Displays.** What `( … )`, `[ … ]` and `{ … }` are depends on their elements, which may be
// other units. So the parser makes RoundDisplay, SquareDisplay and CurlyDisplay, whose children
// are the elements, and Tree::display_kind() tells Tuple, Paren, Generator, List, … . The only
// element of a comprehension is a `Comprehension` node.
#pragma once

#include <cstdint>
#include <string_view>

namespace pilcrow {

// X(kind, children in order; `?` optional; `…` any number). "name token" is the token of a plain
// name that has no node: where it stands is given as T+n (n behind first_token) or E-n (before
// end_token).
// clang-format off
#define PILCROW_NODES(X)                                                                           \
    X(None, "")                                                                                    \
    X(Error, "whatever was understood … ; tokens that no rule took")                               \
    X(Missing, "none: an expression was expected here (zero tokens wide)")                         \
    X(Hang, "none: stands for the items of a segment; see above")                                  \
    /* expressions */                                                                              \
    X(Name, "flags name_… say what it is there for")                                               \
    X(Number, "")                                                                                  \
    X(Constant, "op is KwTrue, KwFalse, KwNone or Ellipsis")                                       \
    X(String,                                                                                      \
      "one plain string token; `hanging` flag: literal lines are the children of `segment`")       \
    X(FString,                                                                                     \
      "FStringText, Field …; `hanging`: last child is a Hang whose units are FStringLine")         \
    X(FStringText, "one FStringMiddle token")                                                      \
    X(Field, "expression, FormatSpec?; flag field_debug for `=`; op: 0 or the letter of `!r`")     \
    X(FormatSpec, "FStringText, Field …")                                                          \
    X(FStringLine, "FStringText, Field …: root of a literal line of an f-string")                  \
    X(Strings, "String, FString …: two or more adjacent strings")                                  \
    X(RoundDisplay, "elements … ; flag trailing_comma")                                            \
    X(SquareDisplay, "elements … ; flag trailing_comma")                                           \
    X(CurlyDisplay, "elements or DictEntry/DoubleStarred … ; flag trailing_comma")                 \
    X(Tuple, "elements … without parentheses; flag trailing_comma")                                \
    X(DictEntry, "key, value")                                                                     \
    X(Starred, "value: `*value`")                                                                  \
    X(DoubleStarred, "value: `**value`")                                                           \
    X(Comprehension, "element (or DictEntry, or Keyword's never), CompFor …")                      \
    X(CompFor, "target, iterable, condition … ; flag is_async")                                    \
    X(Attribute, "value; name token E-1")                                                          \
    X(Subscript, "value, indices … (a Tuple if more than one or trailing_comma)")                  \
    X(Slice, "lower?, upper?, step? as has_lower, has_upper, has_step say")                        \
    X(Call, "callee, arguments (expression, Starred, DoubleStarred, Keyword, Comprehension) …")    \
    X(Keyword, "value; name token T+0")                                                            \
    X(Await, "value")                                                                              \
    X(Unary, "operand; op: Plus Minus Tilde KwNot")                                                \
    X(Binary, "left, right; op: Plus … DoubleSlash, At")                                           \
    X(Boolean, "two or more operands; op: KwAnd, KwOr")                                            \
    X(Compare, "left, Comparator …")                                                               \
    X(Comparator, "right; op: Less … NotEqual, KwIn, KwIs; flag negated: `not in`, `is not`")      \
    X(Conditional, "body, test, orelse")                                                           \
    X(Lambda, "Parameters, body")                                                                  \
    X(Walrus, "Name, value")                                                                       \
    X(Yield, "value?")                                                                             \
    X(YieldFrom, "value")                                                                          \
    /* parameters */                                                                               \
    X(Parameters, "Parameter, ParameterSlash, ParameterStar …")                                    \
    X(Parameter,                                                                                   \
      "annotation?, default? as has_annotation, has_default say; op: 0, Star, DoubleStar; "        \
      "name token T+0 or T+1")                                                                     \
    X(ParameterSlash, "")                                                                          \
    X(ParameterStar, "a bare `*`")                                                                 \
    X(TypeParameters, "TypeParameter …")                                                           \
    X(TypeParameter,                                                                               \
      "bound?, default?; op: 0, Star, DoubleStar; has_annotation for bound; name token T+0 or "    \
      "T+1")                                                                                       \
    /* patterns */                                                                                 \
    X(PatternValue, "expression (number, string, constant dotted name, signed or complex number)") \
    X(PatternSingleton, "op: KwTrue KwFalse KwNone")                                               \
    X(PatternCapture, "name token T+0")                                                            \
    X(PatternWildcard, "")                                                                         \
    X(PatternAs, "pattern; name token E-1")                                                        \
    X(PatternOr, "alternatives …")                                                                 \
    X(PatternGroup,                                                                                \
      "(…): children … ; one without comma is grouping, else a sequence; trailing_comma")          \
    X(PatternSequence, "[…] or unparenthesized: children …")                                       \
    X(PatternStar, "name token T+1 (`_`: none)")                                                   \
    X(PatternMapping, "PatternEntry, PatternDoubleStar …")                                         \
    X(PatternEntry, "key expression, pattern")                                                     \
    X(PatternDoubleStar, "name token T+1")                                                         \
    X(PatternClass, "class expression, patterns and PatternKeyword …")                             \
    X(PatternKeyword, "pattern; name token T+0")                                                   \
    /* simple statements; the root of a unit; more after `;` follow by `next` */                   \
    X(ExpressionStatement, "value")                                                                \
    X(Assign, "target … , value")                                                                  \
    X(AugmentedAssign, "target, value; op: PlusEqual …")                                           \
    X(AnnotatedAssign, "target, annotation, value?")                                               \
    X(Return, "value?") X(Pass, "") X(Break, "") X(Continue, "")                                   \
    X(Raise, "exception?, cause?") X(Assert, "test, message?") X(Delete, "target …")               \
    X(Global, "Name …") X(Nonlocal, "Name …")                                                      \
    X(Import, "Alias …")                                                                           \
    X(ImportFrom,                                                                                  \
      "DottedName?, Alias … ; flag import_star for `*`; `level` of dots from the tokens")          \
    X(Alias, "DottedName (`import`) or none; `has_alias`: name token E-1 is the new name")         \
    X(DottedName, "Name …")                                                                        \
    X(TypeAlias, "Name, TypeParameters?, value")                                                   \
    /* headers of compound statements; a suite on the header's line is the last child, a Suite */  \
    X(If, "test, Suite?") X(Elif, "test, Suite?") X(Else, "Suite?") X(While, "test, Suite?")       \
    X(For, "target, iterable, Suite?; flag is_async")                                              \
    X(Try, "Suite?") X(Except, "type?, Name?, Suite?; flags except_star, has_alias")               \
    X(Finally, "Suite?")                                                                           \
    X(With, "WithItem … , Suite?; flag is_async")                                                  \
    X(WithItem, "context, target?")                                                                \
    X(FunctionDef,                                                                                 \
      "Name, TypeParameters?, Parameters, returns?, Suite?; flags is_async, has_returns")          \
    X(ClassDef, "Name, TypeParameters?, arguments as in Call …, Suite?; flag has_parens")          \
    X(Match, "subject, Suite?") X(Case, "pattern, guard?, Suite?; flag has_guard")                 \
    X(Decorator, "expression")                                                                     \
    X(Suite, "simple statements …")
// clang-format on

enum class NodeKind : std::uint8_t {
#define X(name, children) name,
    PILCROW_NODES(X)
#undef X
};
std::string_view name_of(NodeKind kind);
// The text of the table above: what children a kind has.
std::string_view children_of(NodeKind kind);

constexpr bool is_expression(NodeKind kind) {
    return kind >= NodeKind::Name && kind <= NodeKind::YieldFrom;
}
constexpr bool is_pattern(NodeKind kind) {
    return kind >= NodeKind::PatternValue && kind <= NodeKind::PatternKeyword;
}
constexpr bool is_statement(NodeKind kind) { return kind >= NodeKind::ExpressionStatement; }
// A statement that opens a block.
constexpr bool is_header(NodeKind kind) { return kind >= NodeKind::If && kind <= NodeKind::Case; }
// A header that goes on with the compound statement before it.
constexpr bool is_clause(NodeKind kind) {
    return kind == NodeKind::Elif || kind == NodeKind::Else || kind == NodeKind::Except ||
           kind == NodeKind::Finally || kind == NodeKind::Case;
}

// Bits of Node::flags. Each belongs to the kinds named in PILCROW_NODES only, so values repeat.
// clang-format off
enum NodeFlags : std::uint16_t {
    trailing_comma = 0x0001,
    hanging = 0x0002,        // a child is a Hang, or (String) literal lines follow
    has_error = 0x0004,      // this node or one below it, in this unit, is damaged
    is_async = 0x0008,
    has_lower = 0x0010, has_upper = 0x0020, has_step = 0x0040,       // Slice
    has_annotation = 0x0010, has_default = 0x0020,                   // Parameter, TypeParameter
    negated = 0x0010,                                                // Comparator
    field_debug = 0x0010,                                            // Field
    import_star = 0x0010, has_alias = 0x0020, except_star = 0x0040,  // imports, Except
    has_returns = 0x0010, has_parens = 0x0020, has_guard = 0x0010,   // FunctionDef, ClassDef, Case
    simple_target = 0x0010,                                          // AnnotatedAssign: bare name
    // Name: what the name is there for; without any of these it is read
    name_bound = 0x0010,    // assigned, imported, looped over, defined …
    name_deleted = 0x0020,
    name_part = 0x0040,     // of a DottedName: no variable
    name_declared = 0x0080, // in global or nonlocal
    name_read_too = 0x0100, // with name_bound: target of an augmented assignment
    name_whole = 0x0200,    // with name_bound: the whole target, not an element of one
    name_walrus = 0x0400,   // with name_bound
};
// clang-format on

using NodeId = std::uint32_t;  // index in the unit's nodes; 0: none
inline constexpr NodeId no_node = 0;

struct Node {
    NodeKind kind;
    std::uint8_t op;      // a TokenKind, or a letter, as the table says
    std::uint16_t flags;  // NodeFlags
    std::uint32_t first_token;
    std::uint32_t end_token;
    NodeId first_child;  // Hang, String with `hanging`: the segment's index instead
    NodeId next;         // next sibling; on a unit's root: the next statement after `;`

    std::uint32_t segment() const { return first_child; }
    bool has(NodeFlags flag) const { return (flags & flag) != 0; }
};
static_assert(sizeof(Node) == 20);

}  // namespace pilcrow
