// What a test says about the value that it tests (flow.h).

#include "lsp/types/flow.h"
#include "lsp/types/tree_tools.h"

#include <algorithm>

namespace pilcrow::lsp {

bool is_same(TypeRef a, TypeRef b) {
    return a == b || (a->is_literal() && b->is_literal() && a->literal_kind == b->literal_kind &&
                      a->class_info == b->class_info && a->literal == b->literal);
}

namespace {

constexpr std::size_t most_members = 24;  // of an enum that is taken apart

bool is_op(const Node& node, TokenKind op) { return node.op == static_cast<std::uint8_t>(op); }

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
        // A value that an expression gave may be another one by the next round.
        if (type->is_literal() && !type->soft) {
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
    if (!type->is(TypeKind::Instance) || type->soft) return true;
    if (type->fixed) return !type->items.empty();
    switch (type->literal_kind) {
    case LiteralKind::Bool: return type->literal != "False";
    case LiteralKind::Int: return type->literal != "0";
    case LiteralKind::Str:
    case LiteralKind::Bytes: return !type->literal.empty();
    default: return true;
    }
}

// The parts of a union of which something (`its_value`) may be equal to `value`, or may not.
template <typename Value>
TypeRef by_part(Engine& engine, TypeRef type, TypeRef value, bool positive, Value its_value) {
    const bool none = value->is(TypeKind::None);
    if (!value->is_literal() && !none) return type;
    return filtered(engine, type, [&](TypeRef part) {
        const TypeRef its = its_value(part);
        if (its == nullptr || its->is_unknown()) return true;
        const std::span<const TypeRef> parts = parts_of(its);
        const bool told = std::all_of(parts.begin(), parts.end(), [&](TypeRef one) {
            return one->is_literal() || one->is(TypeKind::None) || none;
        });
        if (!told) return true;
        const bool has = std::any_of(parts.begin(), parts.end(), [&](TypeRef one) {
            return none ? one->is(TypeKind::None) || one->is_unknown() : is_same(one, value);
        });
        return positive ? has : !has || parts.size() > 1;
    });
}

// The tuples of a union that are `length` long, or are not.
TypeRef by_length(Engine& engine, TypeRef type, TypeRef length, bool positive) {
    if (length->literal_kind != LiteralKind::Int) return type;
    return filtered(engine, type, [&](TypeRef part) {
        if (!part->is(TypeKind::Instance) || !part->fixed ||
            std::any_of(part->items.begin(), part->items.end(),
                        [](TypeRef item) { return item->is(TypeKind::Unpacked); })) {
            return true;
        }
        return (std::to_string(part->items.size()) == length->literal) == positive;
    });
}

}  // namespace

// Whether an expression is what the question is about.
bool Flow::is_it(NodeRef expression) const {
    expression = without_parens(tree_, expression);
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
    test = without_parens(tree_, test);
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
    if (!mentioned_in(left)) std::swap(left, right);
    if (is_it(left)) return equal_to(engine_, type, engine_.infer(file_, right), same);
    left = without_parens(tree_, left);
    if (!left) return type;
    switch (tree_.kind(left)) {
    case NodeKind::Call: {
        // type(x) is C, len(x) == 2
        const std::vector<NodeRef> call = tree_.children(left);
        if (call.size() != 2 || tree_.kind(call[0]) != NodeKind::Name || !is_it(call[1])) {
            return type;
        }
        if (tree_.name(call[0]) == "len") {
            return by_length(engine_, type, engine_.infer(file_, right), same);
        }
        if (tree_.name(call[0]) != "type") return type;
        return same ? by_classes(type, right, true, false) : type;
    }
    case NodeKind::Attribute:
        // x.kind == "circle"
        if (!is_it(tree_.first_child(left))) return type;
        return by_member(type, own_name(tree_, left), engine_.infer(file_, right), same);
    case NodeKind::Subscript: {
        // x["kind"] == "circle", x[0] == "circle"
        const std::vector<NodeRef> subscript = tree_.children(left);
        if (subscript.size() != 2 || !is_it(subscript[0])) return type;
        const TypeRef key = engine_.infer(file_, subscript[1]);
        if (!key->is_literal()) return type;
        return by_part(engine_, type, engine_.infer(file_, right), same, [&](TypeRef part) {
            return engine_.subscript(part, key, &file_, subscript[1]);
        });
    }
    default: return type;
    }
}

// `x.name == value`, where that is a literal or None in the classes of a union.
TypeRef Flow::by_member(TypeRef type, std::string_view name, TypeRef value, bool positive) {
    return by_part(engine_, type, value, positive,
                   [&](TypeRef part) { return engine_.attribute(part, name); });
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
    if (!result->guard || result->items.empty()) return type;
    if (!is_type_is(parts[0])) return positive ? result->items[0] : type;
    // TypeIs says what isinstance would.
    std::vector<TypeRef> classes;
    for (const TypeRef part : parts_of(result->items[0])) {
        if (part->is(TypeKind::None)) {
            classes.push_back(part);
        } else if (part->is(TypeKind::Instance) && !part->is_literal() && !part->fixed) {
            classes.push_back(engine_.types().class_object(part->class_info));
        } else {
            return positive ? result->items[0] : type;
        }
    }
    return restricted(engine_, type, classes, positive);
}

// Whether a function is annotated to return a TypeIs, which counts where it is false as well.
bool Flow::is_type_is(NodeRef callee) {
    for (const TypeRef part : engine_.callables_of(engine_.infer(file_, callee))) {
        const FunctionInfo* function = part->function;
        if (function == nullptr || !function->returns) continue;
        NodeRef returns = function->returns;
        if (function->file->t().kind(returns) == NodeKind::Subscript) {
            returns = function->file->t().first_child(returns);
        }
        if (engine_.form_of(*function->file, returns) == Form::TypeIs) return true;
    }
    return false;
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

// An enum, or bool, among the parts of a type as the union of its members.
TypeRef with_members(Engine& engine, TypeRef type, const ClassInfo* info) {
    if (info == nullptr) return type;
    const bool is_bool = info == engine.builtin("bool");
    if (!is_bool && (engine.flags(*info) & class_enum) == 0) return type;
    std::vector<TypeRef> parts;
    for (const TypeRef part : parts_of(type)) {
        if (!part->is(TypeKind::Instance) || part->class_info != info || part->is_literal()) {
            parts.push_back(part);
            continue;
        }
        const std::size_t before = parts.size();
        if (is_bool) {
            for (const char* value : {"True", "False"}) {
                parts.push_back(engine.types().literal(info, LiteralKind::Bool, value, true));
            }
            continue;
        }
        for (const ClassMember& member : engine.own_members(*info)) {
            if (!engine.is_enum_member(*info, member)) continue;
            parts.push_back(engine.types().literal(info, LiteralKind::EnumMember, member.name));
        }
        if (parts.size() == before || parts.size() > most_members) {
            parts.resize(before);
            parts.push_back(part);
        }
    }
    return engine.types().union_of(parts);
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
    if (!positive) {
        return filtered(engine, with_members(engine, type, value->class_info),
                        [&](TypeRef part) { return !is_same(part, value); });
    }
    for (const TypeRef part : parts_of(type)) {
        if (is_same(part, value)) return part;
        if (part->is(TypeKind::Instance) && part->class_info == value->class_info &&
            !part->is_literal()) {
            return value;
        }
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

}  // namespace pilcrow::lsp
