// Inference: what is known of the values of a program. What the server's features ask.
//
// One for each thread that answers. It keeps what it has inferred about files that cannot change
// under it (typeshed, an environment) and drops what it knew of the workspace when a new World is
// begun; everything is inferred at first need, so that costs nothing by itself.
//
// It is silent where it does not know: `Unknown` is an answer. Bounded in depth and steps, so every
// question ends within a few milliseconds; what the bound cuts off is Unknown. Never fails, never
// runs anything.
//
// A Type, a Member or a Signature is good until the next begin().
#pragma once

#include "lsp/source/names_cache.h"
#include "lsp/source/scopes.h"
#include "lsp/types/type.h"
#include "lsp/workspace/world.h"

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::lsp {

enum class DeclarationKind : std::uint8_t {
    Variable,
    Parameter,
    Function,
    Class,
    Import,
    Module,
    TypeParameter,
    Attribute,
};

// Where something gets its name.
struct Declaration {
    FilePtr file;
    DeclarationKind kind = DeclarationKind::Variable;
    NodeRef node;  // FunctionDef, ClassDef, Parameter, Assign, Alias …; none for a whole Module
    Range name{{0, 0}, {0, 0}};  // of the name's token; {0,0}-{0,0} for a module
    explicit operator bool() const { return file != nullptr; }
};

// An attribute, as completion lists it. Its type is asked for by name, when it is needed.
struct Member {
    std::string name;
    Declaration declaration;     // the first; none for what is made up (a dataclass's `__init__`)
    TypeRef owner = nullptr;     // the class in the MRO, or the module, that has it
    std::uint32_t distance = 0;  // classes further up the MRO; `object`'s come last
};

struct SignatureParameter {
    std::string name;
    ParameterKind kind;
    TypeRef type = nullptr;    // annotated or inferred; null where nothing is known
    std::string default_text;  // as written, or empty
    bool has_default = false;
    Declaration declaration;
};
struct Signature {
    std::string name;
    std::vector<SignatureParameter> parameters;  // without a bound self
    TypeRef result = nullptr;
    Declaration declaration;  // of the function, or the class
};

class Inference {
public:
    Inference();
    ~Inference();
    Inference(const Inference&) = delete;
    Inference& operator=(const Inference&) = delete;

    // Begins an answer about `world`. `cancelled` may become true at any time: all that is asked
    // from then on is Unknown, at once.
    void begin(WorldPtr world, const std::atomic<bool>* cancelled = nullptr);
    const World& world() const;

    const Names& names(const SourceFile& file);
    const Scopes& scopes(const SourceFile& file);

    // How many steps the last question took; a question that reaches max_steps is cut short.
    static constexpr std::uint32_t max_steps = 60'000;
    std::uint32_t steps() const;

    // --- types ---
    // Of an expression, where it stands (flow and narrowing count).
    TypeRef type_of(const FilePtr& file, NodeRef expression);
    // Of a name or a dotted path ("self.items") as if it were read at `place`.
    TypeRef type_of_name(const FilePtr& file, std::string_view name, Position place);
    // Of what a declaration names.
    TypeRef type_of(const Declaration& declaration);
    TypeRef type_of_module(const Module& module);
    // Of `value.name`, descriptors and bound methods taken into account; Unknown where there is
    // none.
    TypeRef member(TypeRef value, std::string_view name);
    // Of `value[key]`; what iterating, awaiting, entering (`with`) or calling it gives.
    TypeRef element(TypeRef value);
    TypeRef awaited(TypeRef value);
    TypeRef entered(TypeRef value, bool is_async = false);
    TypeRef subscripted(TypeRef value, TypeRef key);
    TypeRef called(TypeRef value);  // without arguments
    // What its context wants of an expression: an argument's parameter, an assignment's annotation,
    // a return's; null where nothing is wanted. For enum members, literals, TypedDict keys.
    TypeRef expected(const FilePtr& file, NodeRef expression);

    // --- members and signatures ---
    // What can stand behind `value.`, each name once, nearest first. A union has what any of its
    // parts has.
    std::vector<Member> members(TypeRef value);
    // Keys that are known of a mapping (a dict display's, a TypedDict's), in order.
    std::vector<std::string> keys(TypeRef value);
    // How it can be called, overloads each; a class by its `__init__` or what stands for it.
    std::vector<Signature> signatures(TypeRef callee);
    // The overload that a Call takes, by its arguments; none where there is but one to take.
    Declaration taken_overload(const FilePtr& file, NodeRef call);

    // --- declarations ---
    // What the name, attribute, keyword argument or import at a token means: where it is declared,
    // following imports and re-exports to the thing itself. Of an attribute: all that may be meant.
    std::vector<Declaration> declarations(const FilePtr& file, BlockId block, std::uint32_t token);
    // The same without following imports: the `import` line where there is one.
    std::vector<Declaration> bindings(const FilePtr& file, BlockId block, std::uint32_t token);
    // Of an attribute of a value.
    std::vector<Declaration> declarations(TypeRef value, std::string_view name);
    // Of the class, function or module that a type is about.
    Declaration declaration(TypeRef type);
    // Of a method or a class attribute: those of its name in the classes above; of a class: those.
    std::vector<Declaration> overridden(const Declaration& declaration);
    // Of a stub's declaration: the same in the source behind it, where that is found; else itself.
    Declaration source_of(const Declaration& declaration);
    // The docstring, cleaned (inspect.cleandoc), from the source behind a stub if the stub has
    // none.
    std::string documentation(const Declaration& declaration);

    // --- text ---
    // As annotations are written: "list[str]", "def (x: int) -> str", "Module(\"os\")"; Unknown is
    // empty.
    std::string text(TypeRef type);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace pilcrow::lsp
