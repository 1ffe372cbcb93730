// Types as annotations are written.
#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"
#include "parser/literals/repr.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

constexpr std::uint32_t max_nesting = 6;
constexpr std::size_t max_items = 40;

std::string literal_text(TypeRef type) {
    std::string text;
    switch (type->literal_kind) {
    case LiteralKind::Str: append_str_repr(type->literal, text); break;
    case LiteralKind::Bytes: append_bytes_repr(type->literal, text); break;
    case LiteralKind::EnumMember:
        text = type->class_info->name + '.' + std::string(type->literal);
        break;
    default: text = type->literal; break;
    }
    return text;
}

bool is_written_literal(TypeRef type) { return type->is_literal() && !type->soft; }

}  // namespace

std::string Engine::parameters_text(TypeRef list, std::uint32_t depth, bool names) {
    std::string text;
    bool star = false;
    bool by_place = false;
    const auto add = [&](const std::string& part) {
        if (!text.empty()) text += ", ";
        text += part;
    };
    for (const ParameterData& parameter : list->parameters) {
        const bool only = parameter.kind == ParameterKind::PositionalOnly;
        if (names && by_place && !only) add("/");
        by_place = only && !parameter.name.starts_with("__");
        if (parameter.kind == ParameterKind::KeywordOnly && !star) {
            add("*");
            star = true;
        }
        std::string type = parameter.type != nullptr ? this->text(parameter.type, depth + 1) : "";
        std::string one;
        if (parameter.kind == ParameterKind::Positionals) {
            star = true;
            const bool spec = parameter.type != nullptr && parameter.type->is(TypeKind::TypeVar) &&
                              parameter.type->variable->kind == VariableKind::ParamSpec;
            if (spec) {
                add("**" + type);
                continue;
            }
            one = "*";
            if (type.starts_with('*') && parameter.name.empty()) one.clear();
        }
        if (parameter.kind == ParameterKind::Keywords) one.append("**");
        if (names && !parameter.name.empty()) {
            one += parameter.name;
            if (!type.empty()) one += ": " + type;
            if (parameter.has_default) one += type.empty() ? "=..." : " = ...";
        } else {
            one += type.empty() ? "Any" : type;
        }
        add(one);
    }
    if (names && by_place && !list->parameters.empty() && !list->parameters.back().name.empty())
        add("/");
    if (list->gradual) add("...");
    return text;
}

// "def (x: int) -> str": as it is called.
std::string Engine::function_text(TypeRef function, std::uint32_t depth) {
    const std::vector<TypeRef> all = callables_of(function);
    if (all.empty()) return "def (...)";
    const auto one = [&](TypeRef callable) {
        std::string text = "def (" + parameters_text(callable->items[0], depth, true) + ")";
        const std::string result = this->text(callable->items[1], depth + 1);
        if (!result.empty()) text += " -> " + result;
        return text;
    };
    if (all.size() == 1) return one(all.front());
    std::string text = "Overload[";
    for (std::size_t index = 0; index < all.size() && index < 8; ++index) {
        if (index > 0) text += ", ";
        text += one(all[index]);
    }
    return text + (all.size() > 8 ? ", ...]" : "]");
}

std::string Engine::arguments_text(std::span<const TypeRef> items, std::uint32_t depth) {
    // Where nothing is known of any, nothing is said.
    if (std::all_of(items.begin(), items.end(), [](TypeRef item) {
            return item->is(TypeKind::Unknown) ||
                   (item->is(TypeKind::Parameters) && item->gradual && item->parameters.empty());
        }))
        return {};
    std::string text = "[";
    for (std::size_t index = 0; index < items.size(); ++index) {
        if (index > 0) text += ", ";
        if (index >= max_items) {
            text += "...";
            break;
        }
        const std::string one = this->text(items[index], depth + 1);
        text += one.empty() ? "Any" : one;
    }
    return text + "]";
}

std::string Engine::text(TypeRef type, std::uint32_t depth) {
    Guard guard(*this);
    if (depth > max_nesting || !guard) return "...";
    switch (type->kind) {
    case TypeKind::Unknown: return {};
    case TypeKind::Any: return "Any";
    case TypeKind::Never: return "Never";
    case TypeKind::None: return "None";
    case TypeKind::Module: return "Module(\"" + type->module->name + "\")";
    case TypeKind::Class:
        return "type[" + type->class_info->name +
               (type->items.empty() ? "" : arguments_text(type->items, depth)) + "]";
    case TypeKind::Instance: {
        if (is_written_literal(type)) return "Literal[" + literal_text(type) + "]";
        const std::string& name = type->class_info->name;
        if (type->guard) return "TypeIs[" + text(type->items[0], depth + 1) + "]";
        if (type->fixed) {
            if (type->items.empty()) return name + "[()]";
            std::string inner = arguments_text(type->items, depth);
            if (inner.empty()) {
                for (std::size_t i = 0; i < type->items.size() && i < max_items; ++i)
                    inner += inner.empty() ? "[Any" : ", Any";
                inner += "]";
            }
            return name + inner;
        }
        std::string inner = arguments_text(type->items, depth);
        if (!inner.empty() && type->class_info == builtin("tuple"))
            inner.insert(inner.size() - 1, ", ...");
        return name + inner;
    }
    case TypeKind::Function: return function_text(type, depth);
    case TypeKind::Callable: {
        if (depth == 0 ||
            std::any_of(type->items[0]->parameters.begin(), type->items[0]->parameters.end(),
                        [](const ParameterData& one) { return !one.name.empty(); }))
            return function_text(type, depth);
        const std::string result = text(type->items[1], depth + 1);
        const TypeRef list = type->items[0];
        const bool any = list->gradual && list->parameters.empty();
        return "Callable[" + (any ? "..." : "[" + parameters_text(list, depth, false) + "]") +
               ", " + (result.empty() ? "Any" : result) + "]";
    }
    case TypeKind::Parameters:
        if (type->gradual && type->parameters.empty()) return "...";
        return "(" + parameters_text(type, depth, true) + ")";
    case TypeKind::Union: return union_text(type, depth);
    case TypeKind::TypeVar: return type->variable->name;
    case TypeKind::TypeOf: return "type[" + text(type->items[0], depth + 1) + "]";
    case TypeKind::Unpacked: {
        const std::string inner = text(type->items[0], depth + 1);
        return "*" + (inner.empty() ? "Any" : inner);
    }
    case TypeKind::Super: return "super";
    case TypeKind::Property: return "property";
    }
    return {};
}

// Literals together, None last.
std::string Engine::union_text(TypeRef type, std::uint32_t depth) {
    std::vector<std::string> parts;
    std::string literals;
    std::size_t literal_place = 0;
    bool none = false;
    for (const TypeRef part : type->items) {
        if (part->is(TypeKind::None)) {
            none = true;
            continue;
        }
        if (part->is(TypeKind::Instance) && is_written_literal(part)) {
            if (literals.empty()) literal_place = parts.size();
            literals += (literals.empty() ? "" : ", ") + literal_text(part);
            continue;
        }
        const bool wants_parens =
            part->is(TypeKind::Function) || (part->is(TypeKind::Callable) && depth == 0);
        std::string one = wants_parens ? '(' + text(part, depth + 1) + ')' : text(part, depth + 1);
        if (!one.empty() && std::find(parts.begin(), parts.end(), one) == parts.end())
            parts.push_back(std::move(one));
        if (parts.size() >= max_items) break;
    }
    if (!literals.empty())
        parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(literal_place),
                     "Literal[" + literals + "]");
    if (none) parts.emplace_back("None");
    std::string joined;
    for (const std::string& part : parts) joined += (joined.empty() ? "" : " | ") + part;
    return joined;
}

}  // namespace pilcrow::lsp
