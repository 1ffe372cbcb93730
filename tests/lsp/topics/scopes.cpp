// What the name at the cursor means: the scope that binds it, and where it is bound and used.
// Where no name stands: the scope that a name there would be read in.

#include "lsp/source/scopes.h"

#include "lsp/source/names_cache.h"
#include "lsp/source/places.h"
#include "tests/lsp/fixture_world.h"
#include "tests/lsp/topics.h"

namespace pilcrow::lsp::fixtures {
namespace {

std::string describe(const Scopes& scopes, ScopeRef scope) {
    const NodeRef owner = scopes.owner(scope);
    if (!owner) return "module";
    switch (scopes.kind(scope)) {
    case ScopeKind::Class:
    case ScopeKind::Function: {
        const TokenRef token = name_token(scopes.tree(), owner);
        const std::string name(token ? scopes.tree().token_text(token.block, token.token) : "?");
        return (scopes.kind(scope) == ScopeKind::Class ? "class " : "def ") + name;
    }
    case ScopeKind::Lambda: return "lambda";
    case ScopeKind::Comprehension: return "comprehension";
    case ScopeKind::TypeParameters: return "type parameters";
    case ScopeKind::Module: break;
    }
    return "module";
}

std::string places(const Tree& tree, const std::vector<Mention>& mentions) {
    std::string text;
    for (const Mention& mention : mentions) {
        const Position at = range_of(tree, {mention.block, mention.token}).begin;
        text += ' ' + std::to_string(at.line + 1) + ':' + std::to_string(at.byte + 1);
    }
    return text;
}

}  // namespace

std::string scopes(const Fixture& fixture) {
    const WorldPtr world = world_of(fixture);
    const FilePtr file = main_file(*world, fixture);
    NamesCache cache;
    const Scopes scopes(cache.of(*file));
    const TokenRef token = token_touching(*file->tree, fixture.cursor);
    std::optional<Scopes::Found> found;
    if (token) found = scopes.found_at(token.block, token.token);
    if (!found) return "in " + describe(scopes, scopes.at(fixture.cursor));
    std::string text(scopes.pool().text(found->name));
    text += found->bound ? " of " + describe(scopes, found->scope) : " unbound";
    text += "\nread in " + describe(scopes, scopes.at(fixture.cursor));
    text += "\nbound" + places(*file->tree, scopes.bindings(found->scope, found->name));
    text += "\nall" + places(*file->tree, scopes.occurrences(found->scope, found->name));
    return text;
}

}  // namespace pilcrow::lsp::fixtures
