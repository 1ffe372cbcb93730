#include "lsp/types/type_store.h"

#include "lsp/types/class_info.h"
#include "lsp/types/function_info.h"

#include <algorithm>
#include <cstring>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t max_literals = 32;
constexpr std::size_t max_parts = 256;

void mix(std::size_t& hash, std::size_t value) {
    hash ^= value + 0x9e3779b97f4a7c15ULL + (hash << 6) + (hash >> 2);
}
void mix(std::size_t& hash, const void* pointer) {
    mix(hash, reinterpret_cast<std::uintptr_t>(pointer) >> 3);
}

std::string_view copied(Arena& memory, std::string_view text) {
    if (text.empty()) return {};
    auto* to = static_cast<char*>(memory.allocate(text.size()));
    std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
}

template <typename T>
std::span<const T> copied(Arena& memory, std::span<const T> from) {
    if (from.empty()) return {};
    auto* to = static_cast<T*>(memory.allocate(from.size() * sizeof(T)));
    std::uninitialized_copy(from.begin(), from.end(), to);
    return {to, from.size()};
}

// What of a type follows from its parts.
void note_parts(TypeData& data) {
    bool workspace = (data.class_info != nullptr && data.class_info->workspace) ||
                     (data.function != nullptr && data.function->workspace) ||
                     (data.module != nullptr && data.module->workspace) ||
                     (data.owner != nullptr && data.owner->workspace) ||
                     (data.display_file != nullptr &&
                      static_cast<const FileInfo*>(data.display_file)->workspace) ||
                     (data.variable != nullptr && data.variable->file != nullptr &&
                      data.variable->file->workspace);
    bool open = data.variable != nullptr;
    const auto add = [&](TypeRef part) {
        if (part == nullptr) return;
        workspace = workspace || part->workspace;
        open = open || part->open;
    };
    add(data.self);
    for (const TypeRef item : data.items) add(item);
    for (const ParameterData& parameter : data.parameters) {
        add(parameter.type);
        if (parameter.function != nullptr) workspace = workspace || parameter.function->workspace;
    }
    data.workspace = workspace;
    data.open = open;
}

}  // namespace

std::size_t TypeStore::Hash::operator()(TypeRef type) const {
    std::size_t hash = static_cast<std::size_t>(type->kind) * 131 +
                       static_cast<std::size_t>(type->literal_kind) * 17 + type->fixed +
                       2U * type->gradual + 4U * type->guard + 8U * type->soft;
    mix(hash, type->class_info);
    mix(hash, type->function);
    mix(hash, type->module);
    mix(hash, type->variable);
    mix(hash, type->owner);
    mix(hash, type->self);
    for (const TypeRef item : type->items) mix(hash, item);
    for (const ParameterData& parameter : type->parameters) {
        mix(hash, std::hash<std::string_view>()(parameter.name));
        mix(hash, parameter.type);
        mix(hash, parameter.function);
        mix(hash, static_cast<std::size_t>(parameter.kind));
    }
    mix(hash, std::hash<std::string_view>()(type->literal));
    mix(hash, type->display_file);
    mix(hash, (static_cast<std::size_t>(type->display_block) << 32) + type->display_node);
    return hash;
}

bool TypeStore::Equal::operator()(TypeRef a, TypeRef b) const {
    return a->kind == b->kind && a->literal_kind == b->literal_kind && a->fixed == b->fixed &&
           a->gradual == b->gradual && a->guard == b->guard && a->soft == b->soft &&
           a->class_info == b->class_info && a->function == b->function && a->module == b->module &&
           a->variable == b->variable && a->owner == b->owner && a->self == b->self &&
           a->display_file == b->display_file && a->display_block == b->display_block &&
           a->display_node == b->display_node && a->literal == b->literal &&
           std::equal(a->items.begin(), a->items.end(), b->items.begin(), b->items.end()) &&
           std::equal(a->parameters.begin(), a->parameters.end(), b->parameters.begin(),
                      b->parameters.end());
}

TypeStore::TypeStore() { make_constants(); }

void TypeStore::make_constants() {
    const auto constant = [&](TypeKind kind) {
        TypeData data;
        data.kind = kind;
        return intern(data);
    };
    unknown_ = constant(TypeKind::Unknown);
    any_ = constant(TypeKind::Any);
    never_ = constant(TypeKind::Never);
    none_ = constant(TypeKind::None);
}

TypeRef TypeStore::intern(TypeData data) {
    note_parts(data);
    Tier& tier = data.workspace ? workspace_ : library_;
    if (const auto found = tier.types.find(&data); found != tier.types.end()) return *found;
    data.items = copied(tier.memory, data.items);
    data.literal = copied(tier.memory, data.literal);
    if (!data.parameters.empty()) {
        std::vector<ParameterData> parameters(data.parameters.begin(), data.parameters.end());
        for (ParameterData& parameter : parameters)
            parameter.name = copied(tier.memory, parameter.name);
        data.parameters = copied(tier.memory, std::span<const ParameterData>(parameters));
    }
    auto* made = new (tier.memory.allocate(sizeof(TypeData))) TypeData(data);
    tier.types.insert(made);
    return made;
}

void TypeStore::clear_workspace() {
    workspace_.types.clear();
    workspace_.memory.clear();
}

void TypeStore::clear() {
    clear_workspace();
    library_.types.clear();
    library_.memory = Arena();
    make_constants();
}

TypeRef TypeStore::class_object(const ClassInfo* info, std::span<const TypeRef> arguments) {
    TypeData data;
    data.kind = TypeKind::Class;
    data.class_info = info;
    data.items = arguments;
    return intern(data);
}

TypeRef TypeStore::instance(const ClassInfo* info, std::span<const TypeRef> arguments) {
    TypeData data;
    data.kind = TypeKind::Instance;
    data.class_info = info;
    data.items = arguments;
    return intern(data);
}

TypeRef TypeStore::fixed_tuple(const ClassInfo* tuple, std::span<const TypeRef> elements) {
    TypeData data;
    data.kind = TypeKind::Instance;
    data.class_info = tuple;
    data.items = elements;
    data.fixed = true;
    return intern(data);
}

TypeRef TypeStore::literal(const ClassInfo* info, LiteralKind kind, std::string_view value,
                           bool soft) {
    TypeData data;
    data.kind = TypeKind::Instance;
    data.class_info = info;
    data.literal_kind = kind;
    data.literal = value;
    data.soft = soft;
    return intern(data);
}

TypeRef TypeStore::module(const ModuleInfo* info) {
    TypeData data;
    data.kind = TypeKind::Module;
    data.module = info;
    return intern(data);
}

TypeRef TypeStore::variable(const TypeVariable* variable) {
    TypeData data;
    data.kind = TypeKind::TypeVar;
    data.variable = variable;
    return intern(data);
}

TypeRef TypeStore::function(const FunctionInfo* info, TypeRef self, const ClassInfo* owner,
                            std::span<const TypeRef> arguments) {
    TypeData data;
    data.kind = TypeKind::Function;
    data.function = info;
    data.self = self;
    data.owner = owner;
    data.items = arguments;
    return intern(data);
}

TypeRef TypeStore::parameters(std::span<const ParameterData> parameters, bool gradual) {
    TypeData data;
    data.kind = TypeKind::Parameters;
    data.parameters = parameters;
    data.gradual = gradual;
    return intern(data);
}

TypeRef TypeStore::callable(TypeRef list, TypeRef result, const FunctionInfo* function) {
    const TypeRef items[] = {list != nullptr ? list : parameters({}, true), result};
    TypeData data;
    data.kind = TypeKind::Callable;
    data.items = items;
    data.function = function;
    return intern(data);
}

TypeRef TypeStore::with_one(TypeKind kind, TypeRef item) {
    TypeData data;
    data.kind = kind;
    data.items = {&item, 1};
    return intern(data);
}

TypeRef TypeStore::super(const ClassInfo* after, TypeRef self) {
    TypeData data;
    data.kind = TypeKind::Super;
    data.class_info = after;
    data.self = self;
    return intern(data);
}

TypeRef TypeStore::union_of(TypeRef a, TypeRef b) {
    const TypeRef parts[] = {a, b};
    return union_of(parts);
}

TypeRef TypeStore::union_of(std::span<const TypeRef> parts) {
    std::vector<TypeRef> flat;
    bool unknown_given = false;
    for (const TypeRef& part : parts) {
        for (const TypeRef one : parts_of(part)) {
            if (one == nullptr || one->is(TypeKind::Never)) continue;
            if (one->is(TypeKind::Unknown)) unknown_given = true;
            if (one->is(TypeKind::Unknown)) continue;
            if (std::find(flat.begin(), flat.end(), one) == flat.end()) flat.push_back(one);
        }
        if (flat.size() > max_parts * 4) return unknown_;
    }
    // A literal says nothing beside its class, nor a soft one beside the same that was declared.
    const auto plain_beside = [&](TypeRef one) {
        return std::any_of(flat.begin(), flat.end(), [&](TypeRef other) {
            return other != one && other->is(TypeKind::Instance) &&
                   other->class_info == one->class_info &&
                   (!other->is_literal() ||
                    (one->soft && !other->soft && one->literal == other->literal));
        });
    };
    std::erase_if(flat, [&](TypeRef one) {
        return one->is(TypeKind::Instance) && one->is_literal() && plain_beside(one);
    });
    const auto literals =
        std::count_if(flat.begin(), flat.end(), [](TypeRef one) { return one->soft; });
    if (static_cast<std::size_t>(literals) > max_literals) {
        std::vector<TypeRef> classes;
        for (const TypeRef one : flat) {
            const TypeRef its = one->soft ? instance(one->class_info) : one;
            if (std::find(classes.begin(), classes.end(), its) == classes.end())
                classes.push_back(its);
        }
        flat = std::move(classes);
    }
    // Displays of the same type are one: the first speaks for its keys.
    for (std::size_t i = 0; i < flat.size(); ++i) {
        for (std::size_t j = flat.size(); j-- > i + 1;) {
            if (without_display(flat[i]) == without_display(flat[j]))
                flat.erase(flat.begin() + static_cast<std::ptrdiff_t>(j));
        }
    }
    // `list[Unknown]` says nothing beside `list[int]`.
    const auto known_beside = [&](TypeRef one) {
        return std::any_of(flat.begin(), flat.end(), [&](TypeRef other) {
            return other != one && other->is(TypeKind::Instance) &&
                   other->class_info == one->class_info && !other->items.empty() &&
                   other->fixed == one->fixed &&
                   std::none_of(other->items.begin(), other->items.end(),
                                [](TypeRef item) { return item->is(TypeKind::Unknown); });
        });
    };
    std::erase_if(flat, [&](TypeRef one) {
        return one->is(TypeKind::Instance) && !one->items.empty() && !one->fixed &&
               std::all_of(one->items.begin(), one->items.end(),
                           [](TypeRef item) { return item->is(TypeKind::Unknown); }) &&
               known_beside(one);
    });
    if (flat.size() > max_parts) return unknown_;
    if (flat.empty()) return unknown_given ? unknown_ : never_;
    if (flat.size() == 1) return flat.front();
    TypeData data;
    data.kind = TypeKind::Union;
    data.items = flat;
    return intern(data);
}

TypeRef TypeStore::without_display(TypeRef type) {
    if (type->display_file == nullptr) return type;
    TypeData data = *type;
    data.display_file = nullptr;
    data.display_block = 0;
    data.display_node = 0;
    return intern(data);
}

TypeRef TypeStore::widened(TypeRef type, bool enums_too) {
    if (type->is(TypeKind::Union)) {
        std::vector<TypeRef> parts;
        for (const TypeRef part : type->items) parts.push_back(widened(part, enums_too));
        return union_of(parts);
    }
    if (!type->is(TypeKind::Instance) || !type->is_literal()) return type;
    if (type->literal_kind == LiteralKind::EnumMember && !enums_too) return type;
    return instance(type->class_info);
}

}  // namespace pilcrow::lsp
