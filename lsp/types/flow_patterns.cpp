// Patterns: what a match says about its subject, and what the names in a pattern are (flow.h).

#include "lsp/types/flow.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

constexpr std::uint32_t deepest_pattern = 24;

// The one pattern in parentheses that only group, or the pattern itself.
NodeRef ungrouped(const Tree& tree, NodeRef pattern) {
    for (std::uint32_t depth = 0; depth < deepest_pattern && pattern; ++depth) {
        if (tree.kind(pattern) != NodeKind::PatternGroup ||
            tree.node(pattern).has(trailing_comma)) {
            break;
        }
        const std::vector<NodeRef> children = tree.children(pattern);
        if (children.size() != 1) break;
        pattern = children.front();
    }
    return pattern;
}

bool holds(const Tree& tree, NodeRef node, NodeRef wanted) {
    const std::vector<NodeRef> path = path_to(tree, wanted);
    return std::find(path.begin(), path.end(), node) != path.end();
}

// What a value pattern's expression is worth.
TypeRef value_of(Engine& engine, const FileInfo& file, NodeRef pattern) {
    const NodeRef expression = file.t().first_child(pattern);
    return expression ? engine.infer(file, expression) : engine.unknown();
}

TypeRef singleton(Engine& engine, const FileInfo& file, NodeRef pattern) {
    const auto op = static_cast<TokenKind>(file.t().node(pattern).op);
    if (op == TokenKind::KwNone) return engine.types().none();
    const ClassInfo* info = engine.builtin("bool");
    if (info == nullptr) return engine.unknown();
    return engine.types().literal(info, LiteralKind::Bool,
                                  op == TokenKind::KwTrue ? "True" : "False");
}

// The element that a sequence pattern's child at `index` takes.
TypeRef element_of(Engine& engine, TypeRef subject, std::size_t index, std::size_t count,
                   std::ptrdiff_t starred) {
    std::vector<TypeRef> found;
    for (const TypeRef part : parts_of(subject)) {
        if (part->is(TypeKind::Instance) && part->fixed) {
            const bool fits =
                starred < 0 ? part->items.size() == count : part->items.size() + 1 >= count;
            if (!fits && subject->is(TypeKind::Union)) continue;
        }
        const TypeRef instance = part->is(TypeKind::Instance) ? part : engine.unknown();
        if (instance->is(TypeKind::Instance) && instance->class_info == engine.builtin("str")) {
            continue;  // no sequence to a pattern
        }
        found.push_back(unpacked_at(engine, part, index, count, starred));
    }
    return engine.types().union_of(found);
}

// The name of the attribute that a class pattern's positional argument looks at.
std::string match_argument(Engine& engine, TypeRef instance, std::size_t index) {
    const TypeRef names = engine.attribute(instance, "__match_args__");
    if (names != nullptr && names->is(TypeKind::Instance) && names->fixed) {
        const bool is_name =
            index < names->items.size() && names->items[index]->literal_kind == LiteralKind::Str;
        return is_name ? std::string(names->items[index]->literal) : std::string();
    }
    // A dataclass and a named tuple have their fields.
    if (!instance->is(TypeKind::Instance) || instance->class_info == nullptr) return {};
    for (const TypeRef base : engine.mro(*instance->class_info)) {
        if ((engine.flags(*base->class_info) & (class_dataclass | class_named_tuple)) == 0) {
            continue;
        }
        std::vector<const Field*> fields;
        if ((engine.flags(*base->class_info) & class_dataclass) != 0) {
            fields = engine.init_fields(*base->class_info);
        } else {
            for (const Field& field : engine.own_fields(*base->class_info)) {
                fields.push_back(&field);
            }
        }
        std::erase_if(fields, [](const Field* field) { return field->kw_only; });
        if (index < fields.size()) return fields[index]->name;
        if (!fields.empty()) break;
    }
    return {};
}

bool takes_itself(Engine& engine, const ClassInfo* info) {
    for (const char* name : {"bool", "bytearray", "bytes", "dict", "float", "frozenset", "int",
                             "list", "set", "str", "tuple"}) {
        if (info == engine.builtin(name)) return true;
    }
    return false;
}

std::vector<TypeRef> classes_of(Engine& engine, const FileInfo& file, NodeRef expression) {
    std::vector<TypeRef> classes;
    const TypeRef type = expression ? engine.infer(file, expression) : engine.unknown();
    for (const TypeRef part : parts_of(type)) {
        if (part->is(TypeKind::Class)) classes.push_back(part);
    }
    return classes;
}

// `subject` after all alternatives: what a value that the pattern matched is.
TypeRef matched(Engine& engine, const FileInfo& file, NodeRef pattern, TypeRef subject,
                std::uint32_t depth) {
    const Tree& tree = file.t();
    pattern = ungrouped(tree, pattern);
    if (!pattern || depth > deepest_pattern) return subject;
    switch (tree.kind(pattern)) {
    case NodeKind::PatternValue: {
        const TypeRef value = value_of(engine, file, pattern);
        if (!value->is_literal()) return subject;
        if (std::any_of(parts_of(subject).begin(), parts_of(subject).end(),
                        [](TypeRef part) { return part->is_unknown(); })) {
            return value;
        }
        return equal_to(engine, subject, value, true);
    }
    case NodeKind::PatternSingleton: return singleton(engine, file, pattern);
    case NodeKind::PatternAs:
        return matched(engine, file, tree.first_child(pattern), subject, depth + 1);
    case NodeKind::PatternOr: {
        std::vector<TypeRef> any;
        for (const NodeRef one : ChildRange(tree, pattern)) {
            any.push_back(matched(engine, file, one, subject, depth + 1));
        }
        return engine.types().union_of(any);
    }
    case NodeKind::PatternClass: {
        const std::vector<TypeRef> classes = classes_of(engine, file, tree.first_child(pattern));
        return classes.empty() ? subject : restricted(engine, subject, classes, true);
    }
    case NodeKind::PatternMapping: {
        const ClassInfo* mapping = engine.known_class("typing", "Mapping");
        if (mapping == nullptr) return subject;
        std::vector<TypeRef> kept;
        for (const TypeRef part : parts_of(subject)) {
            if (part->is_unknown() ||
                (part->is(TypeKind::Instance) && engine.as_base(part, *mapping) != nullptr)) {
                kept.push_back(part);
            }
        }
        return kept.empty() ? subject : engine.types().union_of(kept);
    }
    case NodeKind::PatternGroup:
    case NodeKind::PatternSequence: {
        const ClassInfo* sequence = engine.known_class("typing", "Sequence");
        if (sequence == nullptr) return subject;
        const std::size_t count = tree.children(pattern).size();
        std::vector<TypeRef> kept;
        for (const TypeRef part : parts_of(subject)) {
            if (part->is_unknown()) kept.push_back(part);
            if (!part->is(TypeKind::Instance) || part->class_info == engine.builtin("str") ||
                part->class_info == engine.builtin("bytes") ||
                engine.as_base(part, *sequence) == nullptr) {
                continue;
            }
            if (part->fixed && part->items.size() != count) {
                bool starred = false;
                for (const NodeRef child : ChildRange(tree, pattern)) {
                    starred = starred || tree.kind(child) == NodeKind::PatternStar;
                }
                if (!starred) continue;
            }
            kept.push_back(part);
        }
        return kept.empty() ? subject : engine.types().union_of(kept);
    }
    default: return subject;
    }
}

TypeRef captured(Engine& engine, const FileInfo& file, NodeRef pattern, NodeRef capture,
                 TypeRef subject, std::uint32_t depth) {
    const Tree& tree = file.t();
    if (!pattern || depth > deepest_pattern) return engine.unknown();
    if (pattern == capture) {
        if (tree.kind(pattern) == NodeKind::PatternAs) {
            return matched(engine, file, tree.first_child(pattern), subject, depth);
        }
        return subject;
    }
    switch (tree.kind(pattern)) {
    case NodeKind::PatternAs:
        return captured(engine, file, tree.first_child(pattern), capture, subject, depth + 1);
    case NodeKind::PatternOr: {
        // The name stands in each alternative; this is the one that is asked about.
        TypeRef left = subject;
        for (const NodeRef one : ChildRange(tree, pattern)) {
            if (holds(tree, one, capture)) {
                return captured(engine, file, one, capture, left, depth + 1);
            }
        }
        return engine.unknown();
    }
    case NodeKind::PatternGroup:
    case NodeKind::PatternSequence: {
        if (const NodeRef inner = ungrouped(tree, pattern); inner != pattern) {
            return captured(engine, file, inner, capture, subject, depth + 1);
        }
        const std::vector<NodeRef> children = tree.children(pattern);
        std::ptrdiff_t starred = -1;
        std::size_t at = children.size();
        for (std::size_t index = 0; index < children.size(); ++index) {
            if (tree.kind(children[index]) == NodeKind::PatternStar) {
                starred = static_cast<std::ptrdiff_t>(index);
            }
            if (holds(tree, children[index], capture)) at = index;
        }
        if (at == children.size()) return engine.unknown();
        const TypeRef sequence = matched(engine, file, pattern, subject, depth);
        const TypeRef element = element_of(engine, sequence, at, children.size(), starred);
        return captured(engine, file, children[at], capture, element, depth + 1);
    }
    case NodeKind::PatternMapping: {
        const TypeRef mapping = matched(engine, file, pattern, subject, depth);
        for (const NodeRef child : ChildRange(tree, pattern)) {
            if (!holds(tree, child, capture)) continue;
            if (tree.kind(child) == NodeKind::PatternDoubleStar) {
                const ClassInfo* base = engine.known_class("typing", "Mapping");
                const TypeRef as = base != nullptr && mapping->is(TypeKind::Instance)
                                       ? engine.as_base(mapping, *base)
                                       : nullptr;
                return engine.builtin_instance(
                    "dict", as != nullptr ? as->items : std::span<const TypeRef>());
            }
            const std::vector<NodeRef> entry = tree.children(child);
            if (entry.size() != 2) return engine.unknown();
            const TypeRef value =
                engine.subscript(mapping, engine.infer(file, entry[0]), &file, entry[0]);
            return captured(engine, file, entry[1], capture, value, depth + 1);
        }
        return engine.unknown();
    }
    case NodeKind::PatternClass: {
        const TypeRef instance = matched(engine, file, pattern, subject, depth);
        std::size_t index = 0;
        bool first = true;
        for (const NodeRef child : ChildRange(tree, pattern)) {
            if (first) {
                first = false;
                continue;
            }
            if (holds(tree, child, capture)) {
                std::string name;
                NodeRef inner = child;
                if (tree.kind(child) == NodeKind::PatternKeyword) {
                    const TokenRef token = own_name_token(tree, child);
                    if (token) name = tree.token_text(token.block, token.token);
                    inner = tree.first_child(child);
                } else {
                    if (index == 0 && instance->is(TypeKind::Instance) &&
                        takes_itself(engine, instance->class_info)) {
                        return captured(engine, file, child, capture, instance, depth + 1);
                    }
                    name = match_argument(engine, instance, index);
                }
                const TypeRef member = name.empty() ? nullptr : engine.attribute(instance, name);
                return captured(engine, file, inner, capture,
                                member != nullptr ? member : engine.unknown(), depth + 1);
            }
            ++index;
        }
        return engine.unknown();
    }
    default: return engine.unknown();
    }
}

}  // namespace

TypeRef captured_type(Engine& engine, const FileInfo& file, NodeRef pattern, NodeRef capture,
                      TypeRef subject) {
    return captured(engine, file, pattern, capture, subject, 0);
}

bool is_irrefutable(const Tree& tree, NodeRef pattern) {
    pattern = ungrouped(tree, pattern);
    for (std::uint32_t depth = 0; depth < deepest_pattern && pattern; ++depth) {
        switch (tree.kind(pattern)) {
        case NodeKind::PatternCapture:
        case NodeKind::PatternWildcard: return true;
        case NodeKind::PatternAs: pattern = ungrouped(tree, tree.first_child(pattern)); continue;
        case NodeKind::PatternOr: {
            const std::vector<NodeRef> children = tree.children(pattern);
            if (children.empty()) return false;
            pattern = ungrouped(tree, children.back());
            continue;
        }
        default: return false;
        }
    }
    return false;
}

TypeRef matched_by(Engine& engine, const FileInfo& file, NodeRef pattern, TypeRef subject) {
    return matched(engine, file, pattern, subject, 0);
}

TypeRef unmatched(Engine& engine, const FileInfo& file, NodeRef pattern, TypeRef subject) {
    const Engine::Guard guard(engine);
    const Tree& tree = file.t();
    pattern = ungrouped(tree, pattern);
    if (!guard || !pattern) return subject;
    switch (tree.kind(pattern)) {
    case NodeKind::PatternValue:
        return equal_to(engine, subject, value_of(engine, file, pattern), false);
    case NodeKind::PatternSingleton:
        return equal_to(engine, subject, singleton(engine, file, pattern), false);
    case NodeKind::PatternAs: return unmatched(engine, file, tree.first_child(pattern), subject);
    case NodeKind::PatternOr:
        for (const NodeRef one : ChildRange(tree, pattern)) {
            subject = unmatched(engine, file, one, subject);
        }
        return subject;
    case NodeKind::PatternClass: {
        // `case Point():` takes every Point, `case Point(x=0):` only some.
        for (const NodeRef child : ChildRange(tree, pattern)) {
            if (!is_pattern(tree.kind(child))) continue;
            const bool keyword = tree.kind(child) == NodeKind::PatternKeyword;
            if (!is_irrefutable(tree, keyword ? tree.first_child(child) : child)) return subject;
        }
        const std::vector<TypeRef> classes = classes_of(engine, file, tree.first_child(pattern));
        return classes.empty() ? subject : restricted(engine, subject, classes, false);
    }
    default: return subject;
    }
}

}  // namespace pilcrow::lsp
