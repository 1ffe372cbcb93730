// FunctionInfo: what stands in a function's header; a lambda's too.
//
// It holds places, no types: Engine::parameter_type() and result_type() say those.
#pragma once

#include "lsp/types/file_info.h"
#include "lsp/types/type.h"

#include <string>
#include <vector>

namespace pilcrow::lsp {

struct ParameterInfo {
    std::string name;
    ParameterKind kind = ParameterKind::Positional;
    NodeRef node;        // Parameter
    NodeRef annotation;  // or none
    NodeRef default_value;
};

enum FunctionFlags : std::uint16_t {
    function_static = 0x0001,    // @staticmethod, or __new__, which is one
    function_class = 0x0002,     // @classmethod, __init_subclass__, __class_getitem__
    function_property = 0x0004,  // @property, cached_property and others that are read as a value
    function_overload = 0x0008,
    function_async = 0x0010,
    function_generator = 0x0020,
    function_abstract = 0x0040,
    function_lambda = 0x0080,
    function_decorated = 0x0100,  // by something that is none of the above
    function_final = 0x0200,
    function_setter = 0x0400,  // @NAME.setter, .deleter and the like
};

struct FunctionInfo {
    const FileInfo* file = nullptr;
    NodeRef node;  // FunctionDef or Lambda
    std::string name;
    const ClassInfo* owner = nullptr;  // whose body it stands in
    ScopeRef scope;                    // its body's
    ScopeRef outer;   // where its annotations are read (that of its type parameters, if it has any)
    ScopeRef around;  // that binds its name
    std::uint16_t flags = 0;
    bool workspace = false;
    std::vector<ParameterInfo> parameters;
    NodeRef returns;                  // annotation, or none
    NodeRef body;                     // Lambda's
    std::vector<NodeRef> decorators;  // expressions, in text order
    // Engine::overloads() fills it.
    bool overloads_read = false;
    std::vector<const FunctionInfo*> overloads;

    bool has(FunctionFlags flag) const { return (flags & flag) != 0; }
    // A method that its first parameter's value is bound to.
    bool takes_self() const { return owner != nullptr && !has(function_static); }
};

}  // namespace pilcrow::lsp
