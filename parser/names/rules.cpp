// What CPython's compiler refuses after parsing, as far as it is about names and their places.
//
// A rule that relates a line to those around it is not applied where one of them is damaged
// (`judged`), or where a word on a damaged line may be the name in question.

#include "parser/names/collector.h"

#include <algorithm>
#include <array>

namespace pilcrow::names {
namespace {

constexpr auto future_features = std::to_array<std::string_view>({
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
});

bool is_docstring(const Unit& unit, const Node& node) {
    if (node.kind != NodeKind::ExpressionStatement || node.first_child == no_node) return false;
    const NodeKind kind = unit.node(node.first_child).kind;
    return kind == NodeKind::String || kind == NodeKind::Strings;
}

}  // namespace

void Collector::check_return(const Node& node, Place place) {
    if (!judged(place)) return;
    if (!place.has(in_function)) {
        find_here(Code::ReturnOutsideFunction, node.first_token, node.first_token + 1);
    } else if (place.has(star_block)) {
        find_here(Code::LeavesExceptStar, node.first_token, node.first_token + 1);
    } else if (place.has(in_async) && node.first_child != no_node) {
        returns_.push_back({no_index, place.scope, block_ - first_, node.first_token});
    }
}

void Collector::check_yield(const Node& node, Place place) {
    const ScopeKind kind = scopes_[place.scope].kind;
    if (!judged(place)) return;
    scopes_[place.scope].flags |= scope_is_generator;
    if (place.has(in_async)) {
        yields_.push_back({no_index, place.scope, block_ - first_, node.first_token});
    }
    if (kind == ScopeKind::Comprehension) {
        find_here(Code::YieldInComprehension, node.first_token, node.first_token + 1);
    } else if (kind == ScopeKind::TypeParameters) {
        find_here(Code::AnnotationScopeExpression, node.first_token, node.first_token + 1);
    } else if (!place.has(in_function)) {
        find_here(Code::YieldOutsideFunction, node.first_token, node.first_token + 1);
    } else if (node.kind == NodeKind::YieldFrom && place.has(in_async)) {
        find_here(Code::YieldFromInAsync, node.first_token, node.first_token + 1);
    }
}

void Collector::check_await(const Node& node, Place place) {
    if (!judged(place)) return;
    if (scopes_[place.scope].kind == ScopeKind::TypeParameters) {
        find_here(Code::AnnotationScopeExpression, node.first_token, node.first_token + 1);
    } else if (!place.has(in_async)) {
        find_here(Code::AwaitOutsideAsync, node.first_token, node.first_token + 1);
    }
}

void Collector::check_loop_control(const Node& node, Place place) {
    if (!judged(place)) return;
    if (!place.has(in_loop)) {
        find_here(Code::LoopControlOutsideLoop, node.first_token, node.first_token + 1);
    } else if (place.has(star_block_loop)) {
        find_here(Code::LeavesExceptStar, node.first_token, node.first_token + 1);
    }
}

void Collector::check_async(const Node& node, Place place) {
    if (judged(place) && !place.has(in_async)) {
        find_here(Code::AsyncOutsideAsync, node.first_token, node.first_token + 2);
    }
}

// A generator expression may be asynchronous anywhere; what is in it may be so, too.
void Collector::check_asynchronous_comprehension(const Node& node, Place place) {
    if (!judged(place) || place.has(in_async) || is_generator(node)) return;
    for (NodeId id = unit_->node(node.first_child).next; id != no_node; id = unit_->node(id).next) {
        const Node& clause = unit_->node(id);
        if (clause.kind == NodeKind::CompFor && clause.has(is_async)) {
            const std::uint32_t bracket = node.first_token > 0 ? node.first_token - 1 : 0;
            find_here(Code::AsynchronousComprehension, bracket, node.end_token);
            return;
        }
    }
}

void Collector::async_generator_returns() {
    if (returns_.empty() || yields_.empty()) return;
    // The only yield of a scope is the other of the two lines.
    constexpr BlockId several = no_index - 1;
    std::vector<BlockId> only(scopes_.size(), no_index);
    for (const Remembered& one : yields_) {
        BlockId& block = only[one.scope];
        block = block == no_index || block == one.block ? one.block : several;
    }
    for (const Remembered& one : returns_) {
        if ((scopes_[one.scope].flags & scope_is_generator) == 0) continue;
        block_ = first_ + one.block;
        unit_ = unit_of(one.block);
        find_here(Code::AsyncGeneratorReturn, one.token, one.token + 1);
        if (only[one.scope] != several) findings_.back().related = only[one.scope];
    }
}

// `id` is the name in the declaration's scope, as far as it occurred before the declaration.
void Collector::check_declaration(SymbolId id, bool global, std::uint32_t token, Place place) {
    const Symbol& at = symbols_[id];
    if (!judged(place) || (at.flags & symbol_damaged) != 0) return;
    const std::uint16_t other = global ? symbol_nonlocal : symbol_global;
    if (!global && is_module(place.scope)) {
        find_here(Code::NonlocalAtModuleLevel, token, token + 1);
    } else if ((at.flags & symbol_parameter) != 0) {
        find_here(Code::DeclaredParameter, token, token + 1);
    } else if ((at.flags & symbol_annotated) != 0) {
        find_here(Code::AnnotatedDeclaration, token, token + 1);
    } else if ((at.flags & other) != 0) {
        // CPython names the first of the two.
        std::uint32_t first = at.first;
        while (occurrences_[first].use != Use::Declare) first = occurrences_[first].next;
        const Occurrence& one = occurrences_[first];
        const Token& there = unit_of(one.block)->token(one.token);
        findings_.push_back(
            {Code::ConflictingDeclaration, one.block, there.begin, there.end, no_name});
    } else if ((at.flags & symbol_read) != 0 || (at.flags & symbol_replaced) != 0 ||
               (at.flags & (symbol_bound | symbol_imported)) == symbol_bound) {
        // (CPython allows it behind an import.)
        find_here(Code::LateDeclaration, token, token + 1);
    } else if (!global) {
        nonlocals_.push_back({id, place.scope, block_ - first_, token});
    }
}

void Collector::nonlocals() {
    for (const Remembered& one : nonlocals_) {
        const NameId name = symbols_[one.symbol].name;
        bool bound = false;
        for (ScopeId up = scopes_[one.scope].parent; up != no_index && !bound;
             up = scopes_[up].parent) {
            const SymbolId id = find(up, name);
            if (up == 0 && depth_ > 0) {
                // The parts around will tell. (What is nonlocal was looked for further out.)
                const SymbolId open = symbol(scope_further_out, name);
                open_nonlocals_.push_back({open, one.block, one.token});
                bound = true;
                break;
            }
            const ScopeKind kind = scopes_[up].kind;
            bound = name == name_class_cell_ && kind == ScopeKind::Class;
            if (id == no_index || bound) continue;
            const std::uint16_t flags = symbols_[id].flags;
            if ((flags & symbol_damaged) != 0) {
                bound = true;  // perhaps
            } else if (kind == ScopeKind::Function || kind == ScopeKind::Lambda) {
                if ((flags & symbol_global) != 0) break;
                bound = (flags & (symbol_bound | symbol_nonlocal)) != 0;
            } else if (kind == ScopeKind::TypeParameters && (flags & symbol_bound) != 0) {
                break;
            }
        }
        if (bound) continue;
        block_ = first_ + one.block;
        unit_ = unit_of(one.block);
        find_here(Code::NonlocalWithoutBinding, one.token, one.token + 1);
    }
}

void Collector::check_annotated(const Node& node, Place place) {
    const Node& target = unit_->node(node.first_child);
    if (target.kind != NodeKind::Name) return;
    const SymbolId id = symbol(place.scope, name_of_token(target.first_token, place.scope));
    Symbol& at = symbols_[id];
    at.flags |= symbol_annotated;
    const NodeId annotation = target.next;
    const bool has_value = annotation != no_node && unit_->node(annotation).next != no_node;
    if (!has_value) at.flags |= symbol_bare;
    if (!is_module(place.scope) && (at.flags & (symbol_global | symbol_nonlocal)) != 0 &&
        (at.flags & symbol_damaged) == 0 && judged(place)) {
        find_here(Code::AnnotatedDeclaration, target.first_token, target.end_token);
    }
}

// The scope that `name := …` binds in; what forbids it is reported.
ScopeId Collector::walrus_scope(NameId name, std::uint32_t token, Place place) {
    Code code = place.has(in_iterable) ? Code::WalrusInIterable : Code::Count;
    ScopeId scope = place.scope;
    bool in_comprehension = false;
    for (; scopes_[scope].kind == ScopeKind::Comprehension; scope = scopes_[scope].parent) {
        in_comprehension = true;
        Symbol& here = symbols_[symbol(scope, name)];
        if ((here.flags & symbol_bound) != 0 && code == Code::Count) {
            code = Code::WalrusRebindsIteration;
        }
        here.flags |= symbol_rebound;
    }
    if (code == Code::Count) {
        if (scopes_[scope].kind == ScopeKind::TypeParameters) {
            code = Code::AnnotationScopeExpression;
        } else if (scopes_[scope].kind == ScopeKind::Class && in_comprehension) {
            code = Code::WalrusInClassBody;
        }
    }
    if (code != Code::Count && judged(place)) find_here(code, token, token + 1);
    return scope;
}

// A variable of a comprehension's loop that a walrus in an earlier clause binds further out.
void Collector::check_iteration_variable(SymbolId id, std::uint32_t token) {
    if ((symbols_[id].flags & symbol_rebound) != 0 && !unit_damaged_) {
        find_here(Code::WalrusRebindsIteration, token, token + 1);
    }
}

void Collector::check_bound_name(NameId name, std::uint32_t token) {
    if (name == name_debug_ && !unit_damaged_) find_here(Code::AssignToDebug, token, token + 1);
}

void Collector::check_import_star(const Node& node, Place place) {
    if (judged(place) && scopes_[place.scope].kind != ScopeKind::Module) {
        find_here(Code::ImportStarInScope, node.end_token - 1, node.end_token);
    }
}

bool Collector::is_future_import(const Node& node) {
    return node.kind == NodeKind::ImportFrom && node.first_token + 2 < unit_->token_count &&
           unit_->token(node.first_token + 2).kind == TokenKind::KwImport &&
           unit_->token(node.first_token + 1).kind == TokenKind::Name &&
           name_of_token(node.first_token + 1, 0) == name_future_;
}

// Whether only future imports, and a docstring, stand before it on its own line; the lines before
// are judged when the parts are joined.
void Collector::check_future_import(const Node& node, Place place) {
    if (!judged(place)) return;
    if (node.has(import_star)) {
        find_here(Code::UnknownFuture, node.end_token - 1, node.end_token);
    }
    bool late = !is_module(place.scope) || block_ != first_ || depth_ != 0;
    for (NodeId id = unit_->root; !late && &unit_->node(id) != &node; id = unit_->node(id).next) {
        late = !is_future_import(unit_->node(id)) && !is_docstring(*unit_, unit_->node(id));
        if (unit_->node(id).next == no_node) break;
    }
    if (late) {
        find_at(node, Code::LateFutureImport);
    } else {
        part_flags_ |= part_future_import;
    }
}

void Collector::check_feature(std::uint32_t token) {
    const Token& at = unit_->token(token);
    const std::string_view feature = text_of(at.begin, at.end);
    if (!unit_damaged_ && std::find(future_features.begin(), future_features.end(), feature) ==
                              future_features.end()) {
        find_here(Code::UnknownFuture, token, token + 1);
    }
}

// Whether a first-level statement may stand before imports from __future__.
void Collector::note_header_statement() {
    bool only_imports = true;
    bool docstring = is_docstring(*unit_, unit_->node(unit_->root));
    for (NodeId id = unit_->root; id != no_node; id = unit_->node(id).next) {
        const bool import = is_future_import(unit_->node(id));
        only_imports = only_imports && import;
        docstring = docstring && (id == unit_->root || import);
    }
    if (only_imports) part_flags_ |= part_of_header;
    if (docstring) part_flags_ |= part_docstring;
}

}  // namespace pilcrow::names
