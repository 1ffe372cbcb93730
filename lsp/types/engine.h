// Engine: the inference behind Inference. One object, its methods spread over small files, each of
// which holds one idea (README.md lists them).
//
// **Bounds.** Every question has a budget of steps; each infer(), attribute() or call() takes one
// and goes at most max_depth deep. Over either, and for what is already being answered further out
// (a cycle), the answer is Unknown and `cut_` notes it, so that nothing half known is kept.
#pragma once

#include "lsp/source/names_cache.h"
#include "lsp/source/places.h"
#include "lsp/types/class_info.h"
#include "lsp/types/engine_parts.h"
#include "lsp/types/file_info.h"
#include "lsp/types/function_info.h"
#include "lsp/types/inference.h"
#include "lsp/types/naming.h"
#include "lsp/types/type_store.h"

#include <atomic>
#include <functional>
#include <map>
#include <unordered_map>

namespace pilcrow::lsp {

struct Placing;

class Engine {
public:
    static constexpr std::uint32_t max_depth = 240;
    static constexpr std::uint32_t max_steps = Inference::max_steps;
    static constexpr std::uint32_t max_frames = 4;

    Engine();
    ~Engine();

    // --- engine.cpp ---
    void begin(WorldPtr world, const std::atomic<bool>* cancelled);
    // Begins a question: the budget is full again. (Inference's methods call it.)
    void question();
    const World& world() const { return *world_; }
    const FileInfo& file(const FilePtr& file);
    // Of who holds no pointer to it: the file that was seen before, or a copy.
    const FileInfo& file_like(const SourceFile& file);
    const ModuleInfo* module(std::string_view name, const FileInfo& from);  // or null
    // The file of a module of typeshed, or null.
    const FileInfo* standard_module(std::string_view name);
    // A class of typeshed, by module and name; null where typeshed is missing.
    const ClassInfo* known_class(std::string_view module, std::string_view name);
    const ClassInfo* builtin(std::string_view name) { return known_class("builtins", name); }
    // Instance of a builtin class; Unknown where it is missing.
    TypeRef builtin_instance(std::string_view name, std::span<const TypeRef> arguments = {});
    TypeRef known_instance(std::string_view module, std::string_view name,
                           std::span<const TypeRef> arguments = {});
    // `soft`: an expression gave it.
    TypeRef literal(std::string_view builtin_class, LiteralKind kind, std::string_view value,
                    bool soft = true);
    TypeRef tuple_of(std::span<const TypeRef> elements);
    TypeStore& types() { return types_; }
    TypeRef unknown() const { return types_.unknown(); }

    // --- naming.cpp: what a name or dotted path is where types are written ---
    Named named(const FileInfo& file, NodeRef node);
    Named named_in(const FileInfo& file, ScopeRef scope, std::string_view text);
    Named named_member(const ModuleInfo& module, std::string_view name);
    Named named_attribute(const Named& base, std::string_view name);
    Form form_of(const FileInfo& file, NodeRef node);
    // "functools.wraps": the module and name of the definition behind it, or of what is imported
    // from a module that is not there; empty for anything else. A subscript counts as what it is
    // of.
    std::string qualified(const FileInfo& file, NodeRef node);
    const TypeVariable* variable_of(const FileInfo& file, NodeRef node);

    // --- annotations.cpp: what a value is whose annotation is `node` ---
    TypeRef annotation(const FileInfo& file, NodeRef node);
    ScopeRef annotation_scope(const FileInfo& file, NodeRef node);
    TypeRef plain_form(Form form);
    TypeRef plain_named(const Named& named);
    TypeRef alias_type(const Named& alias, std::span<const TypeRef> arguments);
    TypeRef self_variable();
    TypeRef class_of_type(TypeRef type);
    Substitution arguments_for(std::span<const TypeVariable* const> variables,
                               std::span<const TypeRef> arguments);
    // What a value that is used as a type says (`list`, `list[int]`, None): Class(list) → list.
    TypeRef instance_of(TypeRef value);
    // The arguments behind a generic class, too few filled up with defaults or Unknown.
    TypeRef specialized(const ClassInfo* info, std::span<const TypeRef> arguments);

    // --- conditions.cpp: an If's test that is known: true, false, or nothing known ---
    std::optional<bool> condition(const FileInfo& file, NodeRef test);
    // A statement stands in a branch that is never taken (of sys.version_info and so on).
    bool is_dead(const FileInfo& file, BlockId statement);
    bool is_dead_branch(const FileInfo& file, NodeRef header);

    // --- imports.cpp ---
    // A module's member, submodules too; null where there is none.
    TypeRef module_member(const ModuleInfo& module, std::string_view name);
    // The names that `import *` takes from it.
    std::vector<std::string> exported_names(const ModuleInfo& module);
    bool is_exported(const FileInfo& file, NameId name);
    // What an `import` or `from … import` binds at that token.
    TypeRef imported(const FileInfo& file, Mention mention);
    // What stands at any token of an import.
    ImportedName import_at(const FileInfo& file, BlockId block, std::uint32_t token);
    std::string import_module_name(const FileInfo& file, NodeRef import_from);
    // The modules of a file's `import *`, and a name that comes by them; null where none does.
    const std::vector<const ModuleInfo*>& star_imports(const FileInfo& file);
    TypeRef star_member(const FileInfo& file, std::string_view name);

    // --- declarations.cpp ---
    // Where a scope binds a name, without what is dead or damaged (damaged ones if there are no
    // others).
    const std::vector<Mention>& bindings_of(const FileInfo& file, ScopeRef scope, NameId name);
    // What a scope's name is, wherever it is read: what it is declared as, else the union of all
    // its bindings.
    TypeRef symbol_type(const FileInfo& file, ScopeRef scope, NameId name);
    // What a binding says by itself: def, class, import, annotation (a parameter's too), type
    // parameter; null where it must be inferred (bound_type).
    TypeRef declared_type(const FileInfo& file, Mention mention);
    // Either of declared_type() and bound_type().
    TypeRef binding_type(const FileInfo& file, ScopeRef scope, Mention mention);
    // The node that a mention binds in: FunctionDef, ClassDef, Parameter, Assign, For, Alias …
    NodeRef binding_node(const FileInfo& file, Mention mention);

    // --- functions.cpp ---
    const FunctionInfo* function_of(const FileInfo& file, NodeRef node);  // FunctionDef, Lambda
    // Overloads of the name that a function defines, in text order; empty if it has none.
    const std::vector<const FunctionInfo*>& overloads(const FunctionInfo& function);
    // The property that a setter belongs to, or null.
    const FunctionInfo* getter_of(const FunctionInfo& setter);
    // What the name is after its decorators.
    TypeRef decorated(const FunctionInfo& function);
    // Annotated, self or cls, else by a Frame's arguments, else by the default; Unknown.
    // `*args: int` is a tuple[int, ...] in the body; `outside`: int, and no Frame counts.
    TypeRef parameter_type(const FunctionInfo& function, std::uint32_t index, bool outside = false);
    // Its Parameters, in its own terms, a `self` among them.
    TypeRef signature_of(const FunctionInfo& function);
    // What a call gives: annotated, or returned_type(); a coroutine or generator where it is one.
    TypeRef return_type(const FunctionInfo& function, std::span<const TypeRef> arguments = {});

    // --- made_classes.cpp: the class that a Call makes (namedtuple, NewType …), or null ---
    const ClassInfo* made_class(const FileInfo& file, NodeRef call);

    std::vector<TypeRef> named_tuple_elements(const ClassInfo& info);

    // --- dataclasses.cpp ---
    // A class's own fields, in text order; and all that its `__init__` takes.
    const std::vector<Field>& own_fields(const ClassInfo& info);
    std::vector<const Field*> init_fields(const ClassInfo& info);
    std::vector<NodeRef> class_decorators(const ClassInfo& info);

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
    TypeRef object_instance();

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
    // What a found member is, before it is bound; and bound to an instance or (`on_class`) a class.
    TypeRef member_type(const Found& found);
    TypeRef bound_member(const Found& found, TypeRef receiver, bool on_class);
    bool is_enum_member(const ClassInfo& info, const ClassMember& member);
    // The class instance whose attributes a value has: None → NoneType, Module → ModuleType …
    TypeRef as_instance(TypeRef value);

    // --- substitution.cpp ---
    TypeRef substitute(TypeRef type, const Substitution& by);
    Substitution substitution_of(TypeRef instance);  // its class's parameters → its arguments
    TypeRef element_union(TypeRef tuple);            // of a fixed one
    // Every variable left becomes its default, bound or Unknown.
    TypeRef closed(TypeRef type);
    TypeRef bound_of(const TypeVariable& variable);  // null: none
    std::vector<TypeRef> constraints_of(const TypeVariable& variable);
    TypeRef default_of(const TypeVariable& variable);  // null: none

    // In the order in which they stand in it.
    std::vector<const TypeVariable*> free_variables(TypeRef type);

    // --- solving.cpp ---
    // Whether a value of `from` may stand where `to` is wanted; variables in `to` are solved into
    // `solved` on the way.
    bool assignable(TypeRef to, TypeRef from, Substitution* solved = nullptr);
    bool is_instance_of(TypeRef value, std::string_view builtin_class);
    // Without the literals that expressions gave, in a tuple's elements too.
    TypeRef soft_widened(TypeRef type);
    // A function, class or callable object as Callables, overloads each; empty where it is none.
    // Open in its own variables, a bound self taken off.
    std::vector<TypeRef> callables_of(TypeRef value);  // calls.cpp
    TypeRef callable_of(TypeRef value);                // the first, or null

    // --- calls.cpp ---
    std::vector<Argument> arguments_of(const FileInfo& file, NodeRef call);
    TypeRef call(TypeRef callee, std::span<const Argument> arguments, TypeRef expected = nullptr);
    TypeRef call_method(TypeRef value, std::string_view method, std::span<const TypeRef> arguments);
    TypeRef argument_type(const Argument& argument, TypeRef expected = nullptr);

    // --- expressions.cpp ---
    // `expected`: what the context wants (of lambdas, displays); null: nothing.
    TypeRef infer(const FileInfo& file, NodeRef node, TypeRef expected = nullptr);

    // A name as it would be read at a place; and one that nothing in the file binds.
    TypeRef name_at(const FileInfo& file, std::string_view name, Position place);
    TypeRef unbound_name(const FileInfo& file, std::string_view name);
    // What of a value may be true, and false.
    TypeRef truthy(TypeRef type);
    TypeRef falsy(TypeRef type);

    // --- operators.cpp ---
    TypeRef unary(TypeRef operand, std::uint8_t op);
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
    // Which of a function's overloads a Call takes; null where there is but one to take.
    const FunctionInfo* taken_overload(const FileInfo& file, NodeRef call);
    std::string text(TypeRef type, std::uint32_t depth = 0);
    Declaration declaration_of(const FileInfo& file, Mention mention);
    std::vector<Declaration> declarations(const FileInfo& file, BlockId block, std::uint32_t token,
                                          bool through_imports);
    std::vector<Declaration> declarations(TypeRef value, std::string_view name);
    Declaration declaration(TypeRef type);
    Declaration source_of(const Declaration& declaration);
    std::vector<Declaration> overridden(const Declaration& declaration);  // overrides.cpp
    std::string documentation(const Declaration& declaration);
    TypeRef type_of(const Declaration& declaration);

    // --- flow_names.cpp: a name that `scope` binds, as it is read at `place` in `from` ---
    TypeRef name_in_flow(const FileInfo& file, ScopeRef scope, NameId name, ScopeRef from,
                         Position place);
    // --- flow_bindings.cpp: what one binding gives that declares nothing ---
    TypeRef bound_type(const FileInfo& file, ScopeRef scope, Mention mention);
    // The same; null where that is being found out already, further out.
    TypeRef bound_type_or_cycle(const FileInfo& file, ScopeRef scope, Mention mention);
    // --- flow_names.cpp: an attribute or subscript (`self.x`, `a[0]`) where it stands, whose
    // type is otherwise `type` ---
    TypeRef narrowed(const FileInfo& file, NodeRef expression, TypeRef type);
    // The same of a path as it would be read at a place.
    TypeRef narrowed_path(const FileInfo& file, std::string_view path, Position place,
                          TypeRef type);
    bool reaches_end(const FunctionInfo& function);
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
    bool is_working(const void* where, std::uint64_t key) const;
    bool in_frame() const { return frame_ != nullptr; }
    // Answers once: from `kept`, or by `make`, whose answer is kept unless a bound or a cycle cut
    // it short. A second question for the same slot while it is being made is a cycle: Unknown.
    template <typename Make>
    TypeRef once(std::unordered_map<std::uint64_t, TypeRef>& kept, std::uint64_t key, Make make) {
        if (const auto found = kept.find(key); found != kept.end()) return found->second;
        Working working(*this, &kept, key);
        if (!working) return unknown();
        const TypeRef made = make();
        if (working.complete()) kept[key] = made;
        return made;
    }
    // Notes what is being made for as long as it lives. False: it is being made already, further
    // out.
    class Working {
    public:
        Working(Engine& engine, const void* where, std::uint64_t key);
        ~Working();
        Working(const Working&) = delete;
        Working& operator=(const Working&) = delete;
        explicit operator bool() const { return fits_; }
        // Neither a bound nor a cycle that began further out has cut short what was made.
        bool complete() const { return !engine_.over_ && engine_.cut_ >= level_; }

    private:
        Engine& engine_;
        std::size_t level_;
        std::size_t outer_cut_;
        bool fits_;
    };
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
    void read_decorators(FunctionInfo& function);
    std::uint16_t decorator_flags(const FunctionInfo& function, NodeRef decorator);
    static bool says_little(TypeRef type);
    TypeRef unannotated_parameter(const FunctionInfo& function, std::uint32_t index);
    TypeRef inherited_parameter(const FunctionInfo& function, std::uint32_t index);
    TypeRef lambda_parameter(TypeRef wanted, const FunctionInfo& function, std::uint32_t index);
    TypeRef expected_in(const FileInfo& file, NodeRef parent, NodeRef child);
    TypeRef expected_argument(const FileInfo& file, NodeRef call, NodeRef argument);
    TypeRef expected_return(const FileInfo& file, NodeRef node);
    TypeRef declared_target(const FileInfo& file, NodeRef target);
    std::string parameters_text(TypeRef list, std::uint32_t depth, bool names);
    std::string function_text(TypeRef function, std::uint32_t depth);
    std::string arguments_text(std::span<const TypeRef> items, std::uint32_t depth);
    std::string union_text(TypeRef type, std::uint32_t depth);
    Signature signature(TypeRef callable);
    void add_field_places(const ClassInfo& info, Signature& signature);
    Declaration declaration_of_function(const FunctionInfo& function);
    void add_member_declarations(const ModuleInfo& module, std::string_view name,
                                 std::vector<Declaration>& found);
    void add_import(const FileInfo& file, const ImportedName& import,
                    std::vector<Declaration>& found);
    void add_bindings(const FileInfo& file, ScopeRef scope, NameId name, bool through_imports,
                      std::vector<Declaration>& found);
    void add_unbound(const FileInfo& file, std::string_view name, std::vector<Declaration>& found);
    void add_member(const Found& member, std::vector<Declaration>& found);
    std::vector<Declaration> keyword_declarations(const FileInfo& file, NodeRef call,
                                                  std::string_view name);
    std::vector<std::string> path_of(const FileInfo& file, const Declaration& declaration);
    std::string own_documentation(const Declaration& declaration);
    void infer_chain(const FileInfo& file, NodeRef node);
    TypeRef make_bound_type(const FileInfo& file, ScopeRef scope, Mention mention);
    TypeRef infer_node(const FileInfo& file, NodeRef node, TypeRef expected);
    TypeRef infer_name(const FileInfo& file, NodeRef node);
    TypeRef infer_number(const FileInfo& file, NodeRef node);
    TypeRef infer_string(const FileInfo& file, NodeRef node);
    TypeRef infer_attribute(const FileInfo& file, NodeRef node);
    TypeRef infer_subscript(const FileInfo& file, NodeRef node);
    TypeRef infer_boolean(const FileInfo& file, NodeRef node, TypeRef expected);
    TypeRef infer_compare(const FileInfo& file, NodeRef node);
    TypeRef infer_display(const FileInfo& file, NodeRef node, TypeRef expected);
    TypeRef infer_generator(const FileInfo& file, NodeRef comprehension);
    TypeRef infer_tuple(const FileInfo& file, NodeRef node, TypeRef expected);
    TypeRef infer_dict(const FileInfo& file, NodeRef node, TypeRef expected);
    TypeRef infer_call(const FileInfo& file, NodeRef node, TypeRef expected);
    TypeRef infer_super(const FileInfo& file, NodeRef node);
    TypeRef joined(std::vector<TypeRef>& parts, TypeRef wanted);
    bool is_plain_bool(TypeRef type);
    TypeRef try_operator(TypeRef value, std::string_view method, TypeRef argument);
    TypeRef fixed_element(TypeRef tuple, TypeRef key, const FileInfo* file, NodeRef key_node);
    TypeRef entry_of(TypeRef value, TypeRef key);
    struct Candidate;
    struct Chosen {
        const FunctionInfo* function = nullptr;
        Substitution solved;
    };
    bool solve_call(const Candidate& candidate, std::span<const Argument> arguments,
                    const Placing& placing, Substitution& solved);
    void solve_unpacked(const Candidate& candidate, std::span<const Argument> arguments,
                        const Placing& placing, Substitution& solved);
    TypeRef settled(TypeRef declared, const Substitution& by, const Substitution& solved);
    TypeRef call_candidates(std::span<const Candidate> candidates,
                            std::span<const Argument> arguments, Chosen* chosen = nullptr);
    std::vector<TypeRef> arguments_by_parameter(const FunctionInfo& function,
                                                const Candidate& candidate,
                                                std::span<const Argument> arguments,
                                                const Placing& placing);
    std::vector<Candidate> candidates_of(TypeRef function, bool open_owner);
    TypeRef instance_of_open(TypeRef class_object);
    TypeRef construct(TypeRef callee, std::span<const Argument> arguments, TypeRef expected);
    void solve_expected(std::vector<Candidate>& candidates, TypeRef self, TypeRef expected);
    bool solve_variable(TypeRef to, TypeRef from, Substitution* solved);
    bool assignable_to_union(TypeRef to, TypeRef from, Substitution* solved);
    bool assignable_instance(TypeRef to, TypeRef from, Substitution* solved);
    bool assignable_elements(TypeRef to, TypeRef from, Substitution* solved);
    bool matches_protocol(TypeRef to, TypeRef from, Substitution* solved);
    bool assignable_callable(TypeRef to, TypeRef from, Substitution* solved);
    bool assignable_signature(TypeRef to, TypeRef from, Substitution* solved);
    bool match_parameters(TypeRef want, TypeRef have, Substitution* solved,
                          Substitution* its_own = nullptr);
    bool assignable_lambda(TypeRef to, TypeRef from, Substitution* solved);
    TypeRef own_member_type(const ClassInfo& info, const ClassMember& member);
    TypeRef make_member_type(const ClassInfo& info, const ClassMember& member);
    TypeRef put_in(TypeRef type, TypeRef owner);
    TypeRef bound(TypeRef type, TypeRef owner, TypeRef receiver, bool on_class, bool by_definition);
    bool own_descriptor(TypeRef instance);
    TypeRef substitute_self(TypeRef type, TypeRef receiver);
    TypeRef without_first(TypeRef callable, TypeRef receiver);
    TypeRef instance_attribute(TypeRef instance, TypeRef receiver, std::string_view name);
    TypeRef class_attribute(TypeRef value, std::string_view name);
    TypeRef enum_attribute(TypeRef instance, std::string_view name);
    void read_bases(const ClassInfo& info);
    void read_class_header(ClassInfo& info);
    void read_class_keyword(ClassInfo& info, NodeRef keyword);
    void inherit_flags(ClassInfo& info);
    void read_made_bases(ClassInfo& info);       // made_classes.cpp
    void add_typed_dict_base(ClassInfo& info);   // made_classes.cpp
    void read_dataclass_flags(ClassInfo& info);  // dataclasses.cpp
    void read_field_call(const ClassInfo& info, Field& field);
    bool is_transform(const Named& named);
    static NodeRef callee_of(const FileInfo& file, NodeRef expression);
    void read_members(const ClassInfo& info);     // class_members.cpp
    void read_made_members(ClassInfo& info);      // made_classes.cpp
    void add_dataclass_members(ClassInfo& info);  // dataclasses.cpp
    Named named_class(const ClassInfo* info);
    Named named_module(const ModuleInfo* module);
    Named named_builtin(std::string_view name);
    Named named_starred(const FileInfo& file, std::string_view name);
    Named named_unbound(const FileInfo& file, std::string_view text);
    Named named_binding(const FileInfo& file, ScopeRef scope, Mention mention);
    // Bindings before a place are preferred.
    Named named_symbol(const FileInfo& file, ScopeRef scope, NameId name,
                       std::optional<std::pair<BlockId, std::uint32_t>> before = std::nullopt);
    Named named_from(const FileInfo& file, ScopeRef scope, NameId name,
                     std::optional<std::pair<BlockId, std::uint32_t>> before);
    const ModuleInfo& module_info(const Module& found, const FileInfo& from);

    WorldPtr world_;
    PythonVersion version_;  // that what is kept was inferred for
    const std::atomic<bool>* cancelled_ = nullptr;
    TypeVariable self_{VariableKind::Self, "Self", nullptr, {}};
    TypeStore types_;
    NamesCache names_;
    std::unordered_map<std::string, std::unique_ptr<FileInfo>> files_;  // by path
    std::vector<std::unique_ptr<FileInfo>> outdated_;
    std::unordered_map<std::string, const ClassInfo*> known_classes_;  // of typeshed
    // Folders without __init__.
    std::map<std::string, std::unique_ptr<ModuleInfo>, std::less<>> library_modules_;
    std::map<std::string, std::unique_ptr<ModuleInfo>, std::less<>> workspace_modules_;
    Frame* frame_ = nullptr;
    std::uint32_t depth_ = 0;
    std::uint32_t steps_ = 0;
    std::uint32_t question_ = 0;  // counts them
    bool over_ = false;           // the budget is spent, or the question cancelled
    // Cycles: what is being made, and how far out the outermost of those reaches that an answer
    // was cut by.
    std::vector<std::pair<const void*, std::uint64_t>> working_;
    char protocol_marker_ = 0;  // its address stands for protocol matches among them
    std::size_t cut_ = static_cast<std::size_t>(-1);
    // What a binding was found to be while something around it was still being made: good until
    // that is done, so that bindings of a loop that hang on each other are looked at once.
    struct Provisional {
        TypeRef type;
        std::size_t cut;
        std::pair<const void*, std::uint64_t> at;  // what was being made at that level
    };
    std::map<std::pair<const void*, std::uint64_t>, Provisional> provisional_;
};

}  // namespace pilcrow::lsp
