// Findings in their final form: place, sentence, fix. The same object feeds text, JSON, SARIF, LSP.
#pragma once

#include "parser/diagnostics/code.h"
#include "parser/syntax/tree.h"

#include <optional>
#include <string>
#include <vector>

namespace pilcrow {

struct TextEdit {
    Range range;
    std::string text;
};
struct FixEdits {
    std::string title;
    std::vector<TextEdit> edits;
    bool safe = false;  // may be applied unseen, see fixes.h
};
struct Diagnostic {
    Code code;
    Range range;
    std::string message;
    std::string help;  // how to mend, or empty
    std::optional<FixEdits> fix;
    std::optional<Range> related;  // the other place, e.g. the opener
};

// What the units themselves report (syntax and layout), in text order. The fix that moves a group's
// children to their column is on the first of them that is reported. O(units) and the findings.
std::vector<Diagnostic> syntax_diagnostics(const Tree& tree);
// What a role's items are called in a sentence: "parameters", "arguments".
std::string_view role_name(Role role);
// The sentence of a code with its places filled in.
std::string message_of(Code code, std::string_view text, std::string_view token,
                       std::string_view name);
// The same of its help line.
std::string help_of(Code code, std::string_view text, std::string_view token,
                    std::string_view name);

}  // namespace pilcrow
