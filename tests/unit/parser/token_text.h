// Tokens, comments and findings of a unit as one line of text, for tests to compare.
//
//   x match*            names; soft keywords with a star
//   def.                keywords
//   i:1 f:1.5 j:2j      numbers
//   s:"a" F:f" M:text S:spec E:"     strings; parts of f-strings (S: of a format spec)
//   ( + ->              what has a fixed spelling
//   ~)                  implied, no bytes
//   ?:$ skip:)          Error, Skipped
//   #:# text            comments, behind the tokens
//   !code@begin-end     findings, last
#pragma once

#include "parser/syntax/unit_builder.h"

#include <string>

namespace pilcrow::test {

inline std::string token_text(const Token& token, std::string_view text) {
    const std::string own(text.substr(token.begin, token.end - token.begin));
    const std::string implied = token.is_virtual() ? "~" : "";
    switch (token.kind) {
    case TokenKind::End: return implied + "End";
    case TokenKind::Error: return "?:" + own;
    case TokenKind::Skipped: return "skip:" + own;
    case TokenKind::Hang: return "Hang";
    case TokenKind::Name: return own + (token.soft() != SoftKeyword::None ? "*" : "");
    case TokenKind::Int: return "i:" + own;
    case TokenKind::Float: return "f:" + own;
    case TokenKind::Imaginary: return "j:" + own;
    case TokenKind::String: return "s:" + own;
    case TokenKind::FStringStart: return "F:" + own;
    case TokenKind::FStringMiddle: return ((token.flags & string_f) != 0 ? "S:" : "M:") + own;
    case TokenKind::FStringEnd: return implied + "E:" + own;
    default: break;
    }
    return implied + std::string(spelling(token.kind)) + (is_keyword(token.kind) ? "." : "");
}

inline std::string unit_text(const UnitBuilder& builder, std::string_view text) {
    std::string result;
    const auto add = [&](const std::string& part) {
        if (!result.empty()) result += ' ';
        result += part;
    };
    for (const Token& token : builder.tokens) add(token_text(token, text));
    for (const Comment& comment : builder.comments) {
        add("#:" + std::string(text.substr(comment.begin, comment.end - comment.begin)));
    }
    for (const UnitDiagnostic& finding : builder.diagnostics) {
        add("!" + std::string(info(finding.code).text) + "@" + std::to_string(finding.begin) + "-" +
            std::to_string(finding.end));
    }
    return result;
}

}  // namespace pilcrow::test
