#include "lsp/types/engine.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

// The library's tier is dropped when its types take more than this.
constexpr std::size_t max_library_bytes = 128U << 20U;
// Files whose names are kept.
constexpr std::size_t max_names = 1000;
constexpr std::size_t nothing_cut = static_cast<std::size_t>(-1);

}  // namespace

Engine::Engine() = default;
Engine::~Engine() = default;

void Engine::begin(WorldPtr world, const std::atomic<bool>* cancelled) {
    world_ = std::move(world);
    cancelled_ = cancelled;
    const bool same_version = version_ == world_->python_version();
    version_ = world_->python_version();
    // Library files seldom change (a package is installed, a stub is edited); when one has, what
    // was inferred from it may be anywhere.
    const bool changed = !same_version || types_.library_bytes() > max_library_bytes ||
                         std::any_of(outdated_.begin(), outdated_.end(),
                                     [](const auto& info) { return !info->workspace; }) ||
                         std::any_of(files_.begin(), files_.end(), [&](const auto& entry) {
                             const FileInfo& info = *entry.second;
                             return !info.workspace && world_->file(entry.first) != info.file;
                         });
    outdated_.clear();
    workspace_modules_.clear();
    if (changed) {
        library_modules_.clear();
        known_classes_.clear();
        files_.clear();
        types_.clear();
    } else {
        std::erase_if(files_, [](const auto& entry) { return entry.second->workspace; });
        types_.clear_workspace();
    }
    // Names of the workspace's other files hold as long as their trees do.
    if (names_.size() > max_names) {
        names_.forget([&](const std::string& path) {
            return world_->is_open(path) || files_.contains(path);
        });
    }
    question();
}

void Engine::question() {
    ++question_;
    steps_ = 0;
    over_ = false;
    depth_ = 0;
    cut_ = nothing_cut;
    working_.clear();
    provisional_.clear();
    frame_ = nullptr;
}

bool Engine::enter() {
    ++depth_;
    ++steps_;
    if (over_) return false;
    if (steps_ > max_steps ||
        (cancelled_ != nullptr && cancelled_->load(std::memory_order_relaxed)))
        over_ = true;
    if (depth_ > max_depth) cut_ = 0;
    return !over_ && depth_ <= max_depth;
}

Engine::Working::Working(Engine& engine, const void* where, std::uint64_t key)
    : engine_(engine), level_(engine.working_.size()), outer_cut_(engine.cut_), fits_(true) {
    for (std::size_t level = level_; level-- > 0;) {
        if (engine.working_[level] != std::pair(where, key)) continue;
        engine.cut_ = std::min(engine.cut_, level);
        fits_ = false;
        return;
    }
    engine.cut_ = nothing_cut;
    engine.working_.emplace_back(where, key);
}

Engine::Working::~Working() {
    if (!fits_) return;
    engine_.working_.pop_back();
    // What was cut by a cycle that began here is whole now.
    if (engine_.cut_ >= level_) engine_.cut_ = nothing_cut;
    engine_.cut_ = std::min(engine_.cut_, outer_cut_);
}

bool Engine::is_working(const void* where, std::uint64_t key) const {
    return std::find(working_.begin(), working_.end(), std::pair(where, key)) != working_.end();
}

// --- files and modules ---

const FileInfo& Engine::file(const FilePtr& file) {
    std::unique_ptr<FileInfo>& info = files_[file->path];
    if (info != nullptr && info->file == file) return *info;
    // Within one World a file on disk may be read again. What was inferred from its old text stays
    // until the next begin(), and the cache of names goes on with the old one as well.
    const bool again = info != nullptr;
    if (again) outdated_.push_back(std::move(info));
    info = std::make_unique<FileInfo>();
    info->file = file;
    info->tree = file->tree.get();
    info->workspace = file->origin == Origin::Workspace;
    if (again) info->own_names = std::make_unique<const Names>(Names::analyze(*file->tree));
    info->names = again ? info->own_names.get() : &names_.of(*file);
    info->scopes.emplace(*info->names);
    info->module.name = file->module;
    info->module.file = info.get();
    info->module.seen_from = info.get();
    info->module.workspace = info->workspace;
    return *info;
}

const FileInfo& Engine::file_like(const SourceFile& source) {
    const auto known = files_.find(source.path);
    if (known != files_.end() && known->second->file->tree == source.tree) return *known->second;
    const FilePtr of_world = world_->file(source.path);
    if (of_world != nullptr && of_world->tree == source.tree) return file(of_world);
    return file(std::make_shared<const SourceFile>(source));
}

const ModuleInfo* Engine::module(std::string_view name, const FileInfo& from) {
    if (name.empty()) return nullptr;
    const auto kept = from.modules.find(name);
    if (kept != from.modules.end()) return kept->second;
    const Module found = world_->module(name, *from.file);
    const ModuleInfo* info = found ? &module_info(found, from) : nullptr;
    from.modules.emplace(std::string(name), info);
    return info;
}

const ModuleInfo& Engine::module_info(const Module& found, const FileInfo& from) {
    if (found.file != nullptr) {
        const FileInfo& its_file = file(found.file);
        if (its_file.module.name.empty()) its_file.module.name = found.name;
        if (its_file.module.folders.empty()) its_file.module.folders = found.folders;
        return its_file.module;
    }
    auto& modules = from.workspace ? workspace_modules_ : library_modules_;
    std::unique_ptr<ModuleInfo>& info = modules[found.name];
    if (info == nullptr) {
        info = std::make_unique<ModuleInfo>();
        info->name = found.name;
        info->folders = found.folders;
        info->seen_from = &from;
        info->workspace = from.workspace;
    }
    return *info;
}

const FileInfo* Engine::standard_module(std::string_view name) {
    static const SourceFile nowhere{"", "", Origin::Standard, nullptr};
    const Module found = world_->module(name, nowhere);
    return found.file != nullptr ? &file(found.file) : nullptr;
}

const ClassInfo* Engine::known_class(std::string_view module, std::string_view name) {
    std::string key(module);
    key += ':';
    key += name;
    if (const auto kept = known_classes_.find(key); kept != known_classes_.end())
        return kept->second;
    Working working(*this, &known_classes_, std::hash<std::string>()(key));
    if (!working) return nullptr;
    const ClassInfo* found = nullptr;
    if (const FileInfo* its_file = standard_module(module)) {
        const TypeRef member = module_member(its_file->module, name);
        if (member != nullptr && member->is(TypeKind::Class)) found = member->class_info;
    }
    if (working.complete()) known_classes_.emplace(std::move(key), found);
    return found;
}

TypeRef Engine::builtin_instance(std::string_view name, std::span<const TypeRef> arguments) {
    return known_instance("builtins", name, arguments);
}

TypeRef Engine::known_instance(std::string_view module, std::string_view name,
                               std::span<const TypeRef> arguments) {
    const ClassInfo* info = known_class(module, name);
    return info != nullptr ? types_.instance(info, arguments) : unknown();
}

TypeRef Engine::tuple_of(std::span<const TypeRef> elements) {
    const ClassInfo* tuple = builtin("tuple");
    return tuple != nullptr ? types_.fixed_tuple(tuple, elements) : unknown();
}

TypeRef Engine::literal(std::string_view builtin_class, LiteralKind kind, std::string_view value,
                        bool soft) {
    const ClassInfo* info = builtin(builtin_class);
    // A long string's value helps nobody.
    if (info == nullptr) return unknown();
    if (value.size() > 200) return types_.instance(info);
    return types_.literal(info, kind, value, soft);
}

// --- where things are kept ---

namespace {

bool holds(const Frame& frame, const FileInfo& file, BlockId block) {
    const FunctionInfo& function = *frame.function;
    return function.file == &file && block >= function.node.block &&
           block < file.t().reading->node_end(function.node.block);
}

}  // namespace

std::unordered_map<std::uint64_t, TypeRef>& Engine::expressions_at(const FileInfo& file,
                                                                   BlockId block) {
    for (Frame* frame = frame_; frame != nullptr; frame = frame->outer)
        if (holds(*frame, file, block)) return frame->expressions;
    return file.expressions;
}

std::unordered_map<std::uint64_t, TypeRef>& Engine::bindings_at(const FileInfo& file,
                                                                BlockId block) {
    for (Frame* frame = frame_; frame != nullptr; frame = frame->outer)
        if (holds(*frame, file, block)) return frame->bindings;
    return file.bindings;
}

Frame* Engine::frame_of(const FunctionInfo& function) const {
    for (Frame* frame = frame_; frame != nullptr; frame = frame->outer)
        if (frame->function == &function) return frame;
    return nullptr;
}

}  // namespace pilcrow::lsp
