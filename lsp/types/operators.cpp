// Operators and subscripts, through the special methods that stand for them.
#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"
#include "parser/lexer/token.h"

#include <algorithm>
#include <charconv>

namespace pilcrow::lsp {
namespace {

struct Methods {
    std::string_view own;
    std::string_view reflected;
};

Methods methods_of(TokenKind op) {
    switch (op) {
    case TokenKind::Plus:
    case TokenKind::PlusEqual: return {"__add__", "__radd__"};
    case TokenKind::Minus:
    case TokenKind::MinusEqual: return {"__sub__", "__rsub__"};
    case TokenKind::Star:
    case TokenKind::StarEqual: return {"__mul__", "__rmul__"};
    case TokenKind::At:
    case TokenKind::AtEqual: return {"__matmul__", "__rmatmul__"};
    case TokenKind::Slash:
    case TokenKind::SlashEqual: return {"__truediv__", "__rtruediv__"};
    case TokenKind::DoubleSlash:
    case TokenKind::DoubleSlashEqual: return {"__floordiv__", "__rfloordiv__"};
    case TokenKind::Percent:
    case TokenKind::PercentEqual: return {"__mod__", "__rmod__"};
    case TokenKind::DoubleStar:
    case TokenKind::DoubleStarEqual: return {"__pow__", "__rpow__"};
    case TokenKind::LeftShift:
    case TokenKind::LeftShiftEqual: return {"__lshift__", "__rlshift__"};
    case TokenKind::RightShift:
    case TokenKind::RightShiftEqual: return {"__rshift__", "__rrshift__"};
    case TokenKind::Ampersand:
    case TokenKind::AmpersandEqual: return {"__and__", "__rand__"};
    case TokenKind::Bar:
    case TokenKind::BarEqual: return {"__or__", "__ror__"};
    case TokenKind::Caret:
    case TokenKind::CaretEqual: return {"__xor__", "__rxor__"};
    case TokenKind::Less: return {"__lt__", "__gt__"};
    case TokenKind::Greater: return {"__gt__", "__lt__"};
    case TokenKind::LessEqual: return {"__le__", "__ge__"};
    case TokenKind::GreaterEqual: return {"__ge__", "__le__"};
    case TokenKind::EqualEqual: return {"__eq__", "__eq__"};
    case TokenKind::NotEqual: return {"__ne__", "__ne__"};
    default: return {};
    }
}

// The operator's own method for `x op= y`.
std::string in_place(std::string_view method) { return "__i" + std::string(method.substr(2)); }

bool is_augmented(TokenKind op) {
    return op >= TokenKind::PlusEqual && op <= TokenKind::DoubleSlashEqual;
}

}  // namespace

// A method called with one argument; null where there is none or it does not take that.
TypeRef Engine::try_operator(TypeRef value, std::string_view method, TypeRef argument) {
    const TypeRef function = special_method(value, method);
    if (function == nullptr) return nullptr;
    bool takes = false;
    for (const TypeRef one : callables_of(function)) {
        const auto parameters = one->items[0]->parameters;
        Substitution solved;
        if (parameters.empty() || parameters[0].type == nullptr ||
            assignable(parameters[0].type, argument, &solved)) {
            takes = true;
            break;
        }
    }
    if (!takes) return nullptr;
    Argument one;
    one.type = argument;
    const TypeRef result = call(function, {&one, 1});
    // NotImplemented is no answer.
    if (result->is(TypeKind::Instance) && result->class_info->name == "NotImplementedType")
        return nullptr;
    return result;
}

TypeRef Engine::binary(TypeRef left, TypeRef right, std::uint8_t op) {
    Guard guard(*this);
    if (!guard) return unknown();
    const auto kind = static_cast<TokenKind>(op);
    const Methods methods = methods_of(kind);
    if (methods.own.empty() || left->is_unknown()) return unknown();
    if (left->is(TypeKind::Union) || right->is(TypeKind::Union)) {
        if (parts_of(left).size() * parts_of(right).size() > 64) return unknown();
        std::vector<TypeRef> parts;
        for (const TypeRef one : parts_of(left))
            for (const TypeRef other : parts_of(right)) parts.push_back(binary(one, other, op));
        return types_.union_of(parts);
    }
    // Tuples of known length add up.
    if ((kind == TokenKind::Plus || kind == TokenKind::PlusEqual) && left->fixed && right->fixed &&
        left->class_info == right->class_info && left->items.size() + right->items.size() <= 256) {
        std::vector<TypeRef> items(left->items.begin(), left->items.end());
        items.insert(items.end(), right->items.begin(), right->items.end());
        return tuple_of(items);
    }
    // `int | None` of classes is a type; whoever uses it as one reads it as an annotation.
    if (kind == TokenKind::Bar && (left->is(TypeKind::Class) || left->is(TypeKind::None)) &&
        (right->is(TypeKind::Class) || right->is(TypeKind::None)))
        return known_instance("types", "UnionType");
    if (is_augmented(kind)) {
        if (const TypeRef result = try_operator(left, in_place(methods.own), right)) return result;
    }
    const TypeRef whole_left = types_.widened(left);
    if (const TypeRef result = try_operator(left, methods.own, right)) {
        if (!result->is(TypeKind::Unknown)) return result;
    }
    if (const TypeRef result = try_operator(right, methods.reflected, whole_left)) return result;
    return unknown();
}

TypeRef Engine::unary(TypeRef operand, std::uint8_t op) {
    const auto kind = static_cast<TokenKind>(op);
    if (operand->literal_kind == LiteralKind::Int && kind == TokenKind::Minus &&
        !operand->literal.starts_with('-') && operand->literal != "0")
        return types_.literal(operand->class_info, LiteralKind::Int,
                              "-" + std::string(operand->literal), operand->soft);
    std::vector<TypeRef> parts;
    const std::string_view method = kind == TokenKind::Minus  ? "__neg__"
                                    : kind == TokenKind::Plus ? "__pos__"
                                                              : "__invert__";
    for (const TypeRef part : parts_of(operand)) parts.push_back(call_method(part, method, {}));
    return types_.union_of(parts);
}

TypeRef Engine::infer_compare(const FileInfo& file, NodeRef node) {
    const Tree& tree = file.t();
    const TypeRef boolean = builtin_instance("bool");
    NodeRef left = tree.first_child(node);
    if (!left) return boolean;
    const NodeRef first = tree.next_sibling(left);
    // A chain of comparisons is `and`: taken as bool.
    if (!first || tree.next_sibling(first)) return boolean;
    const auto op = static_cast<TokenKind>(tree.node(first).op);
    if (op == TokenKind::KwIn || op == TokenKind::KwIs) return boolean;
    const NodeRef right = tree.first_child(first);
    if (!right) return boolean;
    const TypeRef its_left = infer(file, left);
    // Arrays compare to arrays; whoever is not known compares to a bool.
    if (!its_left->is(TypeKind::Instance)) return boolean;
    const TypeRef result = binary(its_left, infer(file, right), tree.node(first).op);
    return result->is_unknown() ? boolean : result;
}

// --- subscripts ---

namespace {

std::optional<long> number_of(TypeRef key) {
    if (key->literal_kind != LiteralKind::Int) return std::nullopt;
    long value = 0;
    const std::string_view text = key->literal;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

// A tuple's elements by literal index and slice; null where the length is not known.
TypeRef Engine::fixed_element(TypeRef tuple, TypeRef key, const FileInfo* file, NodeRef key_node) {
    if (std::any_of(tuple->items.begin(), tuple->items.end(),
                    [](TypeRef item) { return item->is(TypeKind::Unpacked); })) {
        const auto index = number_of(key);
        const auto at = static_cast<std::size_t>(index.value_or(-1));
        if (!index || *index < 0 || at >= tuple->items.size()) return nullptr;
        for (std::size_t i = 0; i <= at; ++i)
            if (tuple->items[i]->is(TypeKind::Unpacked)) return nullptr;
        return tuple->items[at];
    }
    const auto size = static_cast<long>(tuple->items.size());
    if (const auto index = number_of(key)) {
        const long at = *index < 0 ? *index + size : *index;
        return at >= 0 && at < size ? tuple->items[static_cast<std::size_t>(at)] : unknown();
    }
    if (file == nullptr || !key_node || file->t().kind(key_node) != NodeKind::Slice) return nullptr;
    const Tree& tree = file->t();
    const Node& slice = tree.node(key_node);
    if (slice.has(has_step)) return nullptr;
    long lower = 0;
    long upper = size;
    NodeRef at = tree.first_child(key_node);
    if (slice.has(has_lower)) {
        const auto value = number_of(infer(*file, at));
        if (!value) return nullptr;
        lower = *value < 0 ? *value + size : *value;
        at = tree.next_sibling(at);
    }
    if (slice.has(has_upper)) {
        const auto value = number_of(infer(*file, at));
        if (!value) return nullptr;
        upper = *value < 0 ? *value + size : *value;
    }
    lower = std::clamp(lower, 0L, size);
    upper = std::clamp(upper, lower, size);
    return tuple_of(tuple->items.subspan(static_cast<std::size_t>(lower),
                                         static_cast<std::size_t>(upper - lower)));
}

TypeRef Engine::subscript(TypeRef value, TypeRef key, const FileInfo* file, NodeRef key_node) {
    Guard guard(*this);
    if (!guard) return unknown();
    switch (value->kind) {
    case TypeKind::Union: {
        std::vector<TypeRef> parts;
        for (const TypeRef part : value->items)
            if (!part->is(TypeKind::None)) parts.push_back(subscript(part, key, file, key_node));
        return types_.union_of(parts);
    }
    case TypeKind::Instance: {
        if (const TypeRef entry = entry_of(value, key)) return entry;
        const ClassInfo* tuple = builtin("tuple");
        const TypeRef base = tuple != nullptr ? as_base(value, *tuple) : nullptr;
        if (base != nullptr && base->fixed) {
            if (const TypeRef element = fixed_element(base, key, file, key_node)) return element;
        }
        return call_method(value, "__getitem__", {&key, 1});
    }
    case TypeKind::Class: {
        const TypeRef method = special_method(value, "__getitem__");
        if (method != nullptr) return call_method(value, "__getitem__", {&key, 1});
        const TypeRef own = attribute(value, "__class_getitem__");
        return own != nullptr ? value : unknown();
    }
    case TypeKind::TypeVar: return call_method(value, "__getitem__", {&key, 1});
    default: return unknown();
    }
}

// What a TypedDict has under a key that is known; null for anything else.
TypeRef Engine::entry_of(TypeRef value, TypeRef key) {
    if ((flags(*value->class_info) & class_typed_dict) == 0 ||
        key->literal_kind != LiteralKind::Str)
        return nullptr;
    const Found found = find_member(value, key->literal);
    if (!found || (flags(*found.owner->class_info) & class_typed_dict) == 0) return nullptr;
    return member_type(found);
}

}  // namespace pilcrow::lsp
