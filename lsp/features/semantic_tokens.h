// What each word of a file is, for an editor's colours.
//
// Names are told apart by what they are bound to, so a parameter looks like one wherever it stands,
// in unfinished lines too. O(tokens): some milliseconds for 6 400 lines.
#pragma once

#include "lsp/source/scopes.h"
#include "lsp/types/inference.h"

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace pilcrow::lsp {

// In the order in which the legend lists them: the standard types of the protocol.
enum class TokenType : std::uint8_t {
    Namespace,
    Class,
    Enum,
    TypeParameter,
    Parameter,
    Variable,
    Property,
    EnumMember,
    Function,
    Method,
    Keyword,
    Comment,
    String,
    Number,
    Decorator,
};
inline constexpr std::string_view token_type_names[] = {
    "namespace", "class",    "enum",       "typeParameter", "parameter",
    "variable",  "property", "enumMember", "function",      "method",
    "keyword",   "comment",  "string",     "number",        "decorator",
};
enum TokenModifiers : std::uint16_t {
    modifier_declaration = 0x01,
    modifier_readonly = 0x02,  // a name in capitals, that is bound once
    modifier_async = 0x04,
    modifier_default_library = 0x08,
    modifier_documentation = 0x10,
    modifier_modification = 0x20,
};
inline constexpr std::string_view token_modifier_names[] = {
    "declaration", "readonly", "async", "defaultLibrary", "documentation", "modification",
};

struct SemanticToken {
    Position begin;
    std::uint32_t length;  // bytes; never over a line's end
    TokenType type;
    std::uint16_t modifiers;
    friend bool operator==(const SemanticToken&, const SemanticToken&) = default;
};

struct SemanticOptions {
    // Keywords, comments, strings and numbers too: for clients that have no colours of their own.
    bool lexical = true;
    Range range{{0, 0}, {0xffffffffu, 0}};
    // What is imported at a token, where that is known; else its spelling decides. Asked once for
    // each name of an import.
    std::function<std::optional<TokenType>(BlockId block, std::uint32_t token)> imported;
};

// By the declaration that an import leads to.
std::optional<TokenType> imported_type(Inference& inference, const FilePtr& file, BlockId block,
                                       std::uint32_t token);

// In text order, none overlapping.
std::vector<SemanticToken> semantic_tokens(const Scopes& scopes, const SemanticOptions& options);

}  // namespace pilcrow::lsp
