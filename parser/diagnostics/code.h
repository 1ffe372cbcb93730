// Every diagnostic's code: a stable name, a severity and a sentence.
//
// Codes live in codes.def (one line each: name, text form, severity, class, sentence, help). The
// sentence may contain {text} (the source in the diagnostic's range), {token} (a token's spelling)
// and {name} (a text given by who reports it).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace pilcrow {

enum class Severity : std::uint8_t { Error, Warning, Info };

// Who finds it; decides what can be ignored and what `tree --python-ast` refuses.
enum class CodeClass : std::uint8_t {
    Syntax,    // the text is not of the language: no tree for CPython to be equal to
    Layout,    // about delimiters, columns and closing (Pilcrow only)
    Semantic,  // CPython rejects it after parsing (return outside a function)
    Lint,      // a warning about names and habits; can be selected and ignored
};

enum class Code : std::uint8_t {
#define X(name, text, severity, code_class, sentence, help) name,
#include "parser/diagnostics/codes.def"
#undef X
    Count
};

// What whoever reports a finding knows about its mend; fixes.h makes the edits, and adds what the
// code alone tells.
enum class Fix : std::uint8_t {
    None,
    Delete,        // the range; the whole line if nothing else stands there
    InsertBefore,  // the token's spelling at the range's begin
    InsertAfter,   // the token's spelling behind the code before the range
    IndentTo,      // the line, or its group, moves to column `related`
    Continue,      // `\` where the range begins, in the place of a closer that stands there
};

struct CodeInfo {
    std::string_view text;  // "unclosed-bracket"
    Severity severity;
    CodeClass code_class;
    std::string_view sentence;  // with {text}, {token}, {name}
    std::string_view help;      // may be empty
};
const CodeInfo& info(Code code);
// The code of a text form, if there is one.
std::optional<Code> code_from_text(std::string_view text);

}  // namespace pilcrow
