// Classes whose fields make their `__init__`: dataclasses, attrs, whatever dataclass_transform
// marks; and NamedTuple, whose fields look the same.
#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"
#include "parser/lexer/token.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

std::string_view last_of(std::string_view dotted) { return dotted.substr(dotted.rfind('.') + 1); }

bool is_constant(const Tree& tree, NodeRef node, TokenKind kind) {
    return tree.kind(node) == NodeKind::Constant &&
           static_cast<TokenKind>(tree.node(node).op) == kind;
}

NodeRef keyword_value(const Tree& tree, NodeRef call, std::string_view name) {
    if (!call || tree.kind(call) != NodeKind::Call) return {};
    for (const NodeRef child : ChildRange(tree, call))
        if (tree.kind(child) == NodeKind::Keyword && own_name(tree, child) == name)
            return tree.first_child(child);
    return {};
}

bool of_attrs(std::string_view full) {
    return full.starts_with("attr.") || full.starts_with("attrs.") || full.starts_with("attr._");
}

bool makes_dataclass(std::string_view full) {
    const std::string_view last = last_of(full);
    if (full == "dataclasses.dataclass" || full == "pydantic.dataclasses.dataclass") return true;
    return of_attrs(full) && (last == "s" || last == "attrs" || last == "attributes" ||
                              last == "define" || last == "mutable" || last == "frozen" ||
                              last == "dataclass" || last == "attrib_frozen");
}

}  // namespace

// The decorators of a class, as expressions.
std::vector<NodeRef> Engine::class_decorators(const ClassInfo& info) {
    const Tree& tree = info.file->t();
    std::vector<NodeRef> found;
    if (tree.kind(info.node) != NodeKind::ClassDef) return found;
    for (BlockId before = statement_before(tree, info.node.block);
         before != no_block && found.size() < 32; before = statement_before(tree, before)) {
        const NodeRef root = root_of(tree, before);
        if (!root || tree.kind(root) != NodeKind::Decorator) break;
        if (const NodeRef expression = tree.first_child(root)) found.push_back(expression);
    }
    return found;
}

// `@dataclass_transform()` stands before the definition of a decorator, a base or a metaclass.
bool Engine::is_transform(const Named& named) {
    if (named.is(Named::Kind::Class)) {
        for (const NodeRef decorator : class_decorators(*named.class_info)) {
            if (last_of(dotted_text(named.file->t(), callee_of(*named.file, decorator))) ==
                "dataclass_transform")
                return true;
        }
        return false;
    }
    if (!named.is(Named::Kind::Function)) return false;
    const FunctionInfo* function = function_of(*named.file, named.node);
    if (function == nullptr) return false;
    std::vector<const FunctionInfo*> all = overloads(*function);
    all.push_back(function);
    for (const FunctionInfo* one : all) {
        for (const NodeRef decorator : one->decorators) {
            if (last_of(dotted_text(one->file->t(), callee_of(*one->file, decorator))) ==
                "dataclass_transform")
                return true;
        }
    }
    return false;
}

NodeRef Engine::callee_of(const FileInfo& file, NodeRef expression) {
    return file.t().kind(expression) == NodeKind::Call ? file.t().first_child(expression)
                                                       : expression;
}

void Engine::read_dataclass_flags(ClassInfo& info) {
    const FileInfo& file = *info.file;
    const Tree& tree = file.t();
    for (const NodeRef decorator : class_decorators(info)) {
        const NodeRef callee = callee_of(file, decorator);
        if (!makes_dataclass(qualified(file, callee)) && !is_transform(named(file, callee)))
            continue;
        info.flags |= class_dataclass;
        const auto says = [&](std::string_view keyword, TokenKind value) {
            const NodeRef given = keyword_value(tree, decorator, keyword);
            return given && is_constant(tree, given, value);
        };
        if (says("frozen", TokenKind::KwTrue)) info.flags |= class_frozen;
        if (says("kw_only", TokenKind::KwTrue)) info.flags |= class_kw_only;
        if (says("init", TokenKind::KwFalse)) info.flags |= class_no_init;
    }
    for (const TypeRef base : info.bases) {
        const ClassInfo& above = *base->class_info;
        if (is_transform(named_class(&above)) || (flags(above) & class_transform) != 0)
            info.flags |= class_dataclass | class_transform;
    }
    if (info.metaclass != nullptr && info.metaclass->is(TypeKind::Class) &&
        is_transform(named_class(info.metaclass->class_info)))
        info.flags |= class_dataclass | class_transform;
}

// --- fields ---

const std::vector<Field>& Engine::own_fields(const ClassInfo& constant) {
    auto& info = const_cast<ClassInfo&>(constant);
    if (!info.fields_state.wanted(question_)) return info.fields;
    Working working(*this, &info, 3);
    Guard guard(*this);
    if (!working || !guard) return info.fields;
    info.fields_state = {Progress::Working, question_};
    info.fields.clear();
    const FileInfo& file = *info.file;
    const Tree& tree = file.t();
    bool kw_only = (flags(info) & class_kw_only) != 0;
    if (tree.kind(info.node) == NodeKind::ClassDef) {
        for (const NodeRef statement : statements_in(tree, info.node)) {
            Field field;
            if (tree.kind(statement) == NodeKind::AnnotatedAssign) {
                const NodeRef target = tree.first_child(statement);
                const NodeRef its_annotation = child_at(tree, statement, 1);
                if (!its_annotation || tree.kind(target) != NodeKind::Name) continue;
                const Named kind = named(file, its_annotation);
                if (kind.is(Named::Kind::Form) && kind.form == Form::ClassVar) continue;
                const std::string type_name = qualified(file, its_annotation);
                if (type_name == "dataclasses.KW_ONLY") {
                    kw_only = true;
                    continue;
                }
                field.name = tree.name(target);
                field.target = target;
                field.value = child_at(tree, statement, 2);
                field.type = annotation(file, its_annotation);
                if (type_name == "dataclasses.InitVar" &&
                    tree.kind(its_annotation) == NodeKind::Subscript) {
                    const NodeRef inner = child_at(tree, its_annotation, 1);
                    field.type = inner ? annotation(file, inner) : unknown();
                    field.init_only = true;
                }
            } else if (tree.kind(statement) == NodeKind::Assign) {
                // attrs of old: `x = attr.ib()`.
                const NodeRef target = tree.first_child(statement);
                const NodeRef value = last_child(tree, statement);
                if (!target || tree.kind(target) != NodeKind::Name ||
                    tree.kind(value) != NodeKind::Call)
                    continue;
                const std::string full = qualified(file, tree.first_child(value));
                if (!of_attrs(full)) continue;
                field.name = tree.name(target);
                field.target = target;
                field.value = value;
                const NodeRef type = keyword_value(tree, value, "type");
                field.type = type ? annotation(file, type) : unknown();
                if (field.type->is(TypeKind::Unknown)) {
                    if (const NodeRef given = keyword_value(tree, value, "default"))
                        field.type = types_.widened(infer(file, given));
                }
            } else {
                continue;
            }
            field.statement = statement;
            field.kw_only = kw_only;
            field.has_default = static_cast<bool>(field.value);
            read_field_call(info, field);
            info.fields.push_back(std::move(field));
        }
    }
    info.fields_state.progress = working.complete() ? Progress::Done : Progress::Provisional;
    return info.fields;
}

// `field(…)`, `attr.ib(…)`: what its keywords say.
void Engine::read_field_call(const ClassInfo& info, Field& field) {
    const FileInfo& file = *info.file;
    const Tree& tree = file.t();
    if (!field.value || tree.kind(field.value) != NodeKind::Call) return;
    const std::string full = qualified(file, tree.first_child(field.value));
    const std::string_view last = last_of(full);
    const bool known = full == "dataclasses.field" || of_attrs(full) || last == "Field" ||
                       last == "field" || last == "mapped_column";
    if (!known) return;
    const NodeRef call = field.value;
    const bool by_place = last == "Field" && child_at(tree, call, 1) &&
                          tree.kind(child_at(tree, call, 1)) != NodeKind::Keyword;
    field.has_default = by_place || keyword_value(tree, call, "default") ||
                        keyword_value(tree, call, "default_factory") ||
                        keyword_value(tree, call, "factory");
    field.default_value = keyword_value(tree, call, "default");
    if (const NodeRef init = keyword_value(tree, call, "init"))
        field.in_init = !is_constant(tree, init, TokenKind::KwFalse);
    if (const NodeRef kw = keyword_value(tree, call, "kw_only"))
        field.kw_only = is_constant(tree, kw, TokenKind::KwTrue);
    if (const NodeRef alias = keyword_value(tree, call, "alias")) {
        std::string text;
        if (string_value(tree, alias, text)) field.parameter = std::move(text);
    }
    if (of_attrs(full) && field.parameter.empty())
        field.parameter =
            field.name.substr(std::min(field.name.find_first_not_of('_'), field.name.size()));
}

// Fields of a class and those above it, as `__init__` takes them.
std::vector<const Field*> Engine::init_fields(const ClassInfo& info) {
    std::vector<const Field*> found;
    const std::vector<TypeRef> order = mro(info);
    for (std::size_t index = order.size(); index-- > 0;) {
        const ClassInfo& one = *order[index]->class_info;
        if ((flags(one) & class_dataclass) == 0) continue;
        for (const Field& field : own_fields(one)) {
            const auto same = std::find_if(found.begin(), found.end(), [&](const Field* other) {
                return other->name == field.name;
            });
            if (same != found.end())
                *same = &field;
            else
                found.push_back(&field);
        }
    }
    std::erase_if(found, [](const Field* field) { return !field->in_init; });
    std::stable_partition(found.begin(), found.end(),
                          [](const Field* field) { return !field->kw_only; });
    return found;
}

void Engine::add_dataclass_members(ClassInfo& info) {
    const std::uint16_t its_flags = flags(info);
    const bool named_tuple = (its_flags & class_named_tuple) != 0;
    if (!named_tuple && (its_flags & class_dataclass) == 0) return;
    const auto make = [&](const char* name, TypeRef type) {
        info.member_index.emplace(name, static_cast<std::uint32_t>(info.members.size()));
        info.members.push_back({name, {}, type});
    };
    if (!named_tuple && !info.member_index.contains("__dataclass_fields__")) {
        // What `replace()`, `asdict()` and the like ask for.
        const TypeRef any = types_.any();
        const TypeRef items[] = {builtin_instance("str"),
                                 known_instance("dataclasses", "Field", {&any, 1})};
        make("__dataclass_fields__", builtin_instance("dict", items));
    }
    if (info.member_index.contains("__init__") || (its_flags & class_no_init) != 0) return;
    std::vector<ParameterData> parameters;
    const auto add = [&](const Field& field, TypeRef type) {
        ParameterData parameter;
        parameter.name = field.parameter.empty() ? field.name : field.parameter;
        parameter.kind = field.kw_only ? ParameterKind::KeywordOnly : ParameterKind::Positional;
        parameter.type = type;
        parameter.has_default = field.has_default;
        parameters.push_back(parameter);
    };
    if (named_tuple) {
        for (const Field& field : own_fields(info)) add(field, field.type);
    } else {
        const std::vector<TypeRef> order = mro(info);
        for (const Field* field : init_fields(info)) {
            // A field of a generic class above is said in this one's terms.
            TypeRef type = field->type;
            for (const TypeRef entry : order) {
                const auto& fields = own_fields(*entry->class_info);
                if (fields.empty() || field < fields.data() ||
                    field >= fields.data() + fields.size())
                    continue;
                if (entry->class_info != &info) type = substitute(type, substitution_of(entry));
            }
            add(*field, type);
        }
    }
    make("__init__", types_.callable(types_.parameters(parameters), types_.none()));
}

}  // namespace pilcrow::lsp
