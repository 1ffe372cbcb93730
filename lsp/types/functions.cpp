// Functions: headers, decorators, what parameters and results are.
#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"
#include "lsp/types/unpacked_keywords.h"
#include "parser/lexer/token.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

void read_parameters(const FileInfo& file, NodeRef list, FunctionInfo& function) {
    const Tree& tree = file.t();
    bool behind_star = false;
    for (const NodeRef node : ChildRange(tree, list)) {
        switch (tree.kind(node)) {
        case NodeKind::ParameterSlash:
            for (ParameterInfo& parameter : function.parameters)
                parameter.kind = ParameterKind::PositionalOnly;
            break;
        case NodeKind::ParameterStar: behind_star = true; break;
        case NodeKind::Parameter: {
            ParameterInfo parameter;
            parameter.name = own_name(tree, node);
            parameter.node = node;
            const auto op = static_cast<TokenKind>(tree.node(node).op);
            if (op == TokenKind::Star) {
                parameter.kind = ParameterKind::Positionals;
                behind_star = true;
            } else if (op == TokenKind::DoubleStar) {
                parameter.kind = ParameterKind::Keywords;
            } else if (behind_star) {
                parameter.kind = ParameterKind::KeywordOnly;
            } else if (parameter.name.starts_with("__") && !parameter.name.ends_with("__")) {
                // The old way to say that it goes by place only.
                parameter.kind = ParameterKind::PositionalOnly;
            }
            NodeRef child = tree.first_child(node);
            if (tree.node(node).has(has_annotation)) {
                parameter.annotation = child;
                child = child ? tree.next_sibling(child) : NodeRef{};
            }
            if (tree.node(node).has(has_default)) parameter.default_value = child;
            function.parameters.push_back(std::move(parameter));
            break;
        }
        default: break;
        }
    }
}

}  // namespace

const FunctionInfo* Engine::function_of(const FileInfo& file, NodeRef node) {
    const auto kept = file.functions.find(key_of(node));
    if (kept != file.functions.end()) return kept->second.get();
    const Tree& tree = file.t();
    const NodeKind kind = tree.kind(node);
    if (kind != NodeKind::FunctionDef && kind != NodeKind::Lambda) return nullptr;
    auto made = std::make_unique<FunctionInfo>();
    FunctionInfo& function = *made;
    function.file = &file;
    function.node = node;
    function.workspace = file.workspace;
    const auto scope = file.scopes->of_owner(node);
    function.scope = scope.value_or(file.scopes->at(begin_of(tree, node)));
    function.outer = scope ? file.scopes->parent(*scope) : function.scope;
    file.functions.emplace(key_of(node), std::move(made));
    if (const NodeRef list = child_of_kind(tree, node, NodeKind::Parameters))
        read_parameters(file, list, function);
    if (kind == NodeKind::Lambda) {
        function.flags |= function_lambda;
        function.name = "lambda";
        function.body = last_child(tree, node);
        return &function;
    }
    if (const TokenRef name = name_token(tree, node))
        function.name = tree.token_text(name.block, name.token);
    if (tree.node(node).has(is_async)) function.flags |= function_async;
    if ((file.scopes->flags(function.scope) & scope_is_generator) != 0)
        function.flags |= function_generator;
    if (tree.node(node).has(has_returns)) {
        NodeRef last;
        for (const NodeRef child : ChildRange(tree, node))
            if (tree.kind(child) != NodeKind::Suite) last = child;
        if (last && tree.kind(last) != NodeKind::Parameters) function.returns = last;
    }
    ScopeRef around = function.outer;
    if (!around.is_module() && file.scopes->kind(around) == ScopeKind::TypeParameters)
        around = file.scopes->parent(around);
    if (!around.is_module() && file.scopes->kind(around) == ScopeKind::Class)
        function.owner = class_of(file, file.scopes->owner(around));
    function.around = around;
    if (function.owner != nullptr) {
        if (function.name == "__new__") function.flags |= function_static;
        if (function.name == "__init_subclass__" || function.name == "__class_getitem__")
            function.flags |= function_class;
    }
    read_decorators(function);
    return &function;
}

void Engine::read_decorators(FunctionInfo& function) {
    const FileInfo& file = *function.file;
    const Tree& tree = file.t();
    for (BlockId before = statement_before(tree, function.node.block); before != no_block;
         before = statement_before(tree, before)) {
        const NodeRef root = root_of(tree, before);
        if (!root || tree.kind(root) != NodeKind::Decorator || function.decorators.size() >= 32)
            break;
        if (const NodeRef expression = tree.first_child(root))
            function.decorators.push_back(expression);
    }
    std::reverse(function.decorators.begin(), function.decorators.end());
    for (const NodeRef decorator : function.decorators)
        function.flags |= decorator_flags(function, decorator);
}

std::uint16_t Engine::decorator_flags(const FunctionInfo& function, NodeRef decorator) {
    const FileInfo& file = *function.file;
    const Tree& tree = file.t();
    if (tree.kind(decorator) == NodeKind::Attribute) {
        const std::string_view name = own_name(tree, decorator);
        if (name == "setter" || name == "deleter" || name == "getter") {
            const NodeRef base = tree.first_child(decorator);
            if (base && tree.kind(base) == NodeKind::Name && tree.name(base) == function.name)
                return function_setter;
        }
    }
    const NodeRef callee =
        tree.kind(decorator) == NodeKind::Call ? tree.first_child(decorator) : decorator;
    const std::string full = qualified(file, callee);
    std::string_view last = full;
    last.remove_prefix(last.rfind('.') + 1);
    // A name that nothing explains still says what it is for.
    if (full.empty()) {
        const std::string text = dotted_text(tree, callee);
        if (text.ends_with("cached_property") || text.ends_with("cachedproperty"))
            return function_property;
        return function_decorated;
    }
    if (last == "property" || last == "cached_property" || last == "abstractproperty" ||
        last == "DynamicClassAttribute" || last == "lazyproperty" || last == "cachedproperty")
        return function_property;
    if (last == "staticmethod") return function_static;
    if (last == "abstractstaticmethod") return function_static | function_abstract;
    if (last == "classmethod") return function_class;
    if (last == "abstractclassmethod") return function_class | function_abstract;
    if (last == "overload") return function_overload;
    if (last == "abstractmethod") return function_abstract;
    if (last == "final") return function_final;
    if (last == "override" || last == "type_check_only" || last == "deprecated" ||
        last == "no_type_check")
        return 0;
    const Named found = named(file, callee);
    if (found.is(Named::Kind::Class)) {
        const ClassInfo* property = builtin("property");
        if (property != nullptr && is_subclass(*found.class_info, *property))
            return function_property;
    }
    return function_decorated;
}

// Overloads of the name that a function defines, in text order; empty if it has none.
const std::vector<const FunctionInfo*>& Engine::overloads(const FunctionInfo& function) {
    auto& info = const_cast<FunctionInfo&>(function);
    if (info.overloads_read || function.has(function_lambda)) return info.overloads;
    info.overloads_read = true;
    const FileInfo& file = *function.file;
    const NameId name = file.scopes->name(function.name, function.around);
    if (name == no_name) return info.overloads;
    for (const Mention& mention : bindings_of(file, function.around, name)) {
        if (mention.use != Use::Function) continue;
        const NodeRef node = binding_node(file, mention);
        const FunctionInfo* one = node ? function_of(file, node) : nullptr;
        if (one != nullptr && one->has(function_overload)) info.overloads.push_back(one);
    }
    return info.overloads;
}

// The property that a setter belongs to.
const FunctionInfo* Engine::getter_of(const FunctionInfo& setter) {
    const FileInfo& file = *setter.file;
    const NameId name = file.scopes->name(setter.name, setter.around);
    if (name == no_name) return nullptr;
    for (const Mention& mention : bindings_of(file, setter.around, name)) {
        if (mention.use != Use::Function) continue;
        const NodeRef node = binding_node(file, mention);
        const FunctionInfo* one = node ? function_of(file, node) : nullptr;
        if (one != nullptr && one->has(function_property)) return one;
    }
    return nullptr;
}

TypeRef Engine::decorated(const FunctionInfo& function) {
    if (function.has(function_setter)) {
        const FunctionInfo* getter = getter_of(function);
        return getter != nullptr ? decorated(*getter) : unknown();
    }
    TypeRef type = types_.function(&function);
    if ((function.flags & (function_decorated | function_property)) == 0) return type;
    return once(function.file->decorated, key_of(function.node), [&] {
        Guard guard(*this);
        TypeRef result = type;
        if (!guard) return result;
        for (std::size_t index = function.decorators.size(); index-- > 0;) {
            const NodeRef decorator = function.decorators[index];
            if (decorator_flags(function, decorator) != function_decorated) continue;
            const TypeRef callee = infer(*function.file, decorator);
            Argument argument;
            argument.type = result;
            const TypeRef after = callee->is_unknown() ? callee : call(callee, {&argument, 1});
            // Who does not say what becomes of a function leaves it what it is.
            if (says_little(after)) continue;
            result = after;
            if (after->is(TypeKind::Callable) && after->function == nullptr)
                result = types_.callable(after->items[0], after->items[1], &function);
        }
        return function.has(function_property) ? types_.property(result) : result;
    });
}

// Nothing that a decorated function's users could live on. `def wrapper(*args, **kwargs)` without
// annotations is taken to hand on what it gets.
bool Engine::says_little(TypeRef type) {
    if (type->is(TypeKind::Function)) {
        const FunctionInfo& function = *type->function;
        const std::size_t count = function.parameters.size();
        if (function.returns || count < 2) return false;
        const bool annotated =
            std::any_of(function.parameters.begin(), function.parameters.end(),
                        [](const ParameterInfo& one) { return bool(one.annotation); });
        return !annotated && count <= 3 && (count == 2 || function.parameters[0].name == "self") &&
               function.parameters[count - 2].kind == ParameterKind::Positionals &&
               function.parameters[count - 1].kind == ParameterKind::Keywords;
    }
    if (type->is_unknown() || type->is(TypeKind::None) || type->is(TypeKind::Never)) return true;
    if (type->is(TypeKind::Callable))
        return type->items[0]->gradual && type->items[0]->parameters.empty() &&
               type->items[1]->is_unknown();
    return false;
}

namespace {

// What `*args: T` and `**kwargs: T` hold in the body.
TypeRef packed(Engine& engine, ParameterKind kind, TypeRef type) {
    if (kind == ParameterKind::Positionals) {
        if (type->is(TypeKind::TypeVar) && type->variable->kind == VariableKind::ParamSpec)
            type = engine.unknown();
        if (type->is(TypeKind::Unpacked)) return type->items[0];
        return engine.builtin_instance("tuple", {&type, 1});
    }
    if (kind == ParameterKind::Keywords) {
        if (type->is(TypeKind::TypeVar) && type->variable->kind == VariableKind::ParamSpec)
            type = engine.unknown();
        if (type->is(TypeKind::Unpacked)) return type->items[0];
        const TypeRef items[] = {engine.builtin_instance("str"), type};
        return engine.builtin_instance("dict", items);
    }
    return type;
}

}  // namespace

TypeRef Engine::parameter_type(const FunctionInfo& function, std::uint32_t index, bool outside) {
    const ParameterInfo& parameter = function.parameters[index];
    const FileInfo& file = *function.file;
    Guard guard(*this);
    if (!guard) return unknown();
    if (parameter.annotation) {
        const TypeRef type = annotation(file, parameter.annotation);
        if (!type->is(TypeKind::Unknown))
            return outside ? type : packed(*this, parameter.kind, type);
    }
    if (!outside) {
        // Arguments of the call that is being looked into; already packed.
        const Frame* frame = frame_of(function);
        if (frame != nullptr && index < frame->arguments.size() &&
            frame->arguments[index] != nullptr && !frame->arguments[index]->is(TypeKind::Unknown))
            return frame->arguments[index];
    }
    TypeRef type = unannotated_parameter(function, index);
    return outside ? type : packed(*this, parameter.kind, type);
}

TypeRef Engine::unannotated_parameter(const FunctionInfo& function, std::uint32_t index) {
    const ParameterInfo& parameter = function.parameters[index];
    const FileInfo& file = *function.file;
    const bool receiver =
        index == 0 && function.owner != nullptr && parameter.kind <= ParameterKind::Positional;
    if (receiver) {
        const TypeRef self = self_instance(*function.owner);
        if (function.name == "__new__" || function.has(function_class))
            return types_.class_object(self->class_info, self->items);
        if (!function.has(function_static)) return self;
    }
    if (function.has(function_lambda)) {
        const TypeRef wanted = expected(file, function.node);
        if (const TypeRef type = lambda_parameter(wanted, function, index)) return type;
    } else if (function.owner != nullptr) {
        if (const TypeRef type = inherited_parameter(function, index)) return type;
    }
    if (!parameter.default_value) return unknown();
    const TypeRef type = types_.widened(infer(file, parameter.default_value));
    // `None` says that there may be something else.
    return type->is(TypeKind::None) ? unknown() : type;
}

// What the method that this one overrides says of the same parameter.
TypeRef Engine::inherited_parameter(const FunctionInfo& function, std::uint32_t index) {
    const std::string_view name = function.parameters[index].name;
    if (function.name == "__init__" || function.name == "__new__") return nullptr;
    for (const TypeRef entry : mro(*function.owner)) {
        if (entry->class_info == function.owner) continue;
        const ClassMember* member = own_member(*entry->class_info, function.name);
        if (member == nullptr || member->bindings.empty()) continue;
        const MemberBinding& binding = member->bindings.front();
        if (binding.mention.use != Use::Function) return nullptr;
        const NodeRef node = binding_node(*binding.file, binding.mention);
        const FunctionInfo* base = node ? function_of(*binding.file, node) : nullptr;
        if (base == nullptr || index >= base->parameters.size()) return nullptr;
        const ParameterInfo& its = base->parameters[index];
        if (!its.annotation || (its.name != name && its.kind != ParameterKind::PositionalOnly) ||
            (its.kind > ParameterKind::KeywordOnly) !=
                (function.parameters[index].kind > ParameterKind::KeywordOnly))
            return nullptr;
        return substitute(annotation(*base->file, its.annotation), substitution_of(entry));
    }
    return nullptr;
}

// What a Callable that is wanted says of a lambda's parameter.
TypeRef Engine::lambda_parameter(TypeRef wanted, const FunctionInfo& function,
                                 std::uint32_t index) {
    if (wanted == nullptr) return nullptr;
    for (const TypeRef part : parts_of(wanted)) {
        if (!part->is(TypeKind::Callable)) continue;
        const auto parameters = part->items[0]->parameters;
        if (function.parameters[index].kind > ParameterKind::Positional) return nullptr;
        if (index >= parameters.size() || parameters[index].type == nullptr) continue;
        if (parameters[index].kind > ParameterKind::Positional) continue;
        const TypeRef type = parameters[index].type;
        return type->open ? closed(type) : type;
    }
    return nullptr;
}

TypeRef Engine::signature_of(const FunctionInfo& function) {
    return once(function.file->signatures, key_of(function.node), [&] {
        std::vector<ParameterData> list;
        for (std::uint32_t index = 0; index < function.parameters.size(); ++index) {
            const ParameterInfo& parameter = function.parameters[index];
            ParameterData data;
            data.name = parameter.name;
            data.kind = parameter.kind;
            data.has_default = static_cast<bool>(parameter.default_value);
            data.function = &function;
            data.index = index;
            // A lambda's parameters are what it is called with.
            data.type =
                function.has(function_lambda) ? unknown() : parameter_type(function, index, true);
            // `*args: P.args, **kwargs: P.kwargs` are P.
            const bool is_spec = data.type->is(TypeKind::TypeVar) &&
                                 data.type->variable->kind == VariableKind::ParamSpec;
            if (is_spec && data.kind == ParameterKind::Keywords) continue;
            if (data.kind == ParameterKind::Keywords) {
                if (const TypeRef keys = unpacked_dictionary(*this, data.type)) {
                    add_keys_as_parameters(*this, function, index, keys, list);
                    continue;
                }
            }
            list.push_back(data);
        }
        return types_.parameters(list);
    });
}

TypeRef Engine::return_type(const FunctionInfo& function, std::span<const TypeRef> arguments) {
    Guard guard(*this);
    if (!guard) return unknown();
    const FileInfo& file = *function.file;
    const bool async = function.has(function_async);
    const bool generator = function.has(function_generator);
    TypeRef result;
    if (function.returns) {
        result = annotation(file, function.returns);
        // An annotated generator says what it is as a whole.
        if (generator || !async) return result;
        // In a stub `async def` with an async iterator's type may be meant as it stands.
    } else {
        result = returned_type(function, arguments);
    }
    const auto coroutine = [&](TypeRef type) {
        const TypeRef items[] = {types_.any(), types_.any(), type};
        return known_instance("types", "CoroutineType", items);
    };
    if (generator) {
        const TypeRef yielded = yielded_type(function, arguments);
        if (async) {
            const TypeRef items[] = {yielded, types_.any()};
            return known_instance("types", "AsyncGeneratorType", items);
        }
        const TypeRef items[] = {yielded, types_.any(), result};
        return known_instance("typing", "Generator", items);
    }
    return async ? coroutine(result) : result;
}

}  // namespace pilcrow::lsp
