#include "tests/damage/facts.h"

#include "parser/names/names.h"
#include "parser/parse.h"
#include "parser/syntax/relations.h"

#include <algorithm>
#include <string_view>

namespace pilcrow::damage {
namespace {

// Names of the scopes of one part, from the module's on.
std::vector<std::string> scope_paths(const Tree& tree, const Names::Placed& placed) {
    std::vector<std::string> paths;
    for (const Scope& scope : placed.part->scopes) {
        std::string path = scope.parent == no_index ? "" : paths[scope.parent];
        const NodeRef owner{placed.first + scope.block, scope.node};
        switch (scope.kind) {
        case ScopeKind::Module: break;
        case ScopeKind::Class:
        case ScopeKind::Function: {
            const NodeRef name = tree.first_child(owner);
            path += path.empty() ? "" : ".";
            path += name && tree.kind(name) == NodeKind::Name ? tree.name(name) : "?";
            break;
        }
        case ScopeKind::Lambda: path += ".<lambda>"; break;
        case ScopeKind::Comprehension: path += ".<comprehension>"; break;
        case ScopeKind::TypeParameters: break; // its names count as the definition's neighbours
        }
        paths.push_back(std::move(path));
    }
    return paths;
}

std::string_view word_for(Use use) {
    switch (use) {
    case Use::Function: return "function ";
    case Use::Class: return "class ";
    case Use::Parameter: return "parameter ";
    case Use::TypeParameter: return "type parameter ";
    case Use::Import:
    case Use::Submodule: return "import ";
    case Use::Assign:
    case Use::Element:
    case Use::Walrus:
    case Use::Capture: return "binding ";
    case Use::Read:
    case Use::Delete:
    case Use::Declare:
    case Use::Damaged: break;
    }
    return {};
}

void add_definitions(const Tree& tree, const Names& names, std::vector<Definition>& found) {
    for (const Names::Placed& placed : names.parts()) {
        const std::vector<std::string> paths = scope_paths(tree, placed);
        for (const Occurrence& one : placed.part->occurrences) {
            const std::string_view word = word_for(one.use);
            if (word.empty() || one.token == no_index) continue;
            const BlockId block = placed.first + one.block;
            const Token& token = tree.unit(block)->token(one.token);
            const Symbol& symbol = placed.part->symbols[one.symbol];
            std::string what(word);
            what += paths[symbol.scope];
            what += '/';
            if (one.use == Use::Parameter && one.token > 0) {
                const TokenKind before = tree.unit(block)->token(one.token - 1).kind;
                if (before == TokenKind::Star || before == TokenKind::DoubleStar) {
                    what += spelling(before);
                }
            }
            what += names.pool().text(symbol.name);
            found.push_back({tree.position(block, token.begin), std::move(what)});
        }
    }
    std::sort(found.begin(), found.end());
}

} // namespace

bool is_error(const Diagnostic& finding) {
    return info(finding.code).severity == Severity::Error;
}

bool breaks_layout_or_syntax(const Diagnostic& finding) {
    const CodeClass code_class = info(finding.code).code_class;
    return is_error(finding) &&
           (code_class == CodeClass::Syntax || code_class == CodeClass::Layout);
}

Facts facts_of(std::string text) {
    Facts facts;
    facts.tree = parse(std::move(text), Layout::Pilcrow);
    facts.findings = syntax_diagnostics(facts.tree);
    check_relations(facts.tree, facts.findings);
    const Names names = Names::analyze(facts.tree);
    names.findings(facts.findings);
    std::stable_sort(facts.findings.begin(), facts.findings.end(),
                     [](const Diagnostic& a, const Diagnostic& b) {
                         return a.range.begin < b.range.begin;
                     });
    add_definitions(facts.tree, names, facts.definitions);
    return facts;
}

} // namespace pilcrow::damage
