// The type of an expression, one case for each kind.
#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"
#include "parser/lexer/token.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t max_operands = 64;  // of `and` and `or`

TokenKind op_of(const Tree& tree, NodeRef node) {
    return static_cast<TokenKind>(tree.node(node).op);
}

// Kinds whose first child is the value that they go on with: chains of them may be long.
bool goes_on(NodeKind kind) {
    return kind == NodeKind::Attribute || kind == NodeKind::Call || kind == NodeKind::Subscript ||
           kind == NodeKind::Binary;
}

}  // namespace

TypeRef Engine::infer(const FileInfo& file, NodeRef node, TypeRef expected) {
    const Tree& tree = file.t();
    node = without_parens(tree, node);
    if (!node) return unknown();
    if (expected != nullptr) {
        Guard guard(*this);
        return guard ? infer_node(file, node, expected) : unknown();
    }
    std::unordered_map<std::uint64_t, TypeRef>& kept = expressions_at(file, node.block);
    if (const auto found = kept.find(key_of(node)); found != kept.end()) return found->second;
    if (goes_on(tree.kind(node)) && !over_) infer_chain(file, node);
    return once(kept, key_of(node), [&] {
        Guard guard(*this);
        return guard ? infer_node(file, node, nullptr) : unknown();
    });
}

// A long chain (`a.b().c() …`) is inferred from its beginning, so that none is too deep. Walking it
// takes steps as well: where nothing that is found out can be kept, it would be walked again and
// again.
void Engine::infer_chain(const FileInfo& file, NodeRef node) {
    constexpr std::size_t step = 16;
    constexpr std::size_t longest = 10'000;
    constexpr std::size_t links_a_step = 8;
    const Tree& tree = file.t();
    const auto inner = [&](NodeRef at) {
        const NodeRef child = tree.first_child(at);
        return child && goes_on(tree.kind(child)) ? child : NodeRef{};
    };
    NodeRef near = node;
    for (std::size_t link = 0; link < step && near; ++link) near = inner(near);
    if (!near || expressions_at(file, near.block).contains(key_of(near))) return;
    std::vector<NodeRef> chain;
    for (NodeRef at = node; at && chain.size() < longest; at = inner(at)) chain.push_back(at);
    steps_ += static_cast<std::uint32_t>(chain.size() / links_a_step);
    for (std::size_t index = chain.size() - 1; index > step && !over_;
         index -= std::min(index, step))
        infer(file, chain[index]);
}

TypeRef Engine::infer_node(const FileInfo& file, NodeRef node, TypeRef expected) {
    const Tree& tree = file.t();
    switch (tree.kind(node)) {
    case NodeKind::Name: return infer_name(file, node);
    case NodeKind::Number: return infer_number(file, node);
    case NodeKind::Constant:
        switch (op_of(tree, node)) {
        case TokenKind::KwTrue: return literal("bool", LiteralKind::Bool, "True");
        case TokenKind::KwFalse: return literal("bool", LiteralKind::Bool, "False");
        case TokenKind::KwNone: return types_.none();
        default: return known_instance("types", "EllipsisType");
        }
    case NodeKind::String:
    case NodeKind::Strings: return infer_string(file, node);
    case NodeKind::FString: return builtin_instance("str");
    case NodeKind::RoundDisplay:
    case NodeKind::SquareDisplay:
    case NodeKind::CurlyDisplay:
    case NodeKind::Tuple: return infer_display(file, node, expected);
    case NodeKind::Attribute: return infer_attribute(file, node);
    case NodeKind::Subscript: return infer_subscript(file, node);
    case NodeKind::Call: return infer_call(file, node, expected);
    case NodeKind::Await: {
        const NodeRef value = tree.first_child(node);
        return value ? awaited(infer(file, value)) : unknown();
    }
    case NodeKind::Unary: {
        if (op_of(tree, node) == TokenKind::KwNot) return builtin_instance("bool");
        const NodeRef operand = tree.first_child(node);
        return operand ? unary(infer(file, operand), tree.node(node).op) : unknown();
    }
    case NodeKind::Binary: {
        const NodeRef left = tree.first_child(node);
        const NodeRef right = left ? tree.next_sibling(left) : NodeRef{};
        if (!right) return unknown();
        const TypeRef its_left = infer(file, left);
        return binary(its_left, infer(file, right), tree.node(node).op);
    }
    case NodeKind::Boolean: return infer_boolean(file, node, expected);
    case NodeKind::Compare: return infer_compare(file, node);
    case NodeKind::Conditional: {
        const NodeRef body = tree.first_child(node);
        const NodeRef test = body ? tree.next_sibling(body) : NodeRef{};
        const NodeRef orelse = test ? tree.next_sibling(test) : NodeRef{};
        if (!orelse) return unknown();
        const TypeRef first = infer(file, body, expected);
        return types_.union_of(first, infer(file, orelse, expected));
    }
    case NodeKind::Lambda: {
        const FunctionInfo* function = function_of(file, node);
        return function != nullptr ? types_.function(function) : unknown();
    }
    case NodeKind::Walrus: return infer(file, last_child(tree, node), expected);
    case NodeKind::Yield:
    case NodeKind::YieldFrom: return sent_type(file, node);
    case NodeKind::Starred: {
        const NodeRef value = tree.first_child(node);
        return value ? iterated(infer(file, value)) : unknown();
    }
    case NodeKind::Keyword:
    case NodeKind::Field: {
        const NodeRef value = tree.first_child(node);
        return value ? infer(file, value, expected) : unknown();
    }
    case NodeKind::Slice: return builtin_instance("slice");
    case NodeKind::Comprehension: return infer_generator(file, node);  // f(x for x in y)
    default: return unknown();
    }
}

TypeRef Engine::infer_generator(const FileInfo& file, NodeRef comprehension) {
    const Tree& tree = file.t();
    const NodeRef element = comprehension ? tree.first_child(comprehension) : NodeRef{};
    std::vector<TypeRef> parts;
    if (element) parts.push_back(infer(file, element));
    const TypeRef items[] = {joined(parts, nullptr), types_.none(), types_.none()};
    for (const NodeRef child : ChildRange(tree, comprehension)) {
        if (tree.kind(child) == NodeKind::CompFor && tree.node(child).has(is_async))
            return known_instance("typing", "AsyncGenerator", {items, 2});
    }
    return known_instance("typing", "Generator", items);
}

TypeRef Engine::infer_number(const FileInfo& file, NodeRef node) {
    const Tree& tree = file.t();
    const std::uint32_t first = tree.node(node).first_token;
    const std::string_view text = tree.token_text(node.block, first);
    switch (tree.unit(node.block)->token(first).kind) {
    case TokenKind::Int: return literal("int", LiteralKind::Int, text);
    case TokenKind::Float: return builtin_instance("float");
    case TokenKind::Imaginary: return builtin_instance("complex");
    default: return unknown();
    }
}

TypeRef Engine::infer_string(const FileInfo& file, NodeRef node) {
    const Tree& tree = file.t();
    NodeRef first = node;
    if (tree.kind(node) == NodeKind::Strings) first = tree.first_child(node);
    if (!first) return unknown();
    const Token& token = tree.unit(first.block)->token(tree.node(first).first_token);
    const bool bytes = (token.flags & string_bytes) != 0;
    std::string value;
    if (!string_value(tree, node, value)) return builtin_instance(bytes ? "bytes" : "str");
    return literal(bytes ? "bytes" : "str", bytes ? LiteralKind::Bytes : LiteralKind::Str, value);
}

// A name that no scope of the file binds: of `import *`, a builtin, or a module's own.
TypeRef Engine::unbound_name(const FileInfo& file, std::string_view name) {
    if (const TypeRef starred = star_member(file, name)) return starred;
    if (const FileInfo* builtins = standard_module("builtins"); builtins != nullptr) {
        const TypeRef found = module_member(builtins->module, name);
        if (found != nullptr && !found->is(TypeKind::Module)) return found;
    }
    if (name == "__file__" || name == "__name__" || name == "__doc__" || name == "__package__" ||
        name == "__spec__" || name == "__loader__" || name == "__path__" || name == "__dict__") {
        if (name == "__file__") return builtin_instance("str");
        const TypeRef module = known_instance("types", "ModuleType");
        const TypeRef found = module->is(TypeKind::Instance) ? attribute(module, name) : nullptr;
        if (found != nullptr) return found;
    }
    return unknown();
}

TypeRef Engine::infer_name(const FileInfo& file, NodeRef node) {
    const Tree& tree = file.t();
    const auto found = file.scopes->found_at(node.block, tree.node(node).first_token);
    const Position place = begin_of(tree, node);
    if (found) {
        if (!found->bound) return unbound_name(file, tree.name(node));
        return name_in_flow(file, found->scope, found->name, file.scopes->at(place), place);
    }
    return name_at(file, tree.name(node), place);
}

// A name as it would be read at a place.
TypeRef Engine::name_at(const FileInfo& file, std::string_view text, Position place) {
    const ScopeRef scope = file.scopes->at(place);
    const NameId name = file.scopes->name(text, scope);
    if (name != no_name) {
        if (const auto binder = file.scopes->resolve(name, scope))
            return name_in_flow(file, *binder, name, scope, place);
    }
    return unbound_name(file, text);
}

TypeRef Engine::infer_attribute(const FileInfo& file, NodeRef node) {
    const Tree& tree = file.t();
    const NodeRef value = tree.first_child(node);
    const std::string_view name = own_name(tree, node);
    if (!value || name.empty()) return unknown();
    std::string mangled;
    const TypeRef base = infer(file, value);
    std::string_view looked_up = name;
    if (name.starts_with("__") && !name.ends_with("__")) {
        const NameId id = file.scopes->name(name, file.scopes->at(begin_of(tree, node)));
        if (id != no_name) {
            mangled = file.scopes->pool().text(id);
            looked_up = mangled;
        }
    }
    const TypeRef type = attribute(base, looked_up);
    return narrowed(file, node, type != nullptr ? type : unknown());
}

TypeRef Engine::infer_subscript(const FileInfo& file, NodeRef node) {
    const Tree& tree = file.t();
    const NodeRef value = tree.first_child(node);
    const NodeRef index = value ? tree.next_sibling(value) : NodeRef{};
    if (!value) return unknown();
    const TypeRef base = infer(file, value);
    TypeRef type = nullptr;
    // `list[int]` is a class with arguments, not an element.
    const Named named =
        base->is(TypeKind::Class) || base->is_unknown() || base->is(TypeKind::Instance)
            ? this->named(file, value)
            : Named{};
    if (named.is(Named::Kind::Class) && base->is(TypeKind::Class)) {
        const TypeRef meta_method = special_method(base, "__getitem__");
        if (meta_method == nullptr || (flags(*base->class_info) & class_enum) == 0) {
            if (!type_parameters(*base->class_info).empty()) {
                const TypeRef instance = annotation(file, node);
                return instance->is(TypeKind::Instance) ? class_of_type(instance) : base;
            }
            if (meta_method == nullptr) return base;
        }
    } else if (named.is(Named::Kind::Form) || named.is(Named::Kind::Alias)) {
        const TypeRef instance = annotation(file, node);
        if (instance->is(TypeKind::Instance)) return class_of_type(instance);
        if (named.is(Named::Kind::Form)) return unknown();
    }
    if (!index) {
        type = iterated(base);
    } else {
        std::vector<NodeRef> indices;
        for (NodeRef at = index; at; at = tree.next_sibling(at)) indices.push_back(at);
        TypeRef key = nullptr;
        if (indices.size() == 1) {
            key = infer(file, index);
        } else {
            std::vector<TypeRef> keys;
            for (const NodeRef one : indices) keys.push_back(infer(file, one));
            key = tuple_of(keys);
        }
        type = subscript(base, key, &file, indices.size() == 1 ? index : NodeRef{});
    }
    return narrowed(file, node, type);
}

TypeRef Engine::infer_boolean(const FileInfo& file, NodeRef node, TypeRef expected) {
    const Tree& tree = file.t();
    const bool is_or = op_of(tree, node) == TokenKind::KwOr;
    std::vector<TypeRef> parts;
    const std::vector<NodeRef> operands = tree.children(node);
    for (std::size_t index = 0; index < operands.size(); ++index) {
        const TypeRef type = infer(file, operands[index], expected);
        if (index + 1 == operands.size()) {
            parts.push_back(type);
        } else {
            // What goes on to the next operand is not what comes out.
            parts.push_back(is_or ? truthy(type) : falsy(type));
        }
        if (parts.size() > max_operands) break;
    }
    return types_.union_of(parts);
}

// What of a value may be true, what may be false.
TypeRef Engine::truthy(TypeRef type) {
    std::vector<TypeRef> parts;
    for (const TypeRef part : parts_of(type)) {
        if (part->is(TypeKind::None)) continue;
        if (part->is_literal() &&
            (part->literal == "False" || part->literal.empty() ||
             (part->literal_kind == LiteralKind::Int && part->literal == "0")))
            continue;
        if (is_plain_bool(part)) {
            parts.push_back(types_.literal(part->class_info, LiteralKind::Bool, "True", true));
            continue;
        }
        parts.push_back(part);
    }
    return types_.union_of(parts);
}

TypeRef Engine::falsy(TypeRef type) {
    std::vector<TypeRef> parts;
    for (const TypeRef part : parts_of(type)) {
        switch (part->kind) {
        case TypeKind::Class:
        case TypeKind::Module:
        case TypeKind::Function: continue;
        case TypeKind::Instance:
            if (part->is_literal() && part->literal_kind != LiteralKind::EnumMember &&
                part->literal != "False" && !part->literal.empty() && part->literal != "0")
                continue;
            if (part->literal_kind == LiteralKind::EnumMember) continue;
            if (part->fixed && !part->items.empty()) continue;
            // What says nothing about its length or truth is true.
            if (special_method(part, "__bool__") == nullptr &&
                special_method(part, "__len__") == nullptr)
                continue;
            if (is_plain_bool(part)) {
                parts.push_back(types_.literal(part->class_info, LiteralKind::Bool, "False", true));
                continue;
            }
            break;
        default: break;
        }
        parts.push_back(part);
    }
    return types_.union_of(parts);
}

bool Engine::is_plain_bool(TypeRef type) {
    return type->is(TypeKind::Instance) && !type->is_literal() && !type->guard &&
           type->class_info->name == "bool" && type->class_info == builtin("bool");
}

// --- calls ---

TypeRef Engine::infer_call(const FileInfo& file, NodeRef node, TypeRef expected) {
    const Tree& tree = file.t();
    const NodeRef callee = tree.first_child(node);
    if (!callee) return unknown();
    if (tree.kind(callee) == NodeKind::Name && tree.name(callee) == "super") {
        if (const TypeRef type = infer_super(file, node)) return type;
    }
    const TypeRef function = infer(file, callee);
    if (function->is(TypeKind::Class) || function->is_unknown() ||
        function->is(TypeKind::Function)) {
        if (const ClassInfo* made = made_class(file, node)) return types_.class_object(made);
    }
    if (function->is_unknown()) return unknown();
    const std::vector<Argument> arguments = arguments_of(file, node);
    // `cast("Type", x)` says its type in a string.
    if (function->is(TypeKind::Function) && function->function->name == "cast" &&
        function->function->file->file->module == "typing" && !arguments.empty())
        return annotation(file, arguments.front().node);
    return call(function, arguments, expected);
}

// `super()` in a method, `super(Class, self)` anywhere.
TypeRef Engine::infer_super(const FileInfo& file, NodeRef node) {
    const Tree& tree = file.t();
    const NodeRef callee = tree.first_child(node);
    const std::vector<Argument> arguments = arguments_of(file, node);
    if (arguments.size() >= 2) {
        const TypeRef of = infer(file, arguments[0].node);
        const TypeRef self = infer(file, arguments[1].node);
        if (!of->is(TypeKind::Class)) return nullptr;
        return types_.super(of->class_info, self);
    }
    for (ScopeRef scope = file.scopes->at(begin_of(tree, callee)); !scope.is_module();
         scope = file.scopes->parent(scope)) {
        if (file.scopes->kind(scope) != ScopeKind::Function) continue;
        const FunctionInfo* function = function_of(file, file.scopes->owner(scope));
        if (function == nullptr || function->owner == nullptr) continue;
        const TypeRef self = self_instance(*function->owner);
        const bool on_class = function->has(function_class) || function->name == "__new__";
        return types_.super(function->owner, on_class ? class_of_type(self) : self);
    }
    return nullptr;
}

}  // namespace pilcrow::lsp
