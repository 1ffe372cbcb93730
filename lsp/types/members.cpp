// What can stand behind `value.`.
#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"

#include <algorithm>
#include <unordered_set>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t max_members = 20'000;

// Collects members, each name once.
class Collector {
public:
    explicit Collector(Engine& engine) : engine_(engine) {}
    std::vector<Member> found;

    void add(std::string_view name, Declaration declaration, TypeRef owner,
             std::uint32_t distance) {
        if (found.size() >= max_members || !seen_.emplace(name).second) return;
        found.push_back({std::string(name), std::move(declaration), owner, distance});
    }

    // Along the MRO of a class. `on_class`: what only instances have is left out.
    void add_class(TypeRef instance, bool on_class, std::uint32_t distance = 0) {
        for (const TypeRef entry : engine_.mro(*instance->class_info)) {
            const ClassInfo& info = *entry->class_info;
            const bool keys = (engine_.flags(info) & class_typed_dict) != 0 &&
                              info.file->file->module != "typing";
            for (const ClassMember& member : engine_.own_members(info)) {
                if (keys && !member.bindings.empty() &&
                    assigns(member.bindings.front().mention.use))
                    continue;
                if (on_class && !member.bindings.empty() && only_on_instances(member)) continue;
                Declaration declaration;
                if (!member.bindings.empty()) {
                    const MemberBinding& first = member.bindings.front();
                    declaration = engine_.declaration_of(*first.file, first.mention);
                }
                add(member.name, std::move(declaration), entry, distance);
            }
            ++distance;
        }
    }

    void add_module(const ModuleInfo& module, TypeRef owner) {
        if (module.file != nullptr) add_file(*module.file, owner, 0);
        if (module.seen_from == nullptr) return;
        const World& world = engine_.world();
        for (const std::string& name : world.submodules(module.name, *module.seen_from->file)) {
            if (seen_.contains(name)) continue;
            const Module sub = world.module(module.name + '.' + name, *module.seen_from->file);
            Declaration declaration;
            declaration.file = sub.file;
            declaration.kind = DeclarationKind::Module;
            add(name, std::move(declaration), owner, 1);
        }
    }

private:
    static bool only_on_instances(const ClassMember& member) {
        return std::all_of(member.bindings.begin(), member.bindings.end(),
                           [](const MemberBinding& binding) { return binding.on_instance; });
    }

    void add_file(const FileInfo& file, TypeRef owner, std::uint32_t depth) {
        for (const NameId name : file.scopes->bound(ScopeRef{})) {
            const std::vector<Mention>& bindings = engine_.bindings_of(file, ScopeRef{}, name);
            if (bindings.empty()) continue;
            // What a stub imports for itself is none of the module's members.
            if (file.file->is_stub() && !engine_.is_exported(file, name)) {
                const auto names = engine_.exported_names(file.module);
                if (std::find(names.begin(), names.end(), file.scopes->pool().text(name)) ==
                    names.end())
                    continue;
            }
            add(file.scopes->pool().text(name), engine_.declaration_of(file, bindings.front()),
                owner, 0);
        }
        if (depth > 8) return;
        for (const ModuleInfo* from : engine_.star_imports(file)) {
            if (from->file == nullptr) continue;
            for (const std::string& name : engine_.exported_names(*from)) {
                if (seen_.contains(name)) continue;
                Declaration declaration;
                const NameId id = from->file->scopes->pool().find(name);
                if (id != no_name) {
                    const auto& bindings = engine_.bindings_of(*from->file, ScopeRef{}, id);
                    if (!bindings.empty())
                        declaration = engine_.declaration_of(*from->file, bindings.front());
                }
                add(name, std::move(declaration), owner, 0);
            }
        }
    }

    Engine& engine_;
    std::unordered_set<std::string> seen_;
};

}  // namespace

std::vector<Member> Engine::members(TypeRef value) {
    Collector collector(*this);
    for (const TypeRef part : parts_of(value)) {
        switch (part->kind) {
        case TypeKind::Module:
            collector.add_module(*part->module, part);
            if (const TypeRef module = as_instance(part); module->is(TypeKind::Instance))
                collector.add_class(module, false, 2);
            break;
        case TypeKind::Class: {
            collector.add_class(self_instance(*part->class_info), true);
            if (const TypeRef meta = as_instance(part); meta->is(TypeKind::Instance))
                collector.add_class(meta, false, 16);
            break;
        }
        case TypeKind::TypeOf: {
            const TypeRef its = as_instance(part->items[0]);
            if (its->is(TypeKind::Instance)) collector.add_class(its, true);
            if (const TypeRef meta = builtin_instance("type"); meta->is(TypeKind::Instance))
                collector.add_class(meta, false, 16);
            break;
        }
        case TypeKind::Super: {
            if (part->self == nullptr) break;
            const bool on_class = part->self->is(TypeKind::Class);
            const TypeRef instance = on_class ? instance_of(part->self) : as_instance(part->self);
            if (!instance->is(TypeKind::Instance)) break;
            bool behind = false;
            std::uint32_t distance = 0;
            for (const TypeRef entry : mro(*instance->class_info)) {
                if (behind) collector.add_class(entry, on_class, distance++);
                if (entry->class_info == part->class_info) behind = true;
            }
            break;
        }
        case TypeKind::Unknown:
        case TypeKind::Any:
        case TypeKind::Never: break;
        default: {
            const TypeRef instance = as_instance(part);
            for (const TypeRef one : parts_of(instance))
                if (one->is(TypeKind::Instance)) collector.add_class(one, false);
        }
        }
    }
    return std::move(collector.found);
}

}  // namespace pilcrow::lsp
