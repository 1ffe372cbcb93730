#include "lsp/types/inference.h"

#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"

namespace pilcrow::lsp {

struct Inference::State {
    Engine engine;
};

namespace {

TypeRef known(Engine& engine, TypeRef type) { return type != nullptr ? type : engine.unknown(); }

}  // namespace

Inference::Inference() : state_(std::make_unique<State>()) {}
Inference::~Inference() = default;

void Inference::begin(WorldPtr world, const std::atomic<bool>* cancelled) {
    state_->engine.begin(std::move(world), cancelled);
}
std::uint32_t Inference::steps() const { return state_->engine.steps(); }
const World& Inference::world() const { return state_->engine.world(); }

const Names& Inference::names(const SourceFile& file) {
    return *state_->engine.file_like(file).names;
}
const Scopes& Inference::scopes(const SourceFile& file) {
    return *state_->engine.file_like(file).scopes;
}

TypeRef Inference::type_of(const FilePtr& file, NodeRef expression) {
    Engine& engine = state_->engine;
    engine.question();
    if (file == nullptr || !expression) return engine.unknown();
    return engine.infer(engine.file(file), expression);
}

TypeRef Inference::type_of_name(const FilePtr& file, std::string_view name, Position place) {
    Engine& engine = state_->engine;
    engine.question();
    if (file == nullptr) return engine.unknown();
    const FileInfo& info = engine.file(file);
    std::size_t dot = name.find('.');
    TypeRef type = engine.name_at(info, name.substr(0, dot), place);
    while (dot != std::string_view::npos) {
        const std::size_t begin = dot + 1;
        dot = name.find('.', begin);
        type = known(engine, engine.attribute(type, name.substr(begin, dot - begin)));
        type = engine.narrowed_path(info, name.substr(0, dot), place, type);
    }
    return type;
}

TypeRef Inference::type_of(const Declaration& declaration) {
    state_->engine.question();
    return known(state_->engine, state_->engine.type_of(declaration));
}

TypeRef Inference::type_of_module(const Module& module) {
    Engine& engine = state_->engine;
    engine.question();
    if (module.file == nullptr) return engine.unknown();
    return engine.types().module(&engine.file(module.file).module);
}

TypeRef Inference::member(TypeRef value, std::string_view name) {
    state_->engine.question();
    return known(state_->engine, state_->engine.attribute(value, name));
}
TypeRef Inference::element(TypeRef value) {
    state_->engine.question();
    return state_->engine.iterated(value);
}
TypeRef Inference::awaited(TypeRef value) {
    state_->engine.question();
    return state_->engine.awaited(value);
}
TypeRef Inference::entered(TypeRef value, bool is_async) {
    state_->engine.question();
    return state_->engine.entered(value, is_async);
}
TypeRef Inference::subscripted(TypeRef value, TypeRef key) {
    state_->engine.question();
    return state_->engine.subscript(value, key);
}
TypeRef Inference::called(TypeRef value) {
    state_->engine.question();
    return state_->engine.call(value, {});
}
TypeRef Inference::expected(const FilePtr& file, NodeRef expression) {
    state_->engine.question();
    if (file == nullptr || !expression) return nullptr;
    return state_->engine.expected(state_->engine.file(file), expression);
}

std::vector<Member> Inference::members(TypeRef value) {
    state_->engine.question();
    return state_->engine.members(value);
}
std::vector<std::string> Inference::keys(TypeRef value) {
    state_->engine.question();
    return state_->engine.keys(value);
}
std::vector<Signature> Inference::signatures(TypeRef callee) {
    state_->engine.question();
    return state_->engine.signatures(callee);
}
Declaration Inference::taken_overload(const FilePtr& file, NodeRef call) {
    Engine& engine = state_->engine;
    engine.question();
    if (file == nullptr || !call) return {};
    const FunctionInfo* taken = engine.taken_overload(engine.file(file), call);
    if (taken == nullptr) return {};
    const Tree& tree = taken->file->t();
    return {taken->file->file, DeclarationKind::Function, taken->node,
            range_of(tree, name_token(tree, taken->node))};
}

std::vector<Declaration> Inference::declarations(const FilePtr& file, BlockId block,
                                                 std::uint32_t token) {
    state_->engine.question();
    if (file == nullptr) return {};
    return state_->engine.declarations(state_->engine.file(file), block, token, true);
}
std::vector<Declaration> Inference::bindings(const FilePtr& file, BlockId block,
                                             std::uint32_t token) {
    state_->engine.question();
    if (file == nullptr) return {};
    return state_->engine.declarations(state_->engine.file(file), block, token, false);
}
std::vector<Declaration> Inference::declarations(TypeRef value, std::string_view name) {
    state_->engine.question();
    return state_->engine.declarations(value, name);
}
Declaration Inference::declaration(TypeRef type) {
    state_->engine.question();
    return state_->engine.declaration(type);
}
std::vector<Declaration> Inference::overridden(const Declaration& declaration) {
    state_->engine.question();
    return state_->engine.overridden(declaration);
}

Declaration Inference::source_of(const Declaration& declaration) {
    state_->engine.question();
    return state_->engine.source_of(declaration);
}
std::string Inference::documentation(const Declaration& declaration) {
    state_->engine.question();
    return state_->engine.documentation(declaration);
}

std::string Inference::text(TypeRef type) {
    state_->engine.question();
    return state_->engine.text(type);
}

}  // namespace pilcrow::lsp
