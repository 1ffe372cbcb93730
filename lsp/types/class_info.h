// ClassInfo: what is known of one class, and the type variables that stand in it.
//
// Made by Engine::class_of() at first need; its parts (bases, MRO, members) at theirs, so that
// classes which name each other do no harm: who asks while a part is being made gets an empty one.
#pragma once

#include "lsp/types/file_info.h"
#include "lsp/types/type.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace pilcrow::lsp {

enum class VariableKind : std::uint8_t { TypeVar, ParamSpec, TypeVarTuple, Self };

// Something that a type is left open for. One for each declaration (`T = TypeVar("T")`, or `[T]`
// behind a name); its bound, constraints and default are read when they are asked for
// (Engine::bound_of, …).
struct TypeVariable {
    VariableKind kind = VariableKind::TypeVar;
    std::string name;
    const FileInfo* file = nullptr;  // null: Self
    NodeRef node;                    // TypeParameter, or the Call
};

enum ClassFlags : std::uint16_t {
    class_protocol = 0x0001,     // Protocol stands among its own bases
    class_enum = 0x0002,         // somewhere above it is Enum
    class_named_tuple = 0x0004,  // made by NamedTuple or namedtuple
    class_typed_dict = 0x0008,
    class_dataclass = 0x0010,  // its own decorator, base or metaclass says so
    class_frozen = 0x0020,
    class_kw_only = 0x0040,
    class_unknown_base = 0x0080,  // anything may be inherited
    class_new_type = 0x0100,      // made by NewType
    class_total_false = 0x0200,   // TypedDict, total=False
    class_no_init = 0x0400,       // dataclass(init=False)
    class_transform = 0x0800,     // its subclasses are dataclasses (dataclass_transform)
};

// A place that gives an attribute its value.
struct MemberBinding {
    const FileInfo* file = nullptr;
    Mention mention;           // the name in the class body, or the attribute's token
    bool on_instance = false;  // `self.x = …` in a method
    const FunctionInfo* method = nullptr;
};

struct ClassMember {
    std::string name;
    std::vector<MemberBinding> bindings;  // the class body's first, each part in text order
    TypeRef made = nullptr;               // a member that no line declares (a dataclass's __init__)
};

// A field of a dataclass or a NamedTuple.
struct Field {
    std::string name;
    std::string parameter;  // of `__init__`, where it is called otherwise
    TypeRef type = nullptr;
    NodeRef statement;
    NodeRef target;         // the Name
    NodeRef value;          // or none
    NodeRef default_value;  // of `field(default=…)`
    bool has_default = false;
    bool kw_only = false;
    bool in_init = true;
    bool init_only = false;  // InitVar
};

// How far a part has come. Provisional: a bound or a cycle cut it short, and it is made again when
// another question asks; within one question it stays as it is, for those who walk over it.
enum class Progress : std::uint8_t { None, Working, Provisional, Done };
struct PartState {
    Progress progress = Progress::None;
    std::uint32_t question = 0;  // that made it
    bool wanted(std::uint32_t now) const {
        return progress == Progress::None || (progress == Progress::Provisional && question != now);
    }
};

struct ClassInfo {
    const FileInfo* file = nullptr;
    NodeRef node;  // ClassDef, or the Call of NewType, NamedTuple, namedtuple, Enum, TypedDict
    std::string name;
    ScopeRef scope;          // of the body; that of `node`'s surroundings for a Call
    ScopeRef outer;          // where its bases are read
    bool workspace = false;  // dies at the next begin()

    // Read through Engine::bases(), mro(), members() and so on, which make them first.
    PartState bases_state;
    std::uint16_t flags = 0;
    std::vector<TypeRef> parameters;  // TypeVar types
    std::vector<TypeRef> bases;       // Instances, in terms of `parameters`
    TypeRef metaclass = nullptr;      // Class, or null: type's

    PartState mro_state;
    std::vector<TypeRef> mro;  // Instances in terms of `parameters`; itself first, object last

    PartState members_state;
    std::vector<ClassMember> members;  // own, in text order
    std::unordered_map<std::string, std::uint32_t> member_index;
    PartState fields_state;
    std::vector<Field> fields;                                // own, in text order
    std::unordered_map<std::uint64_t, TypeRef> member_types;  // by index, in terms of `parameters`

    bool has(ClassFlags flag) const { return (flags & flag) != 0; }
};

}  // namespace pilcrow::lsp
