// What a value is whose annotation stands in the tree, or in a string.
#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"
#include "parser/lexer/token.h"
#include "parser/parse.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t max_union = 64;
constexpr std::size_t max_text = 4000;  // of an annotation in a string

class Reader {
public:
    // `tree` is the file's own, or that of a string in it, whose names are looked up in `scope`.
    Reader(Engine& engine, const FileInfo& file, const Tree& tree, std::optional<ScopeRef> scope,
           int strings = 0)
        : engine_(engine),
          types_(engine.types()),
          file_(file),
          tree_(tree),
          scope_(scope),
          strings_(strings) {}

    TypeRef read(NodeRef node) {
        node = without_parens(tree_, node);
        Engine::Guard guard(engine_);
        if (!node || !guard) return unknown();
        switch (tree_.kind(node)) {
        case NodeKind::Name:
        case NodeKind::Attribute: return plain(node);
        case NodeKind::Subscript: return subscripted(node);
        case NodeKind::Constant: return op(node) == TokenKind::KwNone ? types_.none() : unknown();
        case NodeKind::String:
        case NodeKind::Strings: return in_string(node);
        case NodeKind::Binary: return either(node);
        case NodeKind::Starred: {
            const TypeRef inner = read(tree_.first_child(node));
            return types_.unpacked(inner);
        }
        case NodeKind::SquareDisplay: return parameter_list(node);
        default: return unknown();
        }
    }

private:
    TypeRef unknown() const { return types_.unknown(); }
    TokenKind op(NodeRef node) const { return static_cast<TokenKind>(tree_.node(node).op); }

    Named named(NodeRef node) {
        if (!scope_) return engine_.named(file_, node);
        Engine::Guard guard(engine_);
        node = without_parens(tree_, node);
        if (!node || !guard) return {};
        if (tree_.kind(node) == NodeKind::Attribute)
            return engine_.named_attribute(named(tree_.first_child(node)), own_name(tree_, node));
        if (tree_.kind(node) != NodeKind::Name) return {};
        return engine_.named_in(file_, *scope_, tree_.name(node));
    }

    TypeRef plain(NodeRef node) {
        if (tree_.kind(node) == NodeKind::Attribute) {
            // `*args: P.args`
            const std::string_view name = own_name(tree_, node);
            if (name == "args" || name == "kwargs") {
                const Named base = named(tree_.first_child(node));
                if (base.is(Named::Kind::Variable)) return types_.variable(base.variable);
            }
        }
        return engine_.plain_named(named(node));
    }

    TypeRef in_string(NodeRef node) {
        std::string text;
        if (strings_ > 4 || !string_value(tree_, node, text) || text.size() > max_text)
            return unknown();
        const std::optional<ScopeRef> scope =
            scope_ ? scope_ : std::optional(engine_.annotation_scope(file_, node));
        // Leading white space would be an indentation.
        text.erase(0, text.find_first_not_of(" \t\n"));
        const Tree inner = parse("(" + text + ")", Layout::Python);
        const NodeRef root = inner.reading->size() == 0 ? NodeRef{} : root_of(inner, 0);
        if (!root || inner.kind(root) != NodeKind::ExpressionStatement) return unknown();
        return Reader(engine_, file_, inner, scope, strings_ + 1).read(inner.first_child(root));
    }

    // `A | B | C` is as deep as it is long.
    TypeRef either(NodeRef node) {
        std::vector<NodeRef> operands;
        while (tree_.kind(node) == NodeKind::Binary && op(node) == TokenKind::Bar &&
               operands.size() < max_union) {
            const NodeRef left = tree_.first_child(node);
            if (!left) break;
            operands.push_back(tree_.next_sibling(left));
            node = left;
        }
        operands.push_back(node);
        if (operands.size() > max_union || tree_.kind(node) == NodeKind::Binary) return unknown();
        std::vector<TypeRef> parts;
        for (std::size_t index = operands.size(); index-- > 0;)
            parts.push_back(read(operands[index]));
        return declared_union(parts);
    }

    // What is said to be one thing or another is all of them, also where one is not understood.
    TypeRef declared_union(std::span<const TypeRef> parts) { return types_.union_of(parts); }

    std::vector<NodeRef> arguments_of(NodeRef subscript) {
        std::vector<NodeRef> arguments;
        const NodeRef value = tree_.first_child(subscript);
        for (NodeRef at = value ? tree_.next_sibling(value) : NodeRef{}; at;
             at = tree_.next_sibling(at)) {
            const NodeRef inner = without_parens(tree_, at);
            const bool tuple = inner && (tree_.kind(inner) == NodeKind::Tuple ||
                                         (tree_.kind(inner) == NodeKind::RoundDisplay &&
                                          tree_.display_kind(inner) == Display::Tuple));
            if (!tuple) {
                arguments.push_back(at);
                continue;
            }
            for (const NodeRef element : ChildRange(tree_, inner)) arguments.push_back(element);
        }
        return arguments;
    }

    std::vector<TypeRef> read_all(const std::vector<NodeRef>& nodes) {
        std::vector<TypeRef> types;
        for (const NodeRef node : nodes) types.push_back(argument(node));
        return types;
    }

    // As an argument of a generic class: `...` is any list of parameters.
    TypeRef argument(NodeRef node) {
        if (tree_.kind(node) == NodeKind::Constant && op(node) == TokenKind::Ellipsis)
            return types_.parameters({}, true);
        return read(node);
    }

    TypeRef subscripted(NodeRef node) {
        const Named base = named(tree_.first_child(node));
        const std::vector<NodeRef> arguments = arguments_of(node);
        switch (base.kind) {
        case Named::Kind::Form: return form(base.form, arguments);
        case Named::Kind::Class: {
            const std::string& name = base.class_info->name;
            if (base.class_info->file->file->module == "builtins") {
                if (name == "type" && !arguments.empty())
                    return engine_.class_of_type(read(arguments.front()));
                if (name == "tuple") return tuple(arguments);
            }
            return engine_.specialized(base.class_info, read_all(arguments));
        }
        case Named::Kind::Alias: return engine_.alias_type(base, read_all(arguments));
        default: return unknown();
        }
    }

    TypeRef tuple(const std::vector<NodeRef>& arguments) {
        const ClassInfo* info = engine_.builtin("tuple");
        if (info == nullptr) return unknown();
        if (arguments.size() == 2 && tree_.kind(arguments[1]) == NodeKind::Constant &&
            op(arguments[1]) == TokenKind::Ellipsis) {
            const TypeRef element = read(arguments[0]);
            return types_.instance(info, {&element, 1});
        }
        if (arguments.size() == 1 && tree_.kind(arguments[0]) == NodeKind::RoundDisplay &&
            !tree_.first_child(arguments[0]))
            return types_.fixed_tuple(info, {});
        return types_.fixed_tuple(info, read_all(arguments));
    }

    TypeRef form(Form form, const std::vector<NodeRef>& arguments) {
        if (arguments.empty()) return engine_.plain_form(form);
        switch (form) {
        case Form::Union: return declared_union(read_all(arguments));
        case Form::Optional: {
            const TypeRef parts[] = {read(arguments[0]), types_.none()};
            return declared_union(parts);
        }
        case Form::Type: return engine_.class_of_type(read(arguments[0]));
        case Form::Tuple: return tuple(arguments);
        case Form::Callable: return callable(arguments);
        case Form::Literal: {
            std::vector<TypeRef> parts;
            for (const NodeRef one : arguments) parts.push_back(literal(one));
            return types_.union_of(parts);
        }
        case Form::ClassVar:
        case Form::Final:
        case Form::Annotated:
        case Form::Required:
        case Form::NotRequired:
        case Form::ReadOnly: return read(arguments[0]);
        case Form::Unpack: return types_.unpacked(read(arguments[0]));
        case Form::Concatenate: return concatenated(arguments);
        case Form::TypeGuard:
        case Form::TypeIs: {
            const ClassInfo* info = engine_.builtin("bool");
            if (info == nullptr) return unknown();
            const TypeRef guarded = read(arguments[0]);
            TypeData data;
            data.kind = TypeKind::Instance;
            data.class_info = info;
            data.items = {&guarded, 1};
            data.guard = true;
            return types_.intern(data);
        }
        default: return engine_.plain_form(form);
        }
    }

    TypeRef positional(const std::vector<TypeRef>& types) {
        std::vector<ParameterData> list;
        bool gradual = false;
        for (const TypeRef type : types) {
            if (type->is(TypeKind::Parameters)) {
                list.insert(list.end(), type->parameters.begin(), type->parameters.end());
                gradual = gradual || type->gradual;
                continue;
            }
            ParameterData one;
            const bool rest = type->is(TypeKind::Unpacked) || is_param_spec(type);
            one.kind = rest ? ParameterKind::Positionals : ParameterKind::PositionalOnly;
            one.type = type;
            list.push_back(one);
        }
        return types_.parameters(list, gradual);
    }

    TypeRef parameter_list(NodeRef display) {
        std::vector<TypeRef> types;
        for (const NodeRef element : ChildRange(tree_, display)) types.push_back(read(element));
        return positional(types);
    }

    TypeRef concatenated(const std::vector<NodeRef>& arguments) {
        return positional(read_all(arguments));
    }

    TypeRef callable(const std::vector<NodeRef>& arguments) {
        const TypeRef result = arguments.size() > 1 ? read(arguments[1]) : unknown();
        TypeRef list = argument(arguments[0]);
        if (!list->is(TypeKind::Parameters))
            list = is_param_spec(list) ? positional({list}) : types_.parameters({}, true);
        return types_.callable(list, result);
    }

    TypeRef literal(NodeRef node) {
        node = without_parens(tree_, node);
        if (!node) return unknown();
        switch (tree_.kind(node)) {
        case NodeKind::String:
        case NodeKind::Strings: {
            std::string value;
            if (!string_value(tree_, node, value)) return unknown();
            NodeRef first = node;
            if (tree_.kind(node) == NodeKind::Strings) first = tree_.first_child(node);
            const Token& token = tree_.unit(first.block)->token(tree_.node(first).first_token);
            const bool bytes = (token.flags & string_bytes) != 0;
            return engine_.literal(bytes ? "bytes" : "str",
                                   bytes ? LiteralKind::Bytes : LiteralKind::Str, value, false);
        }
        case NodeKind::Number:
        case NodeKind::Unary: {
            std::string text = op(node) == TokenKind::Minus ? "-" : "";
            if (tree_.kind(node) == NodeKind::Unary) node = tree_.first_child(node);
            if (!node || tree_.kind(node) != NodeKind::Number) return unknown();
            text += tree_.token_text(node.block, tree_.node(node).first_token);
            return engine_.literal("int", LiteralKind::Int, text, false);
        }
        case NodeKind::Constant:
            if (op(node) == TokenKind::KwNone) return types_.none();
            if (op(node) == TokenKind::KwTrue)
                return engine_.literal("bool", LiteralKind::Bool, "True", false);
            if (op(node) == TokenKind::KwFalse)
                return engine_.literal("bool", LiteralKind::Bool, "False", false);
            return unknown();
        case NodeKind::Attribute: {
            const Named base = named(tree_.first_child(node));
            const std::string_view name = own_name(tree_, node);
            if (base.is(Named::Kind::Class) &&
                (engine_.flags(*base.class_info) & class_enum) != 0 &&
                engine_.own_member(*base.class_info, name) != nullptr)
                return types_.literal(base.class_info, LiteralKind::EnumMember, name);
            return read(node);
        }
        default: return read(node);
        }
    }

    static bool is_param_spec(TypeRef type) {
        return type->is(TypeKind::TypeVar) && type->variable->kind == VariableKind::ParamSpec;
    }

    Engine& engine_;
    TypeStore& types_;
    const FileInfo& file_;
    const Tree& tree_;
    std::optional<ScopeRef> scope_;
    int strings_;
};

}  // namespace

TypeRef Engine::annotation(const FileInfo& file, NodeRef node) {
    if (!node) return unknown();
    return once(file.annotations, key_of(node),
                [&] { return Reader(*this, file, file.t(), std::nullopt).read(node); });
}

// Where the names of a string in an annotation's place are looked up: type parameters of the
// function or class that it stands in the header of come first.
ScopeRef Engine::annotation_scope(const FileInfo& file, NodeRef node) {
    const Tree& tree = file.t();
    for (const NodeRef around : path_to(tree, node)) {
        const NodeKind kind = tree.kind(around);
        if (kind != NodeKind::FunctionDef && kind != NodeKind::ClassDef) continue;
        const auto its_scope = file.scopes->of_owner(around);
        if (its_scope && child_of_kind(tree, around, NodeKind::TypeParameters))
            return file.scopes->parent(*its_scope);
    }
    return file.scopes->at(begin_of(tree, node));
}

TypeRef Engine::plain_form(Form form) {
    switch (form) {
    case Form::Any: return types_.any();
    case Form::Never: return types_.never();
    case Form::Self: return self_variable();
    case Form::LiteralString: return builtin_instance("str");
    case Form::Tuple:
        if (const ClassInfo* tuple = builtin("tuple")) return specialized(tuple, {});
        return unknown();
    case Form::Type: return builtin_instance("type");
    case Form::Callable: return types_.callable(nullptr, unknown());
    case Form::TypeGuard:
    case Form::TypeIs: return builtin_instance("bool");
    default: return unknown();
    }
}

TypeRef Engine::self_variable() { return types_.variable(&self_); }

// What a value is whose annotation is that name alone.
TypeRef Engine::plain_named(const Named& named) {
    switch (named.kind) {
    case Named::Kind::Form: return plain_form(named.form);
    case Named::Kind::Class: return specialized(named.class_info, {});
    case Named::Kind::Variable: return types_.variable(named.variable);
    case Named::Kind::Alias: return alias_type(named, {});
    default: return unknown();
    }
}

TypeRef Engine::alias_type(const Named& alias, std::span<const TypeRef> arguments) {
    const FileInfo& file = *alias.file;
    const Tree& tree = file.t();
    Guard guard(*this);
    if (!guard) return unknown();
    NodeRef value = alias.node;
    std::vector<const TypeVariable*> variables;
    if (tree.kind(value) == NodeKind::TypeAlias) {
        if (const NodeRef list = child_of_kind(tree, value, NodeKind::TypeParameters))
            for (const NodeRef one : ChildRange(tree, list))
                variables.push_back(variable_of(file, one));
        value = last_child(tree, value);
    }
    const TypeRef type = annotation(file, value);
    if (!type->open) return type;
    if (variables.empty()) variables = free_variables(type);
    return substitute(type, arguments_for(variables, arguments));
}

// Which of a list of variables each argument stands for; Unknown or the default for what is
// missing.
Substitution Engine::arguments_for(std::span<const TypeVariable* const> variables,
                                   std::span<const TypeRef> arguments) {
    Substitution by;
    std::size_t at = 0;
    for (std::size_t index = 0; index < variables.size(); ++index) {
        const TypeVariable* variable = variables[index];
        const std::size_t behind = variables.size() - index - 1;
        if (variable->kind == VariableKind::TypeVarTuple) {
            const std::size_t left = arguments.size() - std::min(at, arguments.size());
            const std::size_t count = left > behind ? left - behind : 0;
            const auto rest = arguments.subspan(std::min(at, arguments.size()), count);
            at += count;
            by.emplace_back(variable, arguments.empty() ? unknown() : tuple_of(rest));
            continue;
        }
        if (variable->kind == VariableKind::ParamSpec && variables.size() == 1 &&
            !arguments.empty() && !arguments[0]->is(TypeKind::Parameters) &&
            !(arguments[0]->is(TypeKind::TypeVar) &&
              arguments[0]->variable->kind == VariableKind::ParamSpec)) {
            // `C[int, str]` for the only ParamSpec.
            std::vector<ParameterData> list;
            for (const TypeRef argument : arguments) {
                ParameterData one;
                one.kind = ParameterKind::PositionalOnly;
                one.type = argument;
                list.push_back(one);
            }
            by.emplace_back(variable, types_.parameters(list));
            continue;
        }
        if (at < arguments.size()) {
            by.emplace_back(variable, arguments[at++]);
            continue;
        }
        TypeRef given = default_of(*variable);
        if (given != nullptr && given->open) given = substitute(given, by);
        if (given == nullptr)
            given =
                variable->kind == VariableKind::ParamSpec ? types_.parameters({}, true) : unknown();
        by.emplace_back(variable, given);
    }
    return by;
}

TypeRef Engine::specialized(const ClassInfo* info, std::span<const TypeRef> arguments) {
    const std::vector<TypeRef>& parameters = type_parameters(*info);
    if (parameters.empty()) return types_.instance(info);
    std::vector<const TypeVariable*> variables;
    for (const TypeRef parameter : parameters) variables.push_back(parameter->variable);
    std::vector<TypeRef> items;
    for (const auto& [variable, type] : arguments_for(variables, arguments)) items.push_back(type);
    return types_.instance(info, items);
}

// What a value says that is used as a type: the class `list` means a list.
TypeRef Engine::instance_of(TypeRef value) {
    switch (value->kind) {
    case TypeKind::Class:
        return value->items.empty() ? specialized(value->class_info, {})
                                    : types_.instance(value->class_info, value->items);
    case TypeKind::TypeOf: return value->items[0];
    case TypeKind::None: return value;
    case TypeKind::Union: {
        std::vector<TypeRef> parts;
        for (const TypeRef part : value->items) parts.push_back(instance_of(part));
        return types_.union_of(parts);
    }
    case TypeKind::Instance:
        // `tuple` of classes, as isinstance takes it.
        if (value->fixed) {
            std::vector<TypeRef> parts;
            for (const TypeRef part : value->items) parts.push_back(instance_of(part));
            return types_.union_of(parts);
        }
        return unknown();
    default: return unknown();
    }
}

// The class itself of what is said to be a `type[…]`.
TypeRef Engine::class_of_type(TypeRef type) {
    switch (type->kind) {
    case TypeKind::Instance: return types_.class_object(type->class_info, type->items);
    case TypeKind::TypeVar: return types_.type_of_variable(type);
    case TypeKind::Union: {
        std::vector<TypeRef> parts;
        for (const TypeRef part : type->items) parts.push_back(class_of_type(part));
        return types_.union_of(parts);
    }
    case TypeKind::None:
        if (const ClassInfo* info = known_class("types", "NoneType"))
            return types_.class_object(info);
        return unknown();
    default: return builtin_instance("type");
    }
}

}  // namespace pilcrow::lsp
