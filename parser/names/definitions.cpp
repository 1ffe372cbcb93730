// What opens a scope, and imports.

#include "parser/names/collector.h"

namespace pilcrow::names {

void Collector::lambda(NodeId id, Place place) {
    const ScopeId scope = open_scope(ScopeKind::Lambda, place.scope, id);
    const NodeId list = unit_->node(id).first_child;
    Place header = place;
    header.inner = scope;
    header.plain = place.scope;
    parameters(unit_->node(list), header);
    Place body = place;
    body.scope = scope;
    body.surroundings = in_function | (place.surroundings & (in_iterable | under_damage | guarded));
    if (const NodeId expression = unit_->node(list).next; expression != no_node) {
        walk(expression, body);
    }
}

// Of a function or lambda whose header stands at `place`.
void Collector::parameters(const Node& node, Place place) {
    for (NodeId id = node.first_child; id != no_node; id = unit_->node(id).next) {
        const Node& one = unit_->node(id);
        if (one.kind == NodeKind::Hang) {
            places_[segments_[one.segment()] - first_] = place;
        } else {
            parameter(one, place);
        }
    }
}

void Collector::parameter(const Node& node, Place place) {
    if (node.kind != NodeKind::Parameter) return;
    const std::uint32_t token = node.op != 0 ? node.first_token + 1 : node.first_token;
    if (unit_->token(token).kind == TokenKind::Name) {  // else damage
        const NameId name = name_of_token(token, place.inner);
        const SymbolId before = find(place.inner, name);
        const bool repeated =
            before != no_index &&
            (symbols_[before].flags & (symbol_parameter | symbol_damaged)) == symbol_parameter;
        if (repeated && !unit_damaged_) find_here(Code::RepeatedParameter, token, token + 1);
        add(place.inner, name, Use::Parameter, token);
        check_bound_name(name, token);
    }
    Place plain = place;
    plain.scope = place.plain;
    NodeId child = node.first_child;
    if (node.has(has_annotation)) {
        annotation_strings();
        if (child != no_node) {
            walk(child, place);
            child = unit_->node(child).next;
        }
    }
    for (; child != no_node; child = unit_->node(child).next) walk(child, plain);
}

void Collector::comprehension(NodeId id, Place place) {
    const Node& node = unit_->node(id);
    check_asynchronous_comprehension(node, place);
    const ScopeId scope = open_scope(ScopeKind::Comprehension, place.scope, id);
    Place inside = place;
    inside.scope = scope;
    inside.surroundings |= in_function;
    if (is_generator(node)) {
        inside.surroundings |= in_async;
        scopes_[scope].flags |= scope_is_generator;
    }
    const NodeId element = node.first_child;
    bool first = true;
    for (NodeId one = unit_->node(element).next; one != no_node; one = unit_->node(one).next) {
        const Node& clause = unit_->node(one);
        std::uint32_t position = 0;
        for (NodeId child = clause.first_child; child != no_node;
             child = unit_->node(child).next, ++position) {
            Place here = inside;
            if (position == 1) {
                if (first) here = place;  // the first iterable belongs to the scope around
                here.surroundings |= in_iterable;
            }
            walk(child, here);
        }
        first = false;
    }
    walk(element, inside);
}

bool Collector::is_generator(const Node& comprehension) const {
    if (comprehension.first_token > 0) {
        const TokenKind before = unit_->token(comprehension.first_token - 1).kind;
        return before != TokenKind::LeftBracket && before != TokenKind::LeftBrace;
    }
    return unit_->role != Role::Element && unit_->role != Role::Entry;
}

Place Collector::type_parameters(NodeId id, Place place) {
    Place inside = place;
    inside.scope = open_scope(ScopeKind::TypeParameters, place.scope, id);
    walk(id, inside);
    return inside;
}

// Its bound and its default are evaluated when they are asked for, each in a scope of its own.
void Collector::type_parameter(const Node& node, Place place) {
    add_token(node.op != 0 ? node.first_token + 1 : node.first_token, Use::TypeParameter,
              place.scope);
    for (NodeId child = node.first_child; child != no_node; child = unit_->node(child).next) {
        Place inside = place;
        inside.scope = open_scope(ScopeKind::TypeParameters, place.scope, child);
        walk(child, inside);
    }
}

void Collector::definition(NodeId id, Place place) {
    const Node& node = unit_->node(id);
    const NodeId name = node.first_child;
    const bool function = node.kind == NodeKind::FunctionDef;
    if (unit_->node(name).kind == NodeKind::Name) {
        const std::uint32_t token = unit_->node(name).first_token;
        const bool decorated = is_decorated(passed_[block_ - first_]);
        add_token(token, function ? Use::Function : Use::Class, place.scope,
                  decorated ? occurrence_decorated : 0);
    }
    NodeId child = unit_->node(name).next;
    Place outer = place;  // of annotations and base classes
    const NameId private_to = private_to_[place.scope];
    if (!function && unit_->node(name).kind == NodeKind::Name) {
        private_to_[place.scope] = name_of_token(unit_->node(name).first_token, place.scope);
    }
    if (child != no_node && unit_->node(child).kind == NodeKind::TypeParameters) {
        outer = type_parameters(child, place);
        child = unit_->node(child).next;
    }
    Place body;
    body.scope = open_scope(function ? ScopeKind::Function : ScopeKind::Class, outer.scope, id);
    private_to_[place.scope] = private_to;
    if (function) {
        body.surroundings = in_function;
        if (node.has(is_async)) {
            body.surroundings |= in_async;
            scopes_[body.scope].flags |= scope_is_async;
        }
        if (node.has(has_returns)) annotation_strings();
    }
    body.surroundings |= place.surroundings & (guarded | under_damage);
    Place header = outer;
    header.inner = body.scope;
    header.plain = place.scope;
    for (; child != no_node; child = unit_->node(child).next) {
        const Node& at = unit_->node(child);
        if (at.kind == NodeKind::Parameters) {
            parameters(at, header);
        } else if (at.kind == NodeKind::Suite) {
            walk(child, body);
        } else {
            walk(child, outer);
        }
    }
    // The block's statements; hung parameters and arguments have their places already.
    for (std::size_t index = 0; index < segments_.size(); ++index) {
        if (unit_->segments()[index].opener == Opener::Block) {
            places_[segments_[index] - first_] = body;
        }
    }
}

void Collector::type_alias(NodeId id, Place place) {
    const NodeId name = unit_->node(id).first_child;
    if (unit_->node(name).kind == NodeKind::Name) {
        add_token(unit_->node(name).first_token, Use::Element, place.scope);
    }
    NodeId child = unit_->node(name).next;
    Place inside = place;
    if (child != no_node && unit_->node(child).kind == NodeKind::TypeParameters) {
        inside = type_parameters(child, place);
        child = unit_->node(child).next;
    }
    // The value is evaluated when it is asked for, in a scope of its own.
    inside.scope = open_scope(ScopeKind::TypeParameters, inside.scope, id);
    for (; child != no_node; child = unit_->node(child).next) walk(child, inside);
}

void Collector::import_from(const Node& node, Place place) {
    if (is_future_import(node)) {
        check_future_import(node, place);
        place.surroundings |= future;
    } else if (node.kind == NodeKind::ImportFrom && node.has(import_star)) {
        scopes_[place.scope].flags |= scope_star_import;
        part_flags_ |= part_star_import;
        check_import_star(node, place);
    }
    for (NodeId id = node.first_child; id != no_node; id = unit_->node(id).next) {
        if (unit_->node(id).kind == NodeKind::Alias) import_alias(unit_->node(id), place);
    }
}

void Collector::import_alias(const Node& node, Place place) {
    std::uint8_t flags = place.has(future) ? occurrence_kept : 0;
    if (node.first_child != no_node) {  // import a.b.c
        const Node& dotted = unit_->node(node.first_child);
        const bool submodule = dotted.end_token - dotted.first_token > 1;
        if (node.has(has_alias)) {
            const std::uint32_t alias = node.end_token - 1;
            const NameId package = name_of_token(dotted.first_token, place.scope);
            if (!submodule && name_of_token(alias, place.scope) == package)
                flags |= occurrence_kept;
            // A further `import package.part` then serves `alias.part`.
            symbols_[symbol(place.scope, package)].flags |= symbol_read;
            add_token(alias, Use::Import, place.scope, flags);
        } else {
            add_token(dotted.first_token, submodule ? Use::Submodule : Use::Import, place.scope,
                      flags);
        }
        return;
    }
    if (place.has(future)) check_feature(node.first_token);
    const std::uint32_t bound = node.has(has_alias) ? node.end_token - 1 : node.first_token;
    // `from m import a as a` is how a module passes a name on.
    if (node.has(has_alias) &&
        name_of_token(bound, place.scope) == name_of_token(node.first_token, place.scope)) {
        flags |= occurrence_kept;
    }
    const Token& token = unit_->token(bound);
    // `__doc__` and its like are read by whoever looks at the module.
    if (text_of(token.begin, token.end).starts_with("__")) flags |= occurrence_kept;
    add_token(bound, Use::Import, place.scope, flags);
}

}  // namespace pilcrow::names
