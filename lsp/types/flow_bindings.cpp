// What one binding gives that declares nothing: assignment, unpacking, loops, with, except, match.

#include "lsp/types/flow.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

bool is_display(NodeKind kind) {
    return kind == NodeKind::Tuple || kind == NodeKind::RoundDisplay ||
           kind == NodeKind::SquareDisplay;
}

// A target that is unpacked into: (a, b), [a, b] and a bare a, b; not (a).
bool is_unpacking(const Tree& tree, NodeRef target) {
    const NodeKind kind = tree.kind(target);
    if (kind == NodeKind::Tuple || kind == NodeKind::SquareDisplay) return true;
    return kind == NodeKind::RoundDisplay && tree.display_kind(target) == Display::Tuple;
}

// Down the path from `target` (path[at]) to the name that it binds: what of `value` that gets.
// `display`: the expression that the value is, if it is one whose elements can be told apart.
TypeRef unpack_along(Engine& engine, const FileInfo& file, const std::vector<NodeRef>& path,
                     std::size_t at, TypeRef value, NodeRef display) {
    const Tree& tree = file.t();
    for (; at + 1 < path.size(); ++at) {
        if (!is_display(tree.kind(path[at]))) continue;  // Starred: see below
        if (!is_unpacking(tree, path[at])) continue;
        const std::vector<NodeRef> targets = tree.children(path[at]);
        const auto found = std::find(targets.begin(), targets.end(), path[at + 1]);
        if (found == targets.end()) return engine.unknown();
        const auto index = static_cast<std::size_t>(found - targets.begin());
        std::ptrdiff_t starred = -1;
        for (std::size_t i = 0; i < targets.size(); ++i) {
            if (tree.kind(targets[i]) == NodeKind::Starred)
                starred = static_cast<std::ptrdiff_t>(i);
        }
        if (display && is_display(tree.kind(display)) && starred < 0) {
            const std::vector<NodeRef> elements = tree.children(display);
            const bool plain = std::none_of(elements.begin(), elements.end(), [&](NodeRef e) {
                return tree.kind(e) == NodeKind::Starred || tree.kind(e) == NodeKind::Comprehension;
            });
            if (plain && elements.size() == targets.size()) {
                display = elements[index];
                value = nullptr;
                continue;
            }
        }
        if (value == nullptr) value = engine.infer(file, display);
        display = {};
        value = unpacked_at(engine, value, index, targets.size(), starred);
    }
    if (value == nullptr) value = engine.infer(file, display);
    return value;
}

// The exception that `except … as name` gives.
TypeRef caught(Engine& engine, const FileInfo& file, NodeRef except) {
    const Tree& tree = file.t();
    const NodeRef type = tree.first_child(except);
    if (!type || tree.kind(type) == NodeKind::Suite)
        return engine.builtin_instance("BaseException");
    std::vector<TypeRef> found;
    const auto add = [&](TypeRef value) {
        for (const TypeRef part : parts_of(value)) {
            if (part->is(TypeKind::Class)) {
                found.push_back(engine.instance_of(part));
            } else if (part->is(TypeKind::Instance)) {
                for (const TypeRef item : part->items) {
                    if (item->is(TypeKind::Class)) found.push_back(engine.instance_of(item));
                }
            }
        }
    };
    if (is_display(tree.kind(type))) {
        for (const NodeRef one : ChildRange(tree, type)) add(engine.infer(file, one));
    } else {
        add(engine.infer(file, type));
    }
    const TypeRef any =
        found.empty() ? engine.builtin_instance("Exception") : engine.types().union_of(found);
    if (!tree.node(except).has(except_star)) return any;
    return engine.builtin_instance("ExceptionGroup", std::span(&any, 1));
}

// `x = []` is filled later: what is appended to it, added, or put in under a key.
TypeRef filled(Engine& engine, const FileInfo& file, ScopeRef scope, NameId name, TypeRef empty) {
    const Tree& tree = file.t();
    std::vector<TypeRef> elements;
    std::vector<TypeRef> keys;
    std::uint32_t looked_at = 0;
    for (const Mention& mention : file.scopes->occurrences(scope, name)) {
        if (mention.use != Use::Read || ++looked_at > 40) continue;
        const std::vector<NodeRef> path = path_to(tree, TokenRef{mention.block, mention.token});
        if (path.size() < 3) continue;
        const NodeRef around = path[path.size() - 2];
        const NodeRef further = path[path.size() - 3];
        if (tree.kind(around) == NodeKind::Attribute && tree.kind(further) == NodeKind::Call) {
            const std::vector<NodeRef> call = tree.children(further);
            const TokenRef token = own_name_token(tree, around);
            if (!token || call.size() < 2 || call[0] != around) continue;
            const std::string_view method = tree.token_text(token.block, token.token);
            if ((method == "append" || method == "add" || method == "appendleft") &&
                call.size() == 2) {
                elements.push_back(engine.types().widened(engine.infer(file, call[1])));
            } else if (method == "insert" && call.size() == 3) {
                elements.push_back(engine.types().widened(engine.infer(file, call[2])));
            } else if ((method == "extend" || method == "update") && call.size() == 2) {
                elements.push_back(engine.iterated(engine.infer(file, call[1])));
            } else if (method == "setdefault" && call.size() == 3) {
                keys.push_back(engine.types().widened(engine.infer(file, call[1])));
                elements.push_back(engine.types().widened(engine.infer(file, call[2])));
            }
        } else if (tree.kind(around) == NodeKind::Subscript &&
                   tree.kind(further) == NodeKind::Assign) {
            const std::vector<NodeRef> parts = tree.children(further);
            const std::vector<NodeRef> subscript = tree.children(around);
            if (parts.back() == around || subscript.size() != 2) continue;
            keys.push_back(engine.types().widened(engine.infer(file, subscript[1])));
            elements.push_back(engine.types().widened(engine.infer(file, parts.back())));
        }
    }
    if (elements.empty()) return empty;
    const TypeRef element = engine.types().union_of(elements);
    if (empty->class_info == engine.builtin("dict")) {
        if (keys.empty()) return empty;
        const TypeRef arguments[] = {engine.types().union_of(keys), element};
        return engine.types().instance(empty->class_info, arguments);
    }
    return engine.types().instance(empty->class_info, std::span(&element, 1));
}

// A list, set or dict (or deque) of which no element is known.
bool is_empty_container(TypeRef type) {
    return type->is(TypeKind::Instance) && !type->fixed && !type->items.empty() &&
           type->items.size() <= 2 &&
           std::all_of(type->items.begin(), type->items.end(),
                       [](TypeRef item) { return item->is_unknown(); });
}

TypeRef of_parameter(Engine& engine, const FileInfo& file, NodeRef owner, NodeRef parameter) {
    const FunctionInfo* function = engine.function_of(file, owner);
    if (function == nullptr) return engine.unknown();
    for (std::uint32_t index = 0; index < function->parameters.size(); ++index) {
        if (function->parameters[index].node != parameter) continue;
        const TypeRef type = engine.parameter_type(*function, index);
        if (!type->is_unknown() || !function->has(function_lambda)) return type;
        // What the context calls the lambda with.
        const TypeRef wanted = engine.expected(file, owner);
        if (wanted == nullptr) return type;
        for (const TypeRef part : parts_of(wanted)) {
            if (!part->is(TypeKind::Callable) || part->items.empty()) continue;
            const TypeRef list = part->items[0];
            if (!list->is(TypeKind::Parameters) || index >= list->parameters.size()) continue;
            return engine.closed(list->parameters[index].type);
        }
        return type;
    }
    return engine.unknown();
}

}  // namespace

TypeRef unpacked_at(Engine& engine, TypeRef value, std::size_t index, std::size_t count,
                    std::ptrdiff_t starred) {
    std::vector<TypeRef> found;
    for (const TypeRef part : parts_of(value)) {
        const bool is_starred = starred >= 0 && index == static_cast<std::size_t>(starred);
        const bool fixed = part->is(TypeKind::Instance) && part->fixed &&
                           std::none_of(part->items.begin(), part->items.end(),
                                        [](TypeRef item) { return item->is(TypeKind::Unpacked); });
        TypeRef element = nullptr;
        if (fixed && starred < 0 && part->items.size() == count) {
            element = part->items[index];
        } else if (fixed && starred >= 0 && part->items.size() + 1 >= count) {
            const std::size_t rest = part->items.size() + 1 - count;
            const auto star = static_cast<std::size_t>(starred);
            if (is_starred) {
                element = engine.types().union_of(part->items.subspan(star, rest));
            } else {
                element = part->items[index < star ? index : index + rest - 1];
            }
        } else if (part->is(TypeKind::Instance) && part->class_info != nullptr &&
                   !part->class_info->has(class_named_tuple)) {
            element = engine.iterated(part);
        } else {
            // A named tuple is unpacked as the tuple that it is.
            const ClassInfo* tuple = engine.builtin("tuple");
            const TypeRef base = tuple != nullptr && part->is(TypeKind::Instance)
                                     ? engine.as_base(part, *tuple)
                                     : nullptr;
            element = base != nullptr && base != part
                          ? unpacked_at(engine, base, index, count, starred)
                          : engine.iterated(part);
            if (is_starred && base != nullptr && base != part) {
                found.push_back(element);
                continue;
            }
        }
        if (is_starred) element = engine.builtin_instance("list", std::span(&element, 1));
        found.push_back(element);
    }
    return engine.types().union_of(found);
}

TypeRef Engine::bound_type(const FileInfo& file, ScopeRef scope, Mention mention) {
    const TypeRef type = bound_type_or_cycle(file, scope, mention);
    return type != nullptr ? type : unknown();
}

TypeRef Engine::bound_type_or_cycle(const FileInfo& file, ScopeRef scope, Mention mention) {
    const Guard guard(*this);
    if (!guard) return unknown();
    const std::uint64_t key = static_cast<std::uint64_t>(mention.block) << 32 | mention.token;
    auto& kept = bindings_at(file, mention.block);
    if (const auto found = kept.find(key); found != kept.end()) return found->second;
    const std::pair<const void*, std::uint64_t> slot(&kept, key);
    if (const auto found = provisional_.find(slot); found != provisional_.end()) {
        const Provisional& provisional = found->second;
        if (provisional.cut < working_.size() && working_[provisional.cut] == provisional.at) {
            cut_ = std::min(cut_, provisional.cut);
            return provisional.type;
        }
    }
    const Working working(*this, &kept, key);
    if (!working) return nullptr;
    const TypeRef made = make_bound_type(file, scope, mention);
    if (working.complete()) {
        kept[key] = made;
    } else if (!over_ && cut_ < working_.size()) {
        provisional_[slot] = {made, cut_, working_[cut_]};
    }
    return made;
}

TypeRef Engine::make_bound_type(const FileInfo& file, ScopeRef scope, Mention mention) {
    const Tree& tree = file.t();
    const std::vector<NodeRef> path = path_to(tree, TokenRef{mention.block, mention.token});
    // From the name outwards to what binds it.
    for (std::size_t at = path.size(); at-- > 0;) {
        const NodeRef node = path[at];
        const std::vector<NodeRef> children = tree.children(node);
        switch (tree.kind(node)) {
        case NodeKind::Assign: {
            if (children.size() < 2 || at + 1 >= path.size()) return unknown();
            if (path[at + 1] == children.back()) return unknown();  // damage
            TypeRef type = unpack_along(*this, file, path, at + 1, nullptr, children.back());
            if (is_empty_container(type) && path.size() == at + 2) {
                const auto found = file.scopes->found_at(mention.block, mention.token);
                if (found) type = filled(*this, file, scope, found->name, type);
            }
            return type;
        }
        case NodeKind::AnnotatedAssign:
            return children.size() > 2 ? infer(file, children[2], annotation(file, children[1]))
                                       : annotation(file, children[1]);
        case NodeKind::AugmentedAssign: {
            if (children.size() != 2) return unknown();
            return binary(infer(file, children[0]), infer(file, children[1]), tree.node(node).op);
        }
        case NodeKind::For:
        case NodeKind::CompFor: {
            if (children.size() < 2 || at + 1 >= path.size() || path[at + 1] != children[0]) {
                continue;  // a walrus in its iterable or conditions has been met already
            }
            const TypeRef element =
                iterated(infer(file, children[1]), tree.node(node).has(is_async));
            return unpack_along(*this, file, path, at + 1, element, {});
        }
        case NodeKind::WithItem: {
            if (children.size() < 2 || at + 1 >= path.size() || path[at + 1] != children[1]) {
                continue;
            }
            const bool async = at > 0 && tree.node(path[0]).has(is_async);
            const TypeRef value = entered(infer(file, children[0]), async);
            return unpack_along(*this, file, path, at + 1, value, {});
        }
        case NodeKind::Walrus:
            if (children.size() == 2 && at + 1 < path.size() && path[at + 1] == children[0]) {
                return infer(file, children[1]);
            }
            continue;
        case NodeKind::Except: return caught(*this, file, node);
        case NodeKind::Case: {
            if (children.empty() || at + 1 >= path.size() || path[at + 1] != children[0]) {
                continue;
            }
            const BlockId match = header_of(tree, node.block);
            const NodeRef root = match == no_block ? NodeRef{} : tree.root(match);
            if (!root || tree.kind(root) != NodeKind::Match) return unknown();
            const NodeRef subject = tree.first_child(root);
            TypeRef type = subject ? infer(file, subject) : unknown();
            // What no case before it has taken.
            for (BlockId before = tree.first_statement(match);
                 before != no_block && before != node.block; before = tree.next_statement(before)) {
                const NodeRef earlier = tree.root(before);
                if (!earlier || tree.kind(earlier) != NodeKind::Case ||
                    tree.node(earlier).has(has_guard)) {
                    continue;
                }
                type = unmatched(*this, file, tree.first_child(earlier), type);
            }
            return captured_type(*this, file, children[0], path.back(), type);
        }
        case NodeKind::Parameter: {
            for (std::size_t up = at; up-- > 0;) {
                const NodeKind kind = tree.kind(path[up]);
                if (kind == NodeKind::FunctionDef || kind == NodeKind::Lambda) {
                    return of_parameter(*this, file, path[up], node);
                }
            }
            return unknown();
        }
        default: break;
        }
    }
    return unknown();
}

}  // namespace pilcrow::lsp
