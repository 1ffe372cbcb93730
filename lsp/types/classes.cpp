// Classes: bases, type parameters, method resolution order.
#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"
#include "parser/lexer/token.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t max_bases = 64;
constexpr std::size_t max_mro = 512;

// Parts of a ClassInfo are made behind the interface that shows them.
ClassInfo& writable(const ClassInfo& info) { return const_cast<ClassInfo&>(info); }

void add_variables(std::vector<TypeRef>& to, const std::vector<const TypeVariable*>& from,
                   TypeStore& types) {
    for (const TypeVariable* variable : from) {
        if (variable->kind == VariableKind::Self) continue;
        const TypeRef type = types.variable(variable);
        if (std::find(to.begin(), to.end(), type) == to.end()) to.push_back(type);
    }
}

}  // namespace

const ClassInfo* Engine::class_of(const FileInfo& file, NodeRef node) {
    std::unique_ptr<ClassInfo>& kept = file.classes[key_of(node)];
    if (kept != nullptr) return kept.get();
    const Tree& tree = file.t();
    kept = std::make_unique<ClassInfo>();
    ClassInfo& info = *kept;
    info.file = &file;
    info.node = node;
    info.workspace = file.workspace;
    if (const TokenRef name = name_token(tree, node))
        info.name = tree.token_text(name.block, name.token);
    const auto scope = file.scopes->of_owner(node);
    info.scope = scope.value_or(file.scopes->at(begin_of(tree, node)));
    info.outer = scope ? file.scopes->parent(*scope) : info.scope;
    return &info;
}

TypeRef Engine::object_instance() { return builtin_instance("object"); }

// Reads the bases once; who asks meanwhile sees what has been read.
void Engine::read_bases(const ClassInfo& constant) {
    ClassInfo& info = writable(constant);
    if (!info.bases_state.wanted(question_)) return;
    Working working(*this, &info, 0);
    Guard guard(*this);
    if (!working || !guard) return;
    info.bases_state = {Progress::Working, question_};
    info.flags = 0;
    info.parameters.clear();
    info.bases.clear();
    info.metaclass = nullptr;
    if (info.file->t().kind(info.node) == NodeKind::ClassDef) {
        read_class_header(info);
    } else {
        read_made_bases(info);
    }
    const bool is_object = info.name == "object" && info.file->file->module == "builtins";
    if (info.bases.empty() && !is_object) {
        const TypeRef object = object_instance();
        if (object->is(TypeKind::Instance)) info.bases.push_back(object);
    }
    info.bases_state.progress = working.complete() ? Progress::Done : Progress::Provisional;
}

void Engine::read_class_header(ClassInfo& info) {
    const FileInfo& file = *info.file;
    const Tree& tree = file.t();
    std::vector<TypeRef> explicit_parameters;
    bool said = false;  // Generic[…], Protocol[…] or `class C[T]`
    if (const NodeRef list = child_of_kind(tree, info.node, NodeKind::TypeParameters)) {
        said = true;
        for (const NodeRef one : ChildRange(tree, list))
            info.parameters.push_back(types_.variable(variable_of(file, one)));
    }
    bool at_name = true;
    std::size_t count = 0;
    for (const NodeRef child : ChildRange(tree, info.node)) {
        if (at_name) {
            at_name = false;
            continue;
        }
        const NodeKind kind = tree.kind(child);
        if (kind == NodeKind::TypeParameters || kind == NodeKind::Suite) continue;
        if (kind == NodeKind::Keyword) {
            read_class_keyword(info, child);
            continue;
        }
        if (kind == NodeKind::Starred || kind == NodeKind::DoubleStarred) {
            info.flags |= class_unknown_base;
            continue;
        }
        if (++count > max_bases) break;
        const Named base = named(file, child);
        if (base.is(Named::Kind::Form)) {
            if (base.form == Form::Any) info.flags |= class_unknown_base;
            if (base.form == Form::TypedDict) {
                info.flags |= class_typed_dict;
                add_typed_dict_base(info);
            }
            if (base.form == Form::Protocol) info.flags |= class_protocol;
            if ((base.form == Form::Generic || base.form == Form::Protocol) &&
                tree.kind(child) == NodeKind::Subscript) {
                const NodeRef value = tree.first_child(child);
                for (NodeRef at = tree.next_sibling(value); at; at = tree.next_sibling(at)) {
                    const auto add = [&](NodeRef node) {
                        add_variables(explicit_parameters, free_variables(annotation(file, node)),
                                      types_);
                    };
                    if (tree.kind(at) == NodeKind::Tuple) {
                        for (const NodeRef element : ChildRange(tree, at)) add(element);
                    } else {
                        add(at);
                    }
                }
                said = true;
            }
            continue;
        }
        TypeRef type = base.is(Named::Kind::Class) || base.is(Named::Kind::Alias)
                           ? annotation(file, child)
                           : instance_of(infer(file, child));
        if (type->is(TypeKind::Union)) type = type->items[0];
        if (!type->is(TypeKind::Instance) || type->class_info == &info) {
            info.flags |= class_unknown_base;
            continue;
        }
        info.bases.push_back(type);
    }
    if (!explicit_parameters.empty()) {
        info.parameters = std::move(explicit_parameters);
    } else if (!said) {
        for (const TypeRef base : info.bases)
            add_variables(info.parameters, free_variables(base), types_);
    }
    inherit_flags(info);
}

void Engine::read_class_keyword(ClassInfo& info, NodeRef keyword) {
    const FileInfo& file = *info.file;
    const Tree& tree = file.t();
    const std::string_view name = own_name(tree, keyword);
    const NodeRef value = tree.first_child(keyword);
    if (!value) return;
    if (name == "metaclass") {
        const Named found = named(file, value);
        TypeRef type = found.is(Named::Kind::Class) ? types_.class_object(found.class_info)
                                                    : infer(file, value);
        if (type->is(TypeKind::Class)) {
            info.metaclass = type;
        } else if (type->is(TypeKind::Unknown)) {
            info.flags |= class_unknown_base;
        }
        return;
    }
    const bool is_false = tree.kind(value) == NodeKind::Constant &&
                          static_cast<TokenKind>(tree.node(value).op) == TokenKind::KwFalse;
    if (name == "total" && is_false) info.flags |= class_total_false;
}

// What the classes above say of this one.
void Engine::inherit_flags(ClassInfo& info) {
    for (const TypeRef base : info.bases) {
        const ClassInfo& above = *base->class_info;
        const bool of_typing = above.file->file->module == "typing";
        const bool of_enum = above.file->file->module == "enum";
        if (of_typing && above.name == "NamedTuple") info.flags |= class_named_tuple;
        if (of_enum && above.name == "Enum") info.flags |= class_enum;
        const std::uint16_t its = flags(above);
        info.flags |= its & (class_enum | class_unknown_base | class_typed_dict);
        if ((its & class_enum) != 0) info.flags |= class_enum;
        if (info.metaclass == nullptr) {
            const TypeRef meta = metaclass(above);
            if (meta->is(TypeKind::Class) && meta->class_info->name != "type")
                info.metaclass = meta;
        }
    }
    read_dataclass_flags(info);
}

const std::vector<TypeRef>& Engine::bases(const ClassInfo& info) {
    read_bases(info);
    return info.bases;
}

const std::vector<TypeRef>& Engine::type_parameters(const ClassInfo& info) {
    read_bases(info);
    return info.parameters;
}

std::uint16_t Engine::flags(const ClassInfo& info) {
    read_bases(info);
    return info.flags;
}

TypeRef Engine::metaclass(const ClassInfo& info) {
    read_bases(info);
    if (info.metaclass != nullptr) return info.metaclass;
    const ClassInfo* type = builtin("type");
    return type != nullptr ? types_.class_object(type) : unknown();
}

TypeRef Engine::self_instance(const ClassInfo& info) {
    return types_.instance(&info, type_parameters(info));
}

// C3, and where the orders of the bases contradict each other, in order of appearance.
const std::vector<TypeRef>& Engine::mro(const ClassInfo& constant) {
    ClassInfo& info = writable(constant);
    if (!info.mro_state.wanted(question_)) return info.mro;
    Working working(*this, &info, 1);
    Guard guard(*this);
    if (!working || !guard) return info.mro;
    info.mro_state = {Progress::Working, question_};
    const std::vector<TypeRef> own_bases = bases(info);
    const TypeRef self = self_instance(info);
    info.mro = {self};
    std::vector<std::vector<TypeRef>> orders;
    for (const TypeRef base : own_bases) {
        std::vector<TypeRef> order;
        const Substitution by = substitution_of(base);
        for (const TypeRef entry : mro(*base->class_info)) {
            order.push_back(substitute(entry, by));
            if (order.size() > max_mro) break;
        }
        // A base that is a tuple of this and that is one as it stands.
        if (!order.empty()) order.front() = base;
        orders.push_back(std::move(order));
    }
    orders.push_back(own_bases);
    std::vector<TypeRef> merged = {self};
    const auto same = [](TypeRef a, TypeRef b) { return a->class_info == b->class_info; };
    while (merged.size() < max_mro) {
        std::erase_if(orders, [](const auto& order) { return order.empty(); });
        if (orders.empty()) break;
        TypeRef next = nullptr;
        for (const auto& order : orders) {
            const TypeRef head = order.front();
            const bool good = std::none_of(orders.begin(), orders.end(), [&](const auto& other) {
                return std::any_of(other.begin() + 1, other.end(),
                                   [&](TypeRef one) { return same(one, head); });
            });
            if (!good) continue;
            next = head;
            break;
        }
        if (next == nullptr) next = orders.front().front();
        if (std::none_of(merged.begin(), merged.end(),
                         [&](TypeRef one) { return same(one, next); }))
            merged.push_back(next);
        for (auto& order : orders)
            std::erase_if(order, [&](TypeRef one) { return same(one, next); });
    }
    if (info.has(class_named_tuple)) {
        const ClassInfo* tuple = builtin("tuple");
        for (TypeRef& entry : merged)
            if (entry->class_info == tuple) entry = tuple_of(named_tuple_elements(info));
    }
    info.mro = std::move(merged);
    info.mro_state.progress = working.complete() ? Progress::Done : Progress::Provisional;
    return info.mro;
}

bool Engine::is_subclass(const ClassInfo& info, const ClassInfo& base) {
    if (&info == &base) return true;
    for (const TypeRef entry : mro(info))
        if (entry->class_info == &base) return true;
    return false;
}

TypeRef Engine::as_base(TypeRef instance, const ClassInfo& base) {
    if (!instance->is(TypeKind::Instance)) return nullptr;
    if (instance->class_info == &base) return instance;
    for (const TypeRef entry : mro(*instance->class_info)) {
        if (entry->class_info != &base) continue;
        return entry->open ? substitute(entry, substitution_of(instance)) : entry;
    }
    return nullptr;
}

}  // namespace pilcrow::lsp
