// The logical-line parser's inside: one class, its bodies by topic in parser_*.cpp.
//
//   parser.cpp             entry, errors, recovery
//   parser_item.cpp        what an item is in each role
//   parser_expression.cpp  operators, conditionals, lambdas, primaries
//   parser_display.cpp     brackets: displays, calls, subscripts, comprehensions
//   parser_string.cpp      strings and f-strings
//   parser_target.cpp      what can be assigned to or deleted
//   parser_statement.cpp   simple statements
//   parser_header.cpp      headers of compound statements, parameters
//   parser_pattern.cpp     patterns
//
// Conventions. `k_` is the kind of the token at `pos_`; advance() passes over it (and over Skipped
// tokens). Brackets are balanced before the parser starts, so a bracket's closer is always there.
// Every function yields a node and makes progress or leaves an error; none throws.
#pragma once

#include "parser/syntax/parser.h"

#include <cstdint>

namespace pilcrow::syntax {

// Binding strengths of binary operators; the grammar's levels from `or` to `**`.
enum Strength : int {
    strength_none = 0,
    strength_or,
    strength_and,
    strength_not,
    strength_compare,
    strength_bit_or,
    strength_bit_xor,
    strength_bit_and,
    strength_shift,
    strength_sum,
    strength_product,
};

// Children collected in source order.
struct NodeList {
    NodeId first = no_node;
    NodeId last = no_node;
    std::uint32_t count = 0;
};

class Parser {
public:
    explicit Parser(UnitBuilder& builder);
    // Parses the whole unit in `role`; sets the builder's root and flags.
    void unit(Role role);

private:
    using List = NodeList;
    // Deeper nesting than this is reported and skipped; a level costs about 700 bytes of stack.
    static constexpr std::uint32_t max_depth = 1000;
    class Depth {  // counts one level while it lives
    public:
        explicit Depth(Parser& parser) : parser_(parser) { ++parser_.depth_; }
        ~Depth() { --parser_.depth_; }
        Depth(const Depth&) = delete;
        Depth& operator=(const Depth&) = delete;
        bool exceeded() const { return parser_.depth_ > max_depth; }

    private:
        Parser& parser_;
    };

    // --- parser.cpp: tokens, nodes, errors ---
    void advance();
    bool at(TokenKind kind) const { return k_ == kind; }
    bool accept(TokenKind kind);
    // Passes over `kind`, or reports that it is expected.
    bool expect(TokenKind kind);
    TokenKind peek(std::uint32_t ahead = 1) const;  // Skipped tokens not counted
    // A `\` line begins here: what stands between two lines is more likely lost at its beginning.
    bool at_new_segment() const;
    bool at_end() const { return k_ == TokenKind::End; }
    // True before a closer, the end, or `;`: where nothing more of an expression can come.
    bool at_stop() const;
    // Index of the closer that belongs to the opener at token `open`.
    std::uint32_t matching_closer(std::uint32_t open) const;
    // Index of the first `:` outside brackets from `from` on, or of End.
    std::uint32_t top_level_colon(std::uint32_t from) const;

    NodeId make(NodeKind kind, std::uint32_t first_token, const List& children = {},
                std::uint16_t flags = 0, std::uint8_t op = 0);
    Node& node(NodeId id) { return builder_.nodes[id]; }
    void add(List& list, NodeId child);
    static List list_of(NodeId only) { return {only, only, 1}; }

    void error(Code code, std::uint32_t first_token, std::uint32_t end_token,
               TokenKind token = TokenKind::End, Fix fix = Fix::None);
    // Before a unit is read once more in another role.
    void forget_findings() {
        builder_.diagnostics.clear();
        damaged_segments_.clear();
        diagnostics_seen_ = 0;
    }
    void error_here(Code code, TokenKind token = TokenKind::End);
    // Of a node that spans `\` lines, the last is reported.
    void error_at(Code code, NodeId id);
    NodeId missing(Code code);  // reports, yields a Missing node
    NodeId too_deep();          // reports, passes over what is nested
    // Takes everything up to the end, a closer of the surrounding bracket, or (with `stop`) a
    // token of that kind at this level, as an Error node with what can be understood of it.
    NodeId rest(List children, std::uint32_t first_token, TokenKind stop = TokenKind::End);
    // Something that can be understood, in recovery.
    NodeId understood();
    // Reports what stands before the closer of a bracket, takes it as an Error, and passes the
    // closer.
    void close(TokenKind closer, List& children);

    // --- parser_item.cpp ---
    NodeId item(Role role);
    NodeId item_element(Role role);
    void whole_item(Role role);
    void misfit(Role role);

    // --- parser_expression.cpp ---
    static bool starts_expression(TokenKind kind);
    NodeId expression();        // conditional or lambda; no `:=`, no bare tuple
    NodeId named_expression();  // expression, or `name := expression`
    NodeId conditional(NodeId body, std::uint32_t first_token);
    NodeId binary(int strength);
    NodeId comparison(NodeId left, std::uint32_t first_token);
    NodeId unary();
    NodeId primary();
    NodeId atom();
    NodeId lambda();
    NodeId yield();
    NodeId starred(int strength = strength_bit_or);  // `*value`
    NodeId star_or_expression(bool named);
    // `a`, `a, b`, `*a, b`: a Tuple where there is a comma. `named` allows `:=` in the elements.
    NodeId expression_list(bool named);
    NodeId yield_or_list();

    // --- parser_display.cpp ---
    NodeId hang(Role role);
    NodeId display();
    NodeId display_element(TokenKind open);
    NodeId entry();
    NodeId comprehension(NodeId element, std::uint32_t first_token);
    NodeId comprehension_for();
    bool at_comprehension() const;
    void arguments(List& list);  // after `(` up to and with `)`
    NodeId argument();
    void indices(List& list, std::uint16_t& flags);  // after `[` up to and with `]`
    NodeId index();

    // --- parser_string.cpp ---
    NodeId strings();
    NodeId plain_string();
    NodeId fstring();
    NodeId fstring_line();
    void fstring_parts(List& list);
    NodeId field();

    // --- parser_target.cpp ---
    enum class TargetUse : std::uint8_t { Assign, Augmented, Annotated, Delete, Loop };
    void check_target(NodeId id, TargetUse use, std::uint32_t depth = 0);
    NodeId target_list();  // of `for`: targets up to `in`
    NodeId single_target(TargetUse use);

    // --- parser_statement.cpp ---
    NodeId statement();
    NodeId simple_statements();  // chained by `next`
    NodeId simple_statement();
    NodeId expression_statement();
    NodeId assignment(NodeId first, std::uint32_t first_token);
    NodeId delete_statement();
    NodeId import_statement();
    NodeId from_statement();
    NodeId import_name();
    NodeId dotted_name();
    NodeId names_statement(NodeKind kind);
    NodeId raise_statement();
    NodeId assert_statement();
    NodeId type_alias();

    // --- parser_header.cpp ---
    bool at_match_header() const;
    bool at_case_header() const;
    bool at_type_alias() const;
    NodeId header();
    // The last token, where it is the colon of a `\` line that opens a block; else 0.
    std::uint32_t block_colon() const;
    NodeId end_header(NodeKind kind, std::uint32_t first_token, List children,
                      std::uint16_t flags = 0);
    NodeId function(std::uint32_t first_token, std::uint16_t flags);
    NodeId class_definition();
    NodeId for_header(std::uint32_t first_token, std::uint16_t flags);
    NodeId with_header(std::uint32_t first_token, std::uint16_t flags);
    NodeId with_item();
    bool parenthesized_with() const;
    NodeId except_header();
    NodeId decorator();
    NodeId name_node(std::uint16_t flags);
    NodeId type_parameters();
    NodeId type_parameter();
    NodeId parameters(bool of_lambda);
    NodeId parameter(bool of_lambda);

    // --- parser_pattern.cpp ---
    NodeId case_header();
    NodeId pattern_list();
    NodeId pattern(bool star_allowed);
    NodeId or_pattern();
    NodeId closed_pattern();
    NodeId pattern_number();
    NodeId pattern_name();
    NodeId pattern_bracket(TokenKind open);
    NodeId pattern_mapping();
    NodeId pattern_entry();
    NodeId pattern_argument();

    UnitBuilder& builder_;
    const Token* tokens_;
    std::uint32_t pos_ = 0;
    std::uint32_t prev_end_ = 0;  // one past the last token passed over
    TokenKind k_ = TokenKind::End;
    std::uint32_t depth_ = 0;
    std::vector<bool> damaged_segments_;  // by segment: has an error already …
    std::size_t diagnostics_seen_ = 0;    // … among the first so many findings
    bool quiet_ = false;                  // in recovery: nothing more is reported
    bool in_pattern_ = false;
};

// What every other function is made of, in the header so that it costs no calls.

inline void Parser::advance() {
    if (k_ == TokenKind::End) return;
    prev_end_ = pos_ + 1;
    do ++pos_;
    while (tokens_[pos_].kind == TokenKind::Skipped);
    k_ = tokens_[pos_].kind;
}

inline bool Parser::accept(TokenKind kind) {
    if (k_ != kind) return false;
    advance();
    return true;
}

inline NodeId Parser::make(NodeKind kind, std::uint32_t first_token, const List& children,
                           std::uint16_t flags, std::uint8_t op) {
    const auto id = static_cast<NodeId>(builder_.nodes.size());
    builder_.nodes.push_back(Node{kind, op, flags, first_token,
                                  prev_end_ > first_token ? prev_end_ : first_token, children.first,
                                  no_node});
    return id;
}

inline void Parser::add(List& list, NodeId child) {
    if (list.last == no_node) {
        list.first = child;
    } else {
        node(list.last).next = child;
    }
    list.last = child;
    ++list.count;
}

}  // namespace pilcrow::syntax
