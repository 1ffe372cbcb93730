// Displays and comprehensions: lists, sets, dicts and tuples of what stands in them.
#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"

#include <algorithm>

namespace pilcrow::lsp {

namespace {

constexpr std::size_t max_elements = 64;  // further ones are taken to be alike

// The type argument that is wanted of a display's elements.
TypeRef wanted_element(Engine& engine, TypeRef expected, const ClassInfo* info, std::size_t index) {
    if (expected == nullptr || info == nullptr) return nullptr;
    const TypeRef self = engine.self_instance(*info);
    for (const TypeRef part : parts_of(expected)) {
        if (!part->is(TypeKind::Instance) || part->fixed || part->items.empty()) continue;
        if (part->class_info == info)
            return index < part->items.size() ? part->items[index] : nullptr;
        // A list where an Iterable[T] is wanted.
        const TypeRef base = engine.as_base(self, *part->class_info);
        if (base == nullptr) continue;
        const auto& parameters = engine.type_parameters(*info);
        for (std::size_t i = 0; i < base->items.size() && i < part->items.size(); ++i)
            if (index < parameters.size() && base->items[i] == parameters[index])
                return part->items[i];
    }
    return nullptr;
}

}  // namespace

// The common type of a display's elements; what is wanted where all of them are.
TypeRef Engine::joined(std::vector<TypeRef>& parts, TypeRef wanted) {
    if (wanted != nullptr && !wanted->is_unknown()) {
        const bool all = std::all_of(parts.begin(), parts.end(),
                                     [&](TypeRef part) { return assignable(wanted, part); });
        if (all) return wanted;
    }
    for (TypeRef& part : parts) part = types_.without_display(soft_widened(part));
    return parts.empty() ? unknown() : types_.union_of(parts);
}

TypeRef Engine::infer_display(const FileInfo& file, NodeRef node, TypeRef expected) {
    const Tree& tree = file.t();
    const Display display =
        tree.kind(node) == NodeKind::Tuple ? Display::Tuple : tree.display_kind(node);
    switch (display) {
    case Display::Paren: {
        const NodeRef inner = tree.first_child(node);
        return inner ? infer(file, inner, expected) : unknown();
    }
    case Display::Tuple: return infer_tuple(file, node, expected);
    case Display::Generator: return infer_generator(file, tree.first_child(node));
    case Display::ListComprehension:
    case Display::SetComprehension: {
        const NodeRef comprehension = tree.first_child(node);
        const NodeRef element = comprehension ? tree.first_child(comprehension) : NodeRef{};
        const char* name = display == Display::SetComprehension ? "set" : "list";
        const ClassInfo* info = builtin(name);
        const TypeRef wanted = wanted_element(*this, expected, info, 0);
        std::vector<TypeRef> parts;
        if (element) parts.push_back(infer(file, element, wanted));
        const TypeRef item = joined(parts, wanted);
        return builtin_instance(name, {&item, 1});
    }
    case Display::List:
    case Display::Set: {
        const char* name = display == Display::Set ? "set" : "list";
        const ClassInfo* info = builtin(name);
        const TypeRef wanted = wanted_element(*this, expected, info, 0);
        std::vector<TypeRef> parts;
        for (const NodeRef element : ChildRange(tree, node)) {
            if (parts.size() >= max_elements) break;
            parts.push_back(infer(file, element, wanted));
        }
        const TypeRef item = joined(parts, wanted);
        return builtin_instance(name, {&item, 1});
    }
    case Display::Dict:
    case Display::DictComprehension: return infer_dict(file, node, expected);
    }
    return unknown();
}

TypeRef Engine::infer_tuple(const FileInfo& file, NodeRef node, TypeRef expected) {
    const Tree& tree = file.t();
    const ClassInfo* info = builtin("tuple");
    std::vector<TypeRef> items;
    TypeRef wanted_tuple = nullptr;
    if (expected != nullptr) {
        for (const TypeRef part : parts_of(expected))
            if (part->is(TypeKind::Instance) && part->class_info == info) wanted_tuple = part;
    }
    for (const NodeRef element : ChildRange(tree, node)) {
        if (items.size() >= max_elements * 4) break;
        if (tree.kind(element) == NodeKind::Starred) {
            const NodeRef value = tree.first_child(element);
            const TypeRef type = value ? infer(file, value) : unknown();
            if (type->is(TypeKind::Instance) && type->fixed) {
                items.insert(items.end(), type->items.begin(), type->items.end());
            } else {
                const TypeRef one = iterated(type);
                items.push_back(types_.unpacked(builtin_instance("tuple", {&one, 1})));
            }
            continue;
        }
        TypeRef wanted = nullptr;
        if (wanted_tuple != nullptr && wanted_tuple->fixed &&
            items.size() < wanted_tuple->items.size())
            wanted = wanted_tuple->items[items.size()];
        else if (wanted_tuple != nullptr && !wanted_tuple->fixed && !wanted_tuple->items.empty())
            wanted = wanted_tuple->items[0];
        items.push_back(infer(file, element, wanted));
    }
    return tuple_of(items);
}

TypeRef Engine::infer_dict(const FileInfo& file, NodeRef node, TypeRef expected) {
    const Tree& tree = file.t();
    const ClassInfo* info = builtin("dict");
    if (info == nullptr) return unknown();
    if (expected != nullptr) {
        // A TypedDict that is wanted is what the display is.
        for (const TypeRef part : parts_of(expected))
            if (part->is(TypeKind::Instance) && (flags(*part->class_info) & class_typed_dict) != 0)
                return part;
    }
    const TypeRef wanted_key = wanted_element(*this, expected, info, 0);
    const TypeRef wanted_value = wanted_element(*this, expected, info, 1);
    std::vector<TypeRef> keys;
    std::vector<TypeRef> values;
    const auto add_entry = [&](NodeRef entry) {
        const NodeRef key = tree.first_child(entry);
        const NodeRef value = key ? tree.next_sibling(key) : NodeRef{};
        if (key) keys.push_back(infer(file, key, wanted_key));
        if (value) values.push_back(infer(file, value, wanted_value));
    };
    bool display = true;
    for (const NodeRef entry : ChildRange(tree, node)) {
        if (keys.size() >= max_elements) break;
        switch (tree.kind(entry)) {
        case NodeKind::DictEntry: add_entry(entry); break;
        case NodeKind::Comprehension:
            display = false;
            if (const NodeRef inner = tree.first_child(entry);
                inner && tree.kind(inner) == NodeKind::DictEntry)
                add_entry(inner);
            break;
        case NodeKind::DoubleStarred: {
            const NodeRef value = tree.first_child(entry);
            const TypeRef type = value ? infer(file, value) : unknown();
            const ClassInfo* mapping = known_class("typing", "Mapping");
            const TypeRef base = mapping != nullptr ? as_base(type, *mapping) : nullptr;
            if (base != nullptr && base->items.size() == 2) {
                keys.push_back(base->items[0]);
                values.push_back(base->items[1]);
            }
            break;
        }
        default: break;
        }
    }
    const TypeRef items[] = {joined(keys, wanted_key), joined(values, wanted_value)};
    TypeData data;
    data.kind = TypeKind::Instance;
    data.class_info = info;
    data.items = items;
    if (display && !keys.empty()) {
        data.display_file = &file;
        data.display_block = node.block;
        data.display_node = node.node;
    }
    return types_.intern(data);
}

}  // namespace pilcrow::lsp
