#include "tests/damage/facts.h"

#include "parser/names/names.h"
#include "parser/parse.h"
#include "parser/syntax/relations.h"

#include <algorithm>
#include <string_view>

namespace pilcrow::damage {
namespace {

// Appends the scopes of a part that are its own, the one around it being `around`; returns the
// indices of all of its scopes in `scopes`.
std::vector<std::uint32_t> add_scopes(const Tree& tree, BlockId first, const NamesPart& part,
                                      std::uint32_t around, std::vector<ScopeFact>& scopes) {
    std::vector<std::uint32_t> indices(part.own_scopes, around);
    for (const Scope& scope : part.scopes.subspan(part.own_scopes)) {
        const NodeRef owner{first + scope.block, scope.node};
        const std::uint32_t parent = indices[scope.parent];
        if ((scope.flags & scope_stand_in) != 0) {
            indices.push_back(parent);
            continue;
        }
        std::string name;
        switch (scope.kind) {
        case ScopeKind::Module:
        case ScopeKind::TypeParameters:  // its names count as the definition's neighbours
            indices.push_back(parent);
            continue;
        case ScopeKind::Class:
        case ScopeKind::Function: {
            const NodeRef named = tree.first_child(owner);
            name = named && tree.kind(named) == NodeKind::Name ? tree.name(named) : "?";
            break;
        }
        case ScopeKind::Lambda: name = "<lambda>"; break;
        case ScopeKind::Comprehension: name = "<comprehension>"; break;
        }
        indices.push_back(static_cast<std::uint32_t>(scopes.size()));
        const std::uint32_t token = tree.node(owner).first_token;
        const Position begin =
            tree.position(owner.block, tree.unit(owner.block)->token(token).begin);
        scopes.push_back({parent, begin.line, std::move(name)});
    }
    return indices;
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

// Of one part and those in it.
void add_part(const Names& names, BlockId first, const NamesPart& part, std::uint32_t around,
              Facts& facts) {
    const Tree& tree = names.tree();
    const std::vector<std::uint32_t> scopes = add_scopes(tree, first, part, around, facts.scopes);
    for (const Occurrence& one : part.occurrences) {
        std::string what(word_for(one.use));
        if (what.empty() || one.token == no_index) continue;
        const Symbol& symbol = part.symbols[one.symbol];
        // What stands in the scope around an inner part is told with the part around it, too.
        if (part.is_inner() && symbol.scope < part.own_scopes) continue;
        const BlockId block = first + one.block;
        const Token& token = tree.unit(block)->token(one.token);
        if (one.use == Use::Parameter && one.token > 0) {
            const TokenKind before = tree.unit(block)->token(one.token - 1).kind;
            if (before == TokenKind::Star || before == TokenKind::DoubleStar) {
                what += spelling(before);
            }
        }
        facts.definitions.push_back({tree.position(block, token.begin), std::move(what),
                                     std::string(names.pool().text(symbol.name)),
                                     scopes[symbol.scope]});
    }
    for (const PlacedPart& inner : part.inner) {
        add_part(names, first + inner.first, *inner.part, scopes[inner.around], facts);
    }
}

void add_definitions(const Names& names, Facts& facts) {
    facts.scopes.push_back({0, 0, {}});
    for (const PlacedPart& placed : names.parts()) {
        add_part(names, placed.first, *placed.part, 0, facts);
    }
    std::stable_sort(facts.definitions.begin(), facts.definitions.end(),
                     [](const Definition& a, const Definition& b) { return a.place < b.place; });
}

}  // namespace

bool is_error(const Diagnostic& finding) { return info(finding.code).severity == Severity::Error; }

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
    std::stable_sort(
        facts.findings.begin(), facts.findings.end(),
        [](const Diagnostic& a, const Diagnostic& b) { return a.range.begin < b.range.begin; });
    add_definitions(names, facts);
    return facts;
}

}  // namespace pilcrow::damage
