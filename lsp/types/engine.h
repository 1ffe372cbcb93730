// Engine: the inference behind Inference. One object, its methods spread over small files, each of
// which holds one idea:
//
// | file | what it answers |
// |---|---|
// | engine.cpp | begin, files and their tiers, steps and depth, modules |
// | annotations.cpp | annotation(): what an annotation says; aliases; special forms |
// | special_forms.cpp | which of typing's forms a name is |
// | conditions.cpp | sys.version_info, sys.platform, TYPE_CHECKING |
// | imports.cpp | what an import brings; module_member(); `__all__` |
// | declarations.cpp | symbol_type(), declared_type(): what a binding is declared as |
// | functions.cpp | function_of(): headers; parameter types; decorators |
// | classes.cpp | class_of(), bases, MRO, own members |
// | made_classes.cpp | NamedTuple, namedtuple, NewType, Enum(), TypedDict() by a call |
// | dataclasses.cpp | dataclasses, attrs, and others by dataclass_transform |
// | attributes.cpp | attribute(): members of values, descriptors, binding |
// | substitution.cpp | type variables replaced; bounds, defaults |
// | solving.cpp | assignable(), solve(): type variables from arguments |
// | calls.cpp | call(): overloads, constructors; arguments to parameters |
// | expressions.cpp | infer(): one case for each kind of expression |
// | operators.cpp | binary and unary operators, comparisons, subscripts, through their methods |
// | protocols.cpp | iterate, await, enter: what an object's special methods give |
// | expected.cpp | what its context wants of an expression |
// | members.cpp, signatures.cpp, text.cpp, places.cpp, documents.cpp | Inference's lists, texts,
// declarations | | **flow_names.cpp** | name_in_flow(): which bindings reach a place | |
// **flow_bindings.cpp** | bound_type(): what one binding gives (assignment, loop, unpacking, with,
// match, except) | | **flow_narrowing.cpp** | narrowed(): isinstance, `is None`, truth, `in`,
// TypeGuard, match | | **flow_returns.cpp** | returned_type(), yielded types: unannotated
// functions, with a call's arguments | | **flow_keys.cpp** | keys(): of displays and TypedDicts |
//
// **Bounds.** Every question has a budget of steps; each infer(), attribute() or call() takes one
// and goes at most max_depth deep. Over either, and for what is already being answered further out
// (a cycle), the answer is Unknown and `cut_` notes it, so that nothing half known is kept.
#pragma once

#include "lsp/source/names_cache.h"
#include "lsp/types/class_info.h"
#include "lsp/types/file_info.h"
#include "lsp/types/function_info.h"
#include "lsp/types/inference.h"
#include "lsp/types/node_path.h"
#include "lsp/types/type_store.h"

#include <atomic>
#include <functional>
#include <map>
#include <unordered_map>

namespace pilcrow::lsp {

// An argument of a call: of a node, or (a special method's) a type alone.
struct Argument {
    TypeRef type = nullptr;  // null: to be inferred from `node` when it is needed
    const FileInfo* file = nullptr;
    NodeRef node;              // the value, behind a keyword or stars
    std::string_view keyword;  // or empty
    bool starred = false;      // *x
    bool double_starred = false;
};

// Which type stands for which variable.
using Substitution = std::vector<std::pair<const TypeVariable*, TypeRef>>;

// A call of an unannotated function that is being looked into: its parameters have the types of
// these arguments, and what is found out inside is kept here, not for good.
struct Frame {
    const FunctionInfo* function = nullptr;
    std::vector<TypeRef> arguments;  // by parameter; null: nothing is known
    const Frame* outer = nullptr;
    std::unordered_map<std::uint64_t, TypeRef> expressions;
    std::unordered_map<std::uint64_t, TypeRef> bindings;
};

class Engine {
public:
    static constexpr std::uint32_t max_depth = 80;
    static constexpr std::uint32_t max_steps = 60'000;
    static constexpr std::uint32_t max_frames = 4;

    Engine();
    ~Engine();

    // --- engine.cpp ---
    void begin(WorldPtr world, const std::atomic<bool>* cancelled);
    // Begins a question: the budget is full again. (Inference's methods call it.)
    void question();
    const World& world() const { return *world_; }
    const FileInfo& file(const FilePtr& file);
    const ModuleInfo* module(std::string_view name, const FileInfo& from);  // or null
    const ModuleInfo* module_of(const FileInfo& file);
    // A class of typeshed, by module and name; null where typeshed is missing.
    const ClassInfo* known_class(std::string_view module, std::string_view name);
    const ClassInfo* builtin(std::string_view name) { return known_class("builtins", name); }
    // Instance of a builtin class; Unknown where it is missing.
    TypeRef builtin_instance(std::string_view name, std::span<const TypeRef> arguments = {});
    TypeRef tuple_of(std::span<const TypeRef> elements);
    TypeStore& types() { return types_; }
    TypeRef unknown() const { return types_.unknown(); }

    // --- annotations.cpp: what a value is whose annotation is `node` ---
    TypeRef annotation(const FileInfo& file, NodeRef node);
    // Of the text of a string in an annotation's place.
    TypeRef annotation_text(const FileInfo& file, NodeRef string, ScopeRef scope);
    // What a value that is used as a type says (`list`, `list[int]`, None): Class(list) → list.
    TypeRef instance_of(TypeRef value);
    // The arguments behind a generic class, too few filled up with defaults or Unknown.
    TypeRef specialized(const ClassInfo* info, std::span<const TypeRef> arguments);

    // --- conditions.cpp: an If's test that is known: true, false, or nothing known ---
    std::optional<bool> condition(const FileInfo& file, NodeRef test);
    // A statement stands in a branch that is never taken (of sys.version_info and so on).
    bool is_dead(const FileInfo& file, BlockId statement);

    // --- imports.cpp ---
    TypeRef module_member(const ModuleInfo& module, std::string_view name);
    // The names that `import *` takes from it.
    std::vector<std::string> exported_names(const ModuleInfo& module);
    std::vector<Mention> module_bindings(const FileInfo& file, std::string_view name);
    // What an `import` or `from … import` binds at that token.
    TypeRef imported(const FileInfo& file, Mention mention);

    // --- declarations.cpp ---
    // What a scope's name is, wherever it is read: what it is declared as, else the union of all
    // its bindings.
    TypeRef symbol_type(const FileInfo& file, ScopeRef scope, NameId name);
    // What a binding says by itself: def, class, import, annotation (a parameter's too), type
    // parameter; null where it must be inferred (bound_type).
    TypeRef declared_type(const FileInfo& file, ScopeRef scope, Mention mention);
    // The node that a mention binds in: FunctionDef, ClassDef, Parameter, Assign, For, Alias …
    NodeRef binding_node(const FileInfo& file, Mention mention);

    // --- functions.cpp ---
    const FunctionInfo* function_of(const FileInfo& file, NodeRef node);  // FunctionDef, Lambda
    // What the name is after its decorators.
    TypeRef decorated(const FunctionInfo& function);
    // Annotated, self or cls, else by a Frame's arguments, else by the default; Unknown.
    // `*args: int` is a tuple[int, ...] in the body; `outside`: int.
    TypeRef parameter_type(const FunctionInfo& function, std::uint32_t index, bool outside = false);
    // What a call gives: annotated, or returned_type(); a coroutine or generator where it is one.
    TypeRef return_type(const FunctionInfo& function, std::span<const TypeRef> arguments = {});

    // --- classes.cpp ---
    const ClassInfo* class_of(const FileInfo& file, NodeRef node);
    const std::vector<TypeRef>& bases(const ClassInfo& info);
    const std::vector<TypeRef>& mro(const ClassInfo& info);
    std::uint16_t flags(const ClassInfo& info);  // ClassFlags
    TypeRef metaclass(const ClassInfo& info);    // Class
    const std::vector<TypeRef>& type_parameters(const ClassInfo& info);
    const std::vector<ClassMember>& own_members(const ClassInfo& info);
    const ClassMember* own_member(const ClassInfo& info, std::string_view name);
    bool is_subclass(const ClassInfo& info, const ClassInfo& base);
    // The base of an instance's class that is `base`, with arguments; null if it is none of them.
    TypeRef as_base(TypeRef instance, const ClassInfo& base);
    // Instance of a class in its own terms: `list[_T]`, what `self` is in its methods.
    TypeRef self_instance(const ClassInfo& info);

    // --- attributes.cpp ---
    // Null where there is none.
    TypeRef attribute(TypeRef value, std::string_view name);
    // A special method, looked up on the class: Unknown operands have none.
    TypeRef special_method(TypeRef value, std::string_view name);
    struct Found {
        const ClassMember* member = nullptr;
        TypeRef owner = nullptr;  // Instance of the class in the MRO, arguments put in
        explicit operator bool() const { return member != nullptr; }
    };
    // Along the MRO of a class with these arguments, behind `after` if it is given.
    Found find_member(TypeRef instance, std::string_view name, const ClassInfo* after = nullptr);
    // What a found member is, before it is bound.
    TypeRef member_type(const Found& found);
    // The class instance whose attributes a value has: None → NoneType, Module → ModuleType …
    TypeRef as_instance(TypeRef value);

    // --- substitution.cpp ---
    TypeRef substitute(TypeRef type, const Substitution& by);
    Substitution substitution_of(TypeRef instance);  // its class's parameters → its arguments
    // Every variable left becomes its default, bound or Unknown.
    TypeRef closed(TypeRef type);
    TypeRef bound_of(const TypeVariable& variable);  // null: none
    std::vector<TypeRef> constraints_of(const TypeVariable& variable);
    TypeRef default_of(const TypeVariable& variable);  // null: none

    // --- solving.cpp ---
    // Whether a value of `from` may stand where `to` is wanted; variables in `to` are solved into
    // `solved` on the way.
    bool assignable(TypeRef to, TypeRef from, Substitution* solved = nullptr);

    // --- calls.cpp ---
    std::vector<Argument> arguments_of(const FileInfo& file, NodeRef call);
    TypeRef call(TypeRef callee, std::span<const Argument> arguments, TypeRef expected = nullptr);
    TypeRef call_method(TypeRef value, std::string_view method, std::span<const TypeRef> arguments);
    TypeRef argument_type(const Argument& argument, TypeRef expected = nullptr);

    // --- expressions.cpp ---
    // `expected`: what the context wants (of lambdas, displays); null: nothing.
    TypeRef infer(const FileInfo& file, NodeRef node, TypeRef expected = nullptr);

    // --- operators.cpp ---
    TypeRef binary(TypeRef left, TypeRef right, std::uint8_t op);
    TypeRef subscript(TypeRef value, TypeRef key, const FileInfo* file = nullptr,
                      NodeRef key_node = {});

    // --- protocols.cpp ---
    TypeRef iterated(TypeRef value, bool is_async = false);
    TypeRef entered(TypeRef context, bool is_async);
    TypeRef awaited(TypeRef value);

    // --- expected.cpp ---
    TypeRef expected(const FileInfo& file, NodeRef node);  // or null

    // --- members.cpp, signatures.cpp, text.cpp, places.cpp, documents.cpp ---
    std::vector<Member> members(TypeRef value);
    std::vector<Signature> signatures(TypeRef callee);
    std::string text(TypeRef type, std::uint32_t depth = 0);
    Declaration declaration_of(const FileInfo& file, Mention mention);
    std::vector<Declaration> declarations(const FileInfo& file, BlockId block, std::uint32_t token,
                                          bool through_imports);
    std::vector<Declaration> declarations(TypeRef value, std::string_view name);
    Declaration declaration(TypeRef type);
    Declaration source_of(const Declaration& declaration);
    std::string documentation(const Declaration& declaration);
    TypeRef type_of(const Declaration& declaration);

    // --- flow_names.cpp: a name that `scope` binds, as it is read at `place` in `from` ---
    TypeRef name_in_flow(const FileInfo& file, ScopeRef scope, NameId name, ScopeRef from,
                         Position place);
    // --- flow_bindings.cpp: what one binding gives that declares nothing ---
    TypeRef bound_type(const FileInfo& file, ScopeRef scope, Mention mention);
    // --- flow_narrowing.cpp: an attribute or subscript (`self.x`, `a[0]`) where it stands, whose
    // type is otherwise `type` ---
    TypeRef narrowed(const FileInfo& file, NodeRef expression, TypeRef type);
    // --- flow_returns.cpp: of a function without annotation; `arguments` by parameter, null where
    // nothing is known. What `return` gives, or None; what `yield` gives; no coroutine around it.
    TypeRef returned_type(const FunctionInfo& function, std::span<const TypeRef> arguments);
    TypeRef yielded_type(const FunctionInfo& function, std::span<const TypeRef> arguments);
    // What a `yield` or `yield from` expression gives to its function.
    TypeRef sent_type(const FileInfo& file, NodeRef yield);
    // --- flow_keys.cpp ---
    std::vector<std::string> keys(TypeRef value);

    // --- bounds ---
    // Takes a step and a level: `if (!guard) return unknown()`.
    class Guard {
    public:
        explicit Guard(Engine& engine) : engine_(engine), fits_(engine.enter()) {}
        ~Guard() { --engine_.depth_; }
        Guard(const Guard&) = delete;
        Guard& operator=(const Guard&) = delete;
        explicit operator bool() const { return fits_; }

    private:
        Engine& engine_;
        bool fits_;
    };
    std::uint32_t steps() const { return steps_; }
    // Answers once: from `kept`, or by `make`, whose answer is kept unless a bound or a cycle cut
    // it short. A second question for the same slot while it is being made is a cycle: Unknown.
    TypeRef once(std::unordered_map<std::uint64_t, TypeRef>& kept, std::uint64_t key,
                 const std::function<TypeRef()>& make);
    // Where what is found out about a place is kept: the innermost Frame's around it, or the
    // file's.
    std::unordered_map<std::uint64_t, TypeRef>& expressions_at(const FileInfo& file, BlockId block);
    std::unordered_map<std::uint64_t, TypeRef>& bindings_at(const FileInfo& file, BlockId block);
    Frame* frame_of(const FunctionInfo& function) const;
    // Sets a frame for as long as it lives.
    class FrameScope {
    public:
        FrameScope(Engine& engine, Frame& frame) : engine_(engine), before_(engine.frame_) {
            frame.outer = before_;
            engine.frame_ = &frame;
        }
        ~FrameScope() { engine_.frame_ = before_; }
        FrameScope(const FrameScope&) = delete;
        FrameScope& operator=(const FrameScope&) = delete;

    private:
        Engine& engine_;
        Frame* before_;
    };

private:
    bool enter();

    WorldPtr world_;
    const std::atomic<bool>* cancelled_ = nullptr;
    TypeStore types_;
    NamesCache names_;
    std::unordered_map<std::string, std::unique_ptr<FileInfo>> files_;  // by path
    std::map<std::string, std::unique_ptr<ModuleInfo>, std::less<>> library_modules_;
    std::map<std::string, std::unique_ptr<ModuleInfo>, std::less<>> workspace_modules_;
    Frame* frame_ = nullptr;
    std::uint32_t depth_ = 0;
    std::uint32_t steps_ = 0;
    bool over_ = false;  // the budget is spent, or the question cancelled
    // Cycles: what is being made, and how far out the outermost of those reaches that an answer
    // was cut by.
    std::vector<std::pair<const void*, std::uint64_t>> working_;
    std::size_t cut_ = static_cast<std::size_t>(-1);
};

}  // namespace pilcrow::lsp
