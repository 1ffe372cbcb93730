// Functions, classes, parameters, type parameters.

#include "parser/python_ast/dumper.h"

#include <algorithm>

namespace pilcrow::python_ast {

void Dumper::definition(NodeRef header, NodeRef decorators) {
    if (kind(header) == NodeKind::FunctionDef) {
        function(header, decorators);
    } else if (kind(header) == NodeKind::ClassDef) {
        class_definition(header, decorators);
    } else {
        fail("a decorator must stand before a function or a class", decorators);
    }
}

void Dumper::function(NodeRef header, NodeRef decorators) {
    const NodeRef name = first(header);
    NodeRef child = next(name);
    NodeRef type_parameters;
    if (kind(child) == NodeKind::TypeParameters) {
        type_parameters = first(child);
        child = next(child);
    }
    const NodeRef parameters = child;
    const NodeRef returns = at(header).has(has_returns) ? next(parameters) : NodeRef{};
    open(at(header).has(is_async) ? "AsyncFunctionDef" : "FunctionDef", header);
    then({identifier("name", name.block, at(name).first_token),
          step(Action::Arguments, "args", parameters), body("body", header),
          list("decorator_list", Items::Decorators, decorators), expression("returns", returns),
          list("type_params", Items::TypeParameters, type_parameters), close()});
}

void Dumper::class_definition(NodeRef header, NodeRef decorators) {
    const NodeRef name = first(header);
    NodeRef bases = next(name);
    NodeRef type_parameters;
    if (kind(bases) == NodeKind::TypeParameters) {
        type_parameters = first(bases);
        bases = next(bases);
    }
    open("ClassDef", header);
    then({identifier("name", name.block, at(name).first_token),
          list("bases", Items::Positional, bases), list("keywords", Items::Keywords, bases),
          body("body", header), list("decorator_list", Items::Decorators, decorators),
          list("type_params", Items::TypeParameters, type_parameters), close()});
}

// The node `arguments`, of a function or a lambda.
void Dumper::arguments(NodeRef parameters) {
    std::vector<NodeRef> positional;
    std::size_t positional_only = 0;
    std::vector<NodeRef> keyword_only;
    NodeRef star;
    NodeRef double_star;
    bool keywords_only_now = false;
    for (NodeRef child = first(parameters); child; child = next(child)) {
        const Node& node = at(child);
        if (node.kind == NodeKind::ParameterSlash) {
            positional_only = positional.size();
        } else if (node.kind == NodeKind::ParameterStar) {
            keywords_only_now = true;
        } else if (node.op == static_cast<std::uint8_t>(TokenKind::Star)) {
            keywords_only_now = true;
            star = child;
        } else if (node.op == static_cast<std::uint8_t>(TokenKind::DoubleStar)) {
            double_star = child;
        } else if (node.kind == NodeKind::Parameter) {
            (keywords_only_now ? keyword_only : positional).push_back(child);
        } else {
            fail("this is not a parameter", child);
            return;
        }
    }
    const auto default_of = [this](NodeRef parameter) {
        if (!at(parameter).has(has_default)) {
            return NodeRef{};
        }
        const NodeRef child = first(parameter);
        return at(parameter).has(has_annotation) ? next(child) : child;
    };

    open("arguments", parameters);
    const std::size_t bottom = steps_.size();
    const auto list_of = [this](std::string_view field, auto begin, auto end) {
        if (begin != end) {
            steps_.push_back(step(Action::OpenList, field, {}));
            for (; begin != end; ++begin) {
                steps_.push_back(step(Action::Parameter, {}, *begin));
            }
            steps_.push_back(step(Action::CloseList, {}, {}));
        }
    };
    const auto middle = positional.begin() + static_cast<std::ptrdiff_t>(positional_only);
    list_of("posonlyargs", positional.begin(), middle);
    list_of("args", middle, positional.end());
    steps_.push_back(step(Action::Parameter, "vararg", star));
    list_of("kwonlyargs", keyword_only.begin(), keyword_only.end());
    if (!keyword_only.empty()) {
        steps_.push_back(step(Action::OpenList, "kw_defaults", {}));
        for (const NodeRef parameter : keyword_only) {
            const NodeRef value = default_of(parameter);
            steps_.push_back(value ? expression({}, value) : simple({}, "None"));
        }
        steps_.push_back(step(Action::CloseList, {}, {}));
    }
    steps_.push_back(step(Action::Parameter, "kwarg", double_star));
    bool any_default = false;
    for (const NodeRef parameter : positional) {
        if (const NodeRef value = default_of(parameter)) {
            if (!any_default) {
                steps_.push_back(step(Action::OpenList, "defaults", {}));
                any_default = true;
            }
            steps_.push_back(expression({}, value));
        }
    }
    if (any_default) {
        steps_.push_back(step(Action::CloseList, {}, {}));
    }
    steps_.push_back(close());
    std::reverse(steps_.begin() + static_cast<std::ptrdiff_t>(bottom), steps_.end());
}

// A node `arg`.
void Dumper::parameter(NodeRef node) {
    const Node& its_node = at(node);
    const std::uint32_t name = its_node.first_token + (its_node.op != 0 ? 1 : 0);
    if (!its_node.has(has_annotation)) {
        writer_.short_node() += "arg(arg=";
        append_name_repr(node.block, name);
        writer_.text() += ')';
        return;
    }
    open("arg", node);
    then({identifier("arg", node.block, name), expression("annotation", first(node)), close()});
}

void Dumper::type_alias(NodeRef statement) {
    const NodeRef name = first(statement);
    NodeRef value = next(name);
    NodeRef type_parameters;
    if (kind(value) == NodeKind::TypeParameters) {
        type_parameters = first(value);
        value = next(value);
    }
    open("TypeAlias", statement);
    then({expression("name", name, Context::Store),
          list("type_params", Items::TypeParameters, type_parameters), expression("value", value),
          close()});
}

void Dumper::type_parameter(NodeRef parameter) {
    const Node& node = at(parameter);
    if (node.kind != NodeKind::TypeParameter) {
        fail("this is not a type parameter", parameter);
        return;
    }
    NodeRef value = first(parameter);
    NodeRef bound;
    if (node.has(has_annotation)) {
        bound = value;
        value = next(value);
    }
    open(node.op == static_cast<std::uint8_t>(TokenKind::Star)         ? "TypeVarTuple"
         : node.op == static_cast<std::uint8_t>(TokenKind::DoubleStar) ? "ParamSpec"
                                                                       : "TypeVar",
         parameter);
    then({identifier("name", parameter.block, node.first_token + (node.op != 0 ? 1 : 0)),
          expression("bound", bound), expression("default_value", value), close()});
}

}  // namespace pilcrow::python_ast
