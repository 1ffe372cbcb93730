// Simple statements.

#include "parser/syntax/parser_impl.h"

namespace pilcrow::syntax {

NodeId Parser::simple_statements() {
    List statements;
    do {
        if (at_end()) break;             // `a;` ends so
        if (at(TokenKind::Semicolon)) {  // `;;`
            error_here(Code::ExpectedStatement);
            continue;
        }
        NodeId one = simple_statement();
        if (!at_end() && !at(TokenKind::Semicolon)) {
            error_here(is_keyword(k_) || starts_expression(k_) || !at(TokenKind::Equal)
                           ? Code::UnexpectedToken
                           : Code::AssignInExpression);
            const std::uint32_t first = pos_;
            const bool was_quiet = quiet_;
            quiet_ = true;
            List children;
            while (!at_end() && !at(TokenKind::Semicolon)) {
                const std::uint32_t before = pos_;
                if (starts_expression(k_)) add(children, named_expression());
                if (pos_ == before) advance();
            }
            quiet_ = was_quiet;
            add(statements, one);
            one = make(NodeKind::Error, first, children, has_error);
        }
        add(statements, one);
    } while (accept(TokenKind::Semicolon));
    return statements.first;
}

NodeId Parser::simple_statement() {
    const std::uint32_t first = pos_;
    switch (k_) {
    case TokenKind::KwPass: advance(); return make(NodeKind::Pass, first);
    case TokenKind::KwBreak: advance(); return make(NodeKind::Break, first);
    case TokenKind::KwContinue: advance(); return make(NodeKind::Continue, first);
    case TokenKind::KwReturn: {
        advance();
        List children;
        if (starts_expression(k_) || k_ == TokenKind::Star) {
            children = list_of(expression_list(false));
        }
        return make(NodeKind::Return, first, children);
    }
    case TokenKind::KwRaise: return raise_statement();
    case TokenKind::KwAssert: return assert_statement();
    case TokenKind::KwDel: return delete_statement();
    case TokenKind::KwGlobal: return names_statement(NodeKind::Global);
    case TokenKind::KwNonlocal: return names_statement(NodeKind::Nonlocal);
    case TokenKind::KwImport: return import_statement();
    case TokenKind::KwFrom: return from_statement();
    default: return at_type_alias() ? type_alias() : expression_statement();
    }
}

NodeId Parser::expression_statement() {
    const std::uint32_t first = pos_;
    const NodeId value = yield_or_list();
    if (node(value).has(hanging) && starts_expression(k_) && at_new_segment() &&
        (node(value).kind == NodeKind::RoundDisplay ||
         node(value).kind == NodeKind::SquareDisplay)) {
        // Targets that hang, and what is assigned to them: only the `=` was lost.
        error_here(Code::ExpectedToken, TokenKind::Equal);
        check_target(value, TargetUse::Assign);
        List children = list_of(value);
        add(children, yield_or_list());
        return make(NodeKind::Assign, first, children);
    }
    switch (k_) {
    case TokenKind::Equal: return assignment(value, first);
    case TokenKind::Colon: {
        const std::uint32_t colon = pos_;
        if (node(value).kind == NodeKind::Missing) break;
        advance();
        if (at_end() && node(value).kind != NodeKind::Name &&
            node(value).kind != NodeKind::Attribute && node(value).kind != NodeKind::Subscript) {
            // `foo(a):`: not an annotation, a header that lost its keyword.
            error(Code::UnexpectedToken, colon, colon + 1);
        } else {
            check_target(value, TargetUse::Annotated);
        }
        List children = list_of(value);
        add(children, expression());
        if (accept(TokenKind::Equal)) {
            add(children, yield_or_list());
        } else {
            node(value).flags &=
                static_cast<std::uint16_t>(~name_whole);  // declares, binds nothing
        }
        return make(NodeKind::AnnotatedAssign, first, children,
                    node(value).kind == NodeKind::Name ? simple_target : 0);
    }
    case TokenKind::ColonEqual: error_here(Code::UnparenthesizedWalrus); break;
    default:
        if (k_ >= TokenKind::PlusEqual && k_ <= TokenKind::DoubleSlashEqual) {
            check_target(value, TargetUse::Augmented);
            const auto op = static_cast<std::uint8_t>(k_);
            advance();
            List children = list_of(value);
            add(children, yield_or_list());
            return make(NodeKind::AugmentedAssign, first, children, 0, op);
        }
        if (node(value).kind == NodeKind::Name && starts_expression(k_) && k_ != TokenKind::Name) {
            const std::string_view word = builder_.text(tokens_[node(value).first_token]);
            if (word == "print" || word == "exec") error_at(Code::PrintStatement, value);
        }
        break;
    }
    return make(NodeKind::ExpressionStatement, first, list_of(value));
}

NodeId Parser::assignment(NodeId first_value, std::uint32_t first_token) {
    List children = list_of(first_value);
    NodeId last = first_value;
    while (accept(TokenKind::Equal)) {
        check_target(last, TargetUse::Assign);
        last = yield_or_list();
        add(children, last);
    }
    return make(NodeKind::Assign, first_token, children);
}

NodeId Parser::delete_statement() {
    const std::uint32_t first = pos_;
    advance();
    List targets;
    do {
        if (!starts_expression(k_) && k_ != TokenKind::Star) break;  // a comma may end the list
        const NodeId target = k_ == TokenKind::Star ? starred() : binary(strength_or);
        check_target(target, TargetUse::Delete);
        add(targets, target);
    } while (accept(TokenKind::Comma));
    if (targets.count == 0) add(targets, missing(Code::ExpectedExpression));
    return make(NodeKind::Delete, first, targets);
}

NodeId Parser::raise_statement() {
    const std::uint32_t first = pos_;
    advance();
    List children;
    if (starts_expression(k_)) {
        add(children, expression());
        if (accept(TokenKind::KwFrom)) add(children, expression());
    } else if (at(TokenKind::KwFrom)) {
        error_here(Code::ExpectedExpression);
    }
    return make(NodeKind::Raise, first, children);
}

NodeId Parser::assert_statement() {
    const std::uint32_t first = pos_;
    advance();
    List children = list_of(expression());
    if (accept(TokenKind::Comma)) add(children, expression());
    return make(NodeKind::Assert, first, children);
}

NodeId Parser::names_statement(NodeKind kind) {
    const std::uint32_t first = pos_;
    advance();
    List names;
    do add(names, name_node(name_declared));
    while (accept(TokenKind::Comma));
    return make(kind, first, names);
}

NodeId Parser::dotted_name() {
    const std::uint32_t first = pos_;
    List names;
    do add(names, name_node(name_part));
    while (accept(TokenKind::Dot));
    return make(NodeKind::DottedName, first, names);
}

NodeId Parser::import_statement() {
    const std::uint32_t first = pos_;
    advance();
    List aliases;
    do {
        const std::uint32_t alias_first = pos_;
        List name = list_of(dotted_name());
        std::uint16_t flags = 0;
        if (accept(TokenKind::KwAs)) {
            flags = has_alias;
            if (!accept(TokenKind::Name)) {
                error_here(Code::ExpectedName);
                flags = 0;
            }
        }
        add(aliases, make(NodeKind::Alias, alias_first, name, flags));
    } while (accept(TokenKind::Comma));
    return make(NodeKind::Import, first, aliases);
}

NodeId Parser::import_name() {
    const std::uint32_t first = pos_;
    std::uint16_t flags = 0;
    if (!accept(TokenKind::Name)) return missing(Code::ExpectedName);
    if (accept(TokenKind::KwAs)) {
        flags = has_alias;
        if (!accept(TokenKind::Name)) {
            error_here(Code::ExpectedName);
            flags = 0;
        }
    }
    return make(NodeKind::Alias, first, {}, flags);
}

NodeId Parser::from_statement() {
    const std::uint32_t first = pos_;
    advance();
    List children;
    std::uint16_t flags = 0;
    bool dots = false;
    while (at(TokenKind::Dot) || at(TokenKind::Ellipsis)) {
        dots = true;
        advance();
    }
    if (at(TokenKind::Name)) {
        add(children, dotted_name());
    } else if (!dots) {
        error_here(Code::ExpectedName);
    }
    if (!expect(TokenKind::KwImport)) return make(NodeKind::ImportFrom, first, children);
    if (accept(TokenKind::Star)) {
        flags = import_star;
        if (at(TokenKind::Comma)) error_here(Code::ImportStarNotAlone);
    } else if (at(TokenKind::LeftParen)) {
        advance();
        if (at(TokenKind::Hang)) {
            flags = hanging;
            add(children, hang(Role::ImportName));
        } else {
            std::uint32_t count = 0;
            while (at(TokenKind::Name)) {
                add(children, import_name());
                ++count;
                if (!accept(TokenKind::Comma)) break;
            }
            if (count == 0)
                error_here(at(TokenKind::Star) ? Code::ImportStarNotAlone : Code::NothingImported);
        }
        close(TokenKind::RightParen, children);
    } else if (!at(TokenKind::Name)) {
        error_here(Code::NothingImported);
    } else {
        do {
            if (!at(TokenKind::Name)) {
                error_here(Code::ExpectedName);  // a comma may end the list in parentheses only
                break;
            }
            add(children, import_name());
        } while (accept(TokenKind::Comma));
    }
    return make(NodeKind::ImportFrom, first, children, flags);
}

bool Parser::at_type_alias() const {
    return k_ == TokenKind::Name && tokens_[pos_].soft() == SoftKeyword::Type &&
           peek() == TokenKind::Name;
}

NodeId Parser::type_alias() {
    const std::uint32_t first = pos_;
    advance();  // type
    builder_.flags |= unit_has_scopes;
    List children = list_of(name_node(name_bound));
    if (at(TokenKind::LeftBracket)) add(children, type_parameters());
    if (expect(TokenKind::Equal) || (at_new_segment() && starts_expression(k_))) {
        add(children, expression());
    } else {
        add(children, make(NodeKind::Missing, pos_));
    }
    return make(NodeKind::TypeAlias, first, children);
}

}  // namespace pilcrow::syntax
