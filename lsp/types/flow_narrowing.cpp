// What a test says about the value that it tests (flow.h).

#include "lsp/types/flow.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

bool is_op(const Node& node, TokenKind op) { return node.op == static_cast<std::uint8_t>(op); }

NodeRef without_parentheses(const Tree& tree, NodeRef node) {
    while (node && tree.kind(node) == NodeKind::RoundDisplay) {
        const std::vector<NodeRef> children = tree.children(node);
        if (children.size() != 1 || tree.display_kind(node) != Display::Paren) break;
        node = children.front();
    }
    return node;
}

// The classes that the second argument of isinstance names: Class types.
void classes_in(Engine& engine, const FileInfo& file, NodeRef node, std::vector<TypeRef>& found,
                std::uint32_t depth = 0) {
    const Tree& tree = file.t();
    if (!node || depth > 8) return;
    const NodeKind kind = tree.kind(node);
    if (kind == NodeKind::RoundDisplay || kind == NodeKind::Tuple) {
        for (const NodeRef child : ChildRange(tree, node)) {
            classes_in(engine, file, child, found, depth + 1);
        }
        return;
    }
    if (kind == NodeKind::Binary && is_op(tree.node(node), TokenKind::Bar)) {
        for (const NodeRef child : ChildRange(tree, node)) {
            classes_in(engine, file, child, found, depth + 1);
        }
        return;
    }
    const TypeRef type = engine.infer(file, node);
    for (const TypeRef part : parts_of(type)) {
        if (part->is(TypeKind::Instance) && part->fixed) {
            found.insert(found.end(), part->items.begin(), part->items.end());
        } else {
            found.push_back(part);
        }
    }
}

// Whether a value of that type may be false; whether it may be true.
bool may_be_false(Engine& engine, TypeRef type) {
    switch (type->kind) {
    case TypeKind::None: return true;
    case TypeKind::Module:
    case TypeKind::Class:
    case TypeKind::Function:
    case TypeKind::Callable: return false;
    case TypeKind::Instance:
        if (type->is_literal()) {
            switch (type->literal_kind) {
            case LiteralKind::Bool: return type->literal == "False";
            case LiteralKind::Int: return type->literal == "0";
            case LiteralKind::Str:
            case LiteralKind::Bytes: return type->literal.empty();
            default: break;
            }
        }
        if (type->fixed) return type->items.empty();
        return engine.special_method(type, "__bool__") != nullptr ||
               engine.special_method(type, "__len__") != nullptr;
    default: return true;
    }
}

bool may_be_true(TypeRef type) {
    if (type->is(TypeKind::None)) return false;
    if (!type->is(TypeKind::Instance)) return true;
    if (type->fixed) return !type->items.empty();
    switch (type->literal_kind) {
    case LiteralKind::Bool: return type->literal != "False";
    case LiteralKind::Int: return type->literal != "0";
    case LiteralKind::Str:
    case LiteralKind::Bytes: return !type->literal.empty();
    default: return true;
    }
}

}  // namespace

// Whether an expression is what the question is about.
bool Flow::is_it(NodeRef expression) const {
    expression = without_parentheses(tree_, expression);
    if (!expression) return false;
    if (tree_.kind(expression) == NodeKind::Walrus) expression = tree_.first_child(expression);
    if (!expression) return false;
    if (path_.empty()) {
        return tree_.kind(expression) == NodeKind::Name && tree_.name(expression) == text_;
    }
    return reference_text(tree_, expression) == path_;
}

// Whether the name stands in an expression at all. Looks at its own unit's tokens only, and at the
// units that hang on it as a whole.
bool Flow::mentioned_in(NodeRef node) const {
    const Unit& unit = *tree_.unit(node.block);
    const Node& at = unit.node(node.node);
    for (std::uint32_t token = at.first_token; token < at.end_token; ++token) {
        const TokenKind kind = unit.token(token).kind;
        if (kind == TokenKind::Hang) return true;
        if (kind == TokenKind::Name && tree_.token_text(node.block, token) == text_) return true;
    }
    return false;
}

// Recurses with the expression, whose depth the parser bounds; Guard bounds the stack.
TypeRef Flow::narrow(TypeRef type, NodeRef test, bool positive) {
    test = without_parentheses(tree_, test);
    if (!test || type == nullptr || !mentioned_in(test)) return type;
    const Engine::Guard guard(engine_);
    if (!guard) return type;
    const Node& node = tree_.node(test);
    if (is_it(test)) return by_truth(type, positive);
    switch (node.kind) {
    case NodeKind::Unary:
        if (!is_op(node, TokenKind::KwNot)) return type;
        return narrow(type, tree_.first_child(test), !positive);
    case NodeKind::Boolean: {
        // All of `and` hold, or all of `or` fail; else any one of them decides.
        if (is_op(node, TokenKind::KwAnd) == positive) {
            for (const NodeRef operand : ChildRange(tree_, test)) {
                type = narrow(type, operand, positive);
            }
            return type;
        }
        TypeRef any = nullptr;
        TypeRef passed = type;
        for (const NodeRef operand : ChildRange(tree_, test)) {
            any = join(any, narrow(passed, operand, positive));
            passed = narrow(passed, operand, !positive);
        }
        return any == nullptr ? type : any;
    }
    case NodeKind::Compare: return narrow_compare(type, test, positive);
    case NodeKind::Call: return narrow_call(type, test, positive);
    case NodeKind::Attribute: {
        // `if x.is_leaf:` tells apart classes of a union in which it is a literal.
        const TokenRef name = own_name_token(tree_, test);
        if (!name || !is_it(tree_.first_child(test))) return type;
        return filtered(engine_, type, [&](TypeRef part) {
            const TypeRef member =
                engine_.attribute(part, tree_.token_text(name.block, name.token));
            if (member == nullptr) return true;
            return positive ? may_be_true(member) : may_be_false(engine_, member);
        });
    }
    default: return type;
    }
}

TypeRef Flow::by_truth(TypeRef type, bool positive) {
    return filtered(engine_, type, [&](TypeRef part) {
        return positive ? may_be_true(part) : may_be_false(engine_, part);
    });
}

TypeRef Flow::narrow_compare(TypeRef type, NodeRef compare, bool positive) {
    const std::vector<NodeRef> parts = tree_.children(compare);
    if (parts.size() != 2 || tree_.kind(parts[1]) != NodeKind::Comparator) return type;
    const Node& comparator = tree_.node(parts[1]);
    NodeRef left = parts[0];
    NodeRef right = tree_.first_child(parts[1]);
    if (!right) return type;
    bool same = false;
    if (is_op(comparator, TokenKind::KwIs) || is_op(comparator, TokenKind::KwIn)) {
        same = positive != comparator.has(negated);
    } else if (is_op(comparator, TokenKind::EqualEqual)) {
        same = positive;
    } else if (is_op(comparator, TokenKind::NotEqual)) {
        same = !positive;
    } else {
        return type;
    }
    if (is_op(comparator, TokenKind::KwIn)) {
        if (!is_it(left)) return type;
        // In a display of literals.
        const TypeRef container = engine_.infer(file_, right);
        if (!container->is(TypeKind::Instance) || !container->fixed) {
            if (!same) return type;
            const TypeRef element = engine_.iterated(container);
            const bool has_none = std::any_of(
                parts_of(element).begin(), parts_of(element).end(),
                [](TypeRef part) { return part->is(TypeKind::None) || part->is_unknown(); });
            return has_none ? type : filtered(engine_, type, [](TypeRef part) {
                return !part->is(TypeKind::None);
            });
        }
        TypeRef any = nullptr;
        for (const TypeRef value : container->items) {
            if (same) any = join(any, equal_to(engine_, type, value, true));
            if (!same) type = equal_to(engine_, type, value, false);
        }
        return same && any != nullptr ? any : type;
    }
    if (!is_it(left) && is_it(right)) std::swap(left, right);
    if (is_it(left)) return equal_to(engine_, type, engine_.infer(file_, right), same);
    left = without_parentheses(tree_, left);
    if (!left) return type;
    switch (tree_.kind(left)) {
    case NodeKind::Call: {
        // type(x) is C
        const std::vector<NodeRef> call = tree_.children(left);
        if (call.size() != 2 || tree_.kind(call[0]) != NodeKind::Name ||
            tree_.name(call[0]) != "type" || !is_it(call[1])) {
            return type;
        }
        return same ? by_classes(type, right, true, false) : type;
    }
    case NodeKind::Attribute: {
        // x.kind == "circle"
        const TokenRef name = own_name_token(tree_, left);
        if (!name || !is_it(tree_.first_child(left))) return type;
        return by_member(type, tree_.token_text(name.block, name.token),
                         engine_.infer(file_, right), same);
    }
    default: return type;
    }
}

// `x.name == value`, where that is a literal in the classes of a union.
TypeRef Flow::by_member(TypeRef type, std::string_view name, TypeRef value, bool positive) {
    if (!value->is_literal()) return type;
    return filtered(engine_, type, [&](TypeRef part) {
        const TypeRef member = engine_.attribute(part, name);
        if (member == nullptr) return true;
        const std::span<const TypeRef> parts = parts_of(member);
        if (!std::all_of(parts.begin(), parts.end(), [](TypeRef p) { return p->is_literal(); })) {
            return true;
        }
        const bool has = std::find(parts.begin(), parts.end(), value) != parts.end();
        return positive ? has : !has || parts.size() > 1;
    });
}

TypeRef Flow::narrow_call(TypeRef type, NodeRef call, bool positive) {
    const std::vector<NodeRef> parts = tree_.children(call);
    if (parts.size() < 2 || !is_it(parts[1])) return type;
    if (tree_.kind(parts[0]) == NodeKind::Name) {
        const std::string_view name = tree_.name(parts[0]);
        if (parts.size() == 3 && (name == "isinstance" || name == "issubclass")) {
            return by_classes(type, parts[2], positive, name == "issubclass");
        }
        if (parts.size() == 2 && name == "bool") return by_truth(type, positive);
        if (parts.size() == 2 && name == "callable") {
            return filtered(engine_, type, [&](TypeRef part) {
                const bool is = part->is(TypeKind::Class) || part->is(TypeKind::Function) ||
                                part->is(TypeKind::Callable) || part->is_unknown() ||
                                engine_.special_method(part, "__call__") != nullptr;
                return positive ? is : !is || part->is_unknown();
            });
        }
        if (name == "hasattr" || name == "len") return type;
    }
    const TypeRef result = engine_.infer(file_, call);
    if (!result->guard || result->items.empty() || !positive) return type;
    return result->items[0];
}

TypeRef Flow::by_classes(TypeRef type, NodeRef classes, bool positive, bool of_class_itself) {
    std::vector<TypeRef> found;
    classes_in(engine_, file_, classes, found);
    for (const TypeRef one : found) {
        const bool known = one->is(TypeKind::Class) || one->is(TypeKind::None);
        if (!known) return type;
    }
    if (found.empty()) return type;
    if (!of_class_itself) return restricted(engine_, type, found, positive);
    // issubclass: about classes, so restrict what their instances are.
    std::vector<TypeRef> kept;
    for (const TypeRef part : parts_of(type)) {
        const TypeRef instance =
            part->is(TypeKind::Class) ? engine_.instance_of(part) : engine_.unknown();
        const TypeRef left = restricted(engine_, instance, found, positive);
        for (const TypeRef one : parts_of(left)) {
            if (one->is(TypeKind::Instance)) {
                kept.push_back(engine_.types().class_object(one->class_info, one->items));
            }
        }
    }
    return kept.empty() ? type : engine_.types().union_of(kept);
}

// `x is value` or `x == value`.
TypeRef equal_to(Engine& engine, TypeRef type, TypeRef value, bool positive) {
    if (value->is(TypeKind::None)) {
        if (positive) {
            const TypeRef none = engine.types().none();
            for (const TypeRef part : parts_of(type)) {
                if (part->is(TypeKind::None) || part->is_unknown()) return none;
            }
            return type;
        }
        return filtered(engine, type, [](TypeRef part) { return !part->is(TypeKind::None); });
    }
    if (!value->is_literal()) return type;
    if (!positive) return filtered(engine, type, [&](TypeRef part) { return part != value; });
    const TypeRef wide =
        value->class_info == nullptr ? value : engine.types().instance(value->class_info);
    for (const TypeRef part : parts_of(type)) {
        if (part == value || part == wide) return value;
    }
    return filtered(engine, type, [&](TypeRef part) {
        return !part->is(TypeKind::None) &&
               !(part->is_literal() && part->class_info == value->class_info);
    });
}

TypeRef restricted(Engine& engine, TypeRef type, const std::vector<TypeRef>& classes,
                   bool positive) {
    std::vector<TypeRef> kept;
    for (const TypeRef part : parts_of(type)) {
        const bool unknown = part->is_unknown() || part->is(TypeKind::TypeVar);
        if (!positive) {
            bool gone = false;
            for (const TypeRef one : classes) {
                if (one->is(TypeKind::None)) gone = gone || part->is(TypeKind::None);
                if (!one->is(TypeKind::Class) || !part->is(TypeKind::Instance)) continue;
                gone = gone || engine.is_subclass(*part->class_info, *one->class_info);
            }
            if (!gone) kept.push_back(part);
            continue;
        }
        for (const TypeRef one : classes) {
            if (one->is(TypeKind::None)) {
                if (unknown || part->is(TypeKind::None)) kept.push_back(engine.types().none());
                continue;
            }
            if (!one->is(TypeKind::Class)) continue;
            if (unknown) {
                kept.push_back(engine.instance_of(one));
                continue;
            }
            const TypeRef instance = engine.as_instance(part);
            if (instance == nullptr || !instance->is(TypeKind::Instance)) continue;
            if (engine.is_subclass(*instance->class_info, *one->class_info)) {
                kept.push_back(part);
            } else if (engine.is_subclass(*one->class_info, *instance->class_info)) {
                kept.push_back(engine.instance_of(one));
            }
        }
    }
    if (kept.empty() && positive) {
        // Of no class that was expected: a subclass of both, of which this one is what was asked.
        for (const TypeRef one : classes) {
            kept.push_back(one->is(TypeKind::Class) ? engine.instance_of(one)
                                                    : engine.types().none());
        }
    }
    return engine.types().union_of(kept);
}

TypeRef Engine::narrowed(const FileInfo& file, NodeRef expression, TypeRef type) {
    const Guard guard(*this);
    if (!guard) return type;
    const Tree& tree = file.t();
    std::string path = reference_text(tree, expression);
    if (path.find_first_of(".[") == std::string::npos) return type;
    NodeRef root = expression;
    while (tree.kind(root) != NodeKind::Name) root = tree.first_child(root);
    const auto found = file.scopes->found_at(root.block, tree.node(root).first_token);
    if (!found || !found->bound) return type;
    const Position place = tree.range(root).begin;
    ScopeRef from = file.scopes->at(place);
    for (; !(from == found->scope) && !from.is_module(); from = file.scopes->parent(from)) {
        if (file.scopes->kind(from) == ScopeKind::Function) return type;
    }
    Flow flow(*this, file, found->scope, found->name, std::move(path), type);
    const TypeRef narrowed = flow.at(place);
    return narrowed != nullptr ? narrowed : type;
}

}  // namespace pilcrow::lsp
