// Classes that a call makes: namedtuple, NamedTuple, NewType, Enum and TypedDict.
#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"
#include "parser/lexer/token.h"

#include <algorithm>
#include <utility>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t max_fields = 512;

enum class Maker : std::uint8_t { None, NamedTuple, NewType, Enum, TypedDict };

// The value of an argument by place or keyword, or none.
NodeRef argument_at(const Tree& tree, NodeRef call, std::size_t place, std::string_view keyword) {
    std::size_t at = 0;
    bool callee = true;
    for (const NodeRef child : ChildRange(tree, call)) {
        if (callee) {
            callee = false;
            continue;
        }
        if (tree.kind(child) == NodeKind::Keyword) {
            if (own_name(tree, child) == keyword) return tree.first_child(child);
            continue;
        }
        if (at++ == place) return child;
    }
    return {};
}

struct MadeField {
    std::string name;
    NodeRef annotation;
};

// "x y", ["x", "y"], [("x", int)], {"x": int}.
std::vector<MadeField> fields_in(const Tree& tree, NodeRef value) {
    std::vector<MadeField> fields;
    if (!value) return fields;
    std::string text;
    if (string_value(tree, value, text)) {
        std::string name;
        for (const char c : text + " ") {
            if (c != ' ' && c != ',' && c != '\t' && c != '\n') {
                name += c;
            } else if (!name.empty()) {
                fields.push_back({std::exchange(name, {}), {}});
            }
        }
        return fields;
    }
    for (const NodeRef element : ChildRange(tree, value)) {
        if (fields.size() >= max_fields) break;
        MadeField field;
        if (string_value(tree, element, field.name)) {
            fields.push_back(std::move(field));
            continue;
        }
        // (name, type) or name: type
        const NodeRef name = tree.first_child(element);
        if (!name || !string_value(tree, name, field.name)) continue;
        field.annotation = tree.next_sibling(name);
        fields.push_back(std::move(field));
    }
    return fields;
}

}  // namespace

static Maker maker_of(std::string_view callee, std::size_t arguments) {
    const std::size_t dot = callee.rfind('.');
    if (dot == std::string_view::npos) return Maker::None;
    const std::string_view module = callee.substr(0, dot);
    const std::string_view name = callee.substr(dot + 1);
    if (callee == "collections.namedtuple") return Maker::NamedTuple;
    if (module == "typing" || module == "typing_extensions") {
        if (name == "NamedTuple") return Maker::NamedTuple;
        if (name == "NewType") return Maker::NewType;
        if (name == "TypedDict") return Maker::TypedDict;
    }
    if (module == "enum" && arguments >= 2 &&
        (name == "Enum" || name == "IntEnum" || name == "StrEnum" || name == "Flag" ||
         name == "IntFlag"))
        return Maker::Enum;
    return Maker::None;
}

const ClassInfo* Engine::made_class(const FileInfo& file, NodeRef call) {
    const Tree& tree = file.t();
    if (tree.kind(call) != NodeKind::Call) return nullptr;
    const NodeRef callee = tree.first_child(call);
    if (!callee ||
        (tree.kind(callee) != NodeKind::Name && tree.kind(callee) != NodeKind::Attribute))
        return nullptr;
    // What is called so is seldom called anything else.
    const std::string_view last =
        tree.kind(callee) == NodeKind::Name ? tree.name(callee) : own_name(tree, callee);
    if (last.empty() ||
        (last.front() != 'N' && last.front() != 'n' && last.front() != 'E' && last.front() != 'I' &&
         last.front() != 'S' && last.front() != 'F' && last.front() != 'T'))
        return nullptr;
    if (const auto kept = file.classes.find(key_of(call)); kept != file.classes.end())
        return kept->second.get();
    std::size_t arguments = 0;
    for (NodeRef at = tree.next_sibling(callee); at; at = tree.next_sibling(at)) ++arguments;
    if (maker_of(qualified(file, callee), arguments) == Maker::None) return nullptr;
    auto made = std::make_unique<ClassInfo>();
    made->file = &file;
    made->node = call;
    made->workspace = file.workspace;
    made->scope = made->outer = file.scopes->at(begin_of(tree, call));
    const NodeRef name = argument_at(tree, call, 0, "typename");
    if (!name || !string_value(tree, name, made->name)) made->name = last;
    return (file.classes[key_of(call)] = std::move(made)).get();
}

void Engine::read_made_bases(ClassInfo& info) {
    const FileInfo& file = *info.file;
    const Tree& tree = file.t();
    const NodeRef callee = tree.first_child(info.node);
    std::size_t arguments = 0;
    for (NodeRef at = tree.next_sibling(callee); at; at = tree.next_sibling(at)) ++arguments;
    const std::string name = qualified(file, callee);
    const auto add = [&](TypeRef base) {
        if (base->is(TypeKind::Instance)) info.bases.push_back(base);
    };
    switch (maker_of(name, arguments)) {
    case Maker::NamedTuple:
        info.flags |= class_named_tuple;
        add(known_instance("typing", "NamedTuple"));
        break;
    case Maker::NewType: {
        info.flags |= class_new_type;
        const NodeRef base = argument_at(tree, info.node, 1, "tp");
        const TypeRef type = base ? annotation(file, base) : unknown();
        if (!type->is(TypeKind::Instance)) info.flags |= class_unknown_base;
        add(type);
        break;
    }
    case Maker::Enum:
        info.flags |= class_enum;
        add(known_instance("enum", std::string_view(name).substr(name.rfind('.') + 1)));
        if (!info.bases.empty()) info.metaclass = metaclass(*info.bases.front()->class_info);
        break;
    case Maker::TypedDict:
        info.flags |= class_typed_dict;
        add_typed_dict_base(info);
        break;
    case Maker::None: break;
    }
}

void Engine::add_typed_dict_base(ClassInfo& info) {
    const TypeRef base = known_instance("typing", "_TypedDict");
    if (base->is(TypeKind::Instance)) info.bases.push_back(base);
}

void Engine::read_made_members(ClassInfo& info) {
    const FileInfo& file = *info.file;
    const Tree& tree = file.t();
    const std::uint16_t its_flags = flags(info);
    if ((its_flags & class_new_type) != 0) return;
    const NodeRef list = argument_at(
        tree, info.node, 1, (its_flags & class_named_tuple) != 0 ? "field_names" : "names");
    const auto add = [&](const std::string& name, TypeRef type) {
        if (info.member_index.contains(name)) return;
        info.member_index.emplace(name, static_cast<std::uint32_t>(info.members.size()));
        info.members.push_back({name, {}, type});
    };
    std::vector<ParameterData> parameters;
    for (const MadeField& field : fields_in(tree, list)) {
        TypeRef type = types_.any();
        if (field.annotation) type = annotation(file, field.annotation);
        if ((its_flags & class_enum) != 0)
            type = types_.literal(&info, LiteralKind::EnumMember, field.name);
        add(field.name, type);
    }
    if ((its_flags & class_named_tuple) == 0) return;
    // The rightmost have defaults.
    std::size_t defaults = 0;
    if (const NodeRef given = argument_at(tree, info.node, 99, "defaults"))
        for (NodeRef at = tree.first_child(given); at; at = tree.next_sibling(at)) ++defaults;
    for (std::size_t index = 0; index < info.members.size(); ++index) {
        ParameterData parameter;
        parameter.name = info.members[index].name;
        parameter.type = info.members[index].made;
        parameter.has_default = index + defaults >= info.members.size();
        parameters.push_back(parameter);
    }
    add("__init__", types_.callable(types_.parameters(parameters), types_.none()));
}

// The elements of a named tuple, by either form.
std::vector<TypeRef> Engine::named_tuple_elements(const ClassInfo& info) {
    std::vector<TypeRef> elements;
    if (info.file->t().kind(info.node) == NodeKind::ClassDef) {
        for (const Field& field : own_fields(info)) elements.push_back(field.type);
        return elements;
    }
    for (const ClassMember& member : own_members(info))
        if (member.name != "__init__" && member.made != nullptr) elements.push_back(member.made);
    return elements;
}

}  // namespace pilcrow::lsp
