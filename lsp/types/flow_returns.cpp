// What functions without annotations give: their returns and yields are looked at, with the types
// of a call's arguments where those say more than the header.

#include "lsp/types/flow.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t most_returns = 40;
constexpr BlockId longest_body = 2'000;  // blocks; a longer function is not looked into

// Calls visit(node) for the statements, or else the yields, in a function's own body: not in the
// functions and classes in it.
template <typename Visit>
void each_in_body(const Tree& tree, NodeRef function, bool statements, Visit visit) {
    const BlockId end = tree.reading->node_end(function.block);
    const auto in_unit = [&](BlockId block, NodeId from, std::uint32_t first_token,
                             std::uint32_t end_token) {
        const Unit& unit = *tree.unit(block);
        const std::span<const Node> nodes = unit.nodes();
        const auto in_lambda = [&](const Node& node) {
            return std::any_of(nodes.begin(), nodes.end(), [&](const Node& lambda) {
                return lambda.kind == NodeKind::Lambda && lambda.first_token <= node.first_token &&
                       node.end_token <= lambda.end_token;
            });
        };
        for (NodeId id = from; id < unit.node_count; ++id) {
            const Node& node = unit.node(id);
            if (node.first_token < first_token || node.end_token > end_token) continue;
            const bool wanted =
                statements ? is_statement(node.kind)
                           : node.kind == NodeKind::Yield || node.kind == NodeKind::YieldFrom;
            if (wanted && (statements || !in_lambda(node))) visit(NodeRef{block, id});
        }
    };
    // A suite on the header's line.
    for (const NodeRef child : ChildRange(tree, function)) {
        if (tree.kind(child) != NodeKind::Suite || child.block != function.block) continue;
        const Node& suite = tree.node(child);
        in_unit(function.block, 1, suite.first_token, suite.end_token);
    }
    for (BlockId at = tree.first_statement(function.block); at != no_block && at < end;) {
        // All entries of the body in line order; nested definitions are passed over.
        if (!tree.reading->is_head(at)) {
            ++at;
            if (at >= end) break;
            continue;
        }
        const NodeRef root = tree.root(at);
        const NodeKind kind = root ? tree.kind(root) : NodeKind::None;
        if (kind == NodeKind::FunctionDef || kind == NodeKind::ClassDef) {
            at = tree.reading->node_end(at);
        } else {
            if (root) in_unit(at, 1, 0, static_cast<std::uint32_t>(-1));
            ++at;
        }
        if (at >= end) break;
    }
}

// `raise NotImplementedError` or `...` and nothing else but a docstring: others say what it gives.
bool is_placeholder(const Tree& tree, NodeRef function) {
    std::size_t others = 0;
    bool placeholder = false;
    each_in_body(tree, function, true, [&](NodeRef statement) {
        const NodeRef value = tree.first_child(statement);
        const NodeKind kind = tree.kind(statement);
        if (kind == NodeKind::Suite) return;
        if (kind == NodeKind::ExpressionStatement && value) {
            const NodeKind what = tree.kind(value);
            if (what == NodeKind::String || what == NodeKind::Strings) return;
            if (what == NodeKind::Constant) {
                placeholder = true;
                return;
            }
        }
        if (kind == NodeKind::Raise && value) {
            const NodeRef name =
                tree.kind(value) == NodeKind::Call ? tree.first_child(value) : value;
            if (name && tree.kind(name) == NodeKind::Name &&
                tree.name(name) == "NotImplementedError") {
                placeholder = true;
                return;
            }
        }
        ++others;
    });
    return placeholder && others == 0;
}

bool any_known(std::span<const TypeRef> arguments) {
    return std::any_of(arguments.begin(), arguments.end(),
                       [](TypeRef type) { return type != nullptr && !type->is_unknown(); });
}

}  // namespace

TypeRef Engine::returned_type(const FunctionInfo& function, std::span<const TypeRef> arguments) {
    const Guard guard(*this);
    if (!guard) return unknown();
    const FileInfo& file = *function.file;
    const Tree& tree = file.t();
    Frame frame;
    frame.function = &function;
    std::uint32_t frames = 0;
    for (const Frame* at = frame_; at != nullptr; at = at->outer) {
        if (at->function == &function) return unknown();  // recursion
        ++frames;
    }
    std::optional<FrameScope> with_arguments;
    if (any_known(arguments) && frames < max_frames) {
        frame.arguments.assign(arguments.begin(), arguments.end());
        with_arguments.emplace(*this, frame);
    }
    if (function.has(function_lambda)) {
        return function.body ? infer(file, function.body) : unknown();
    }
    if (tree.reading->node_end(function.node.block) - function.node.block > longest_body) {
        return unknown();
    }
    const auto make = [&]() -> TypeRef {
        if (function.has(function_abstract) || is_placeholder(tree, function.node)) {
            return unknown();
        }
        std::vector<TypeRef> found;
        each_in_body(tree, function.node, true, [&](NodeRef statement) {
            if (tree.kind(statement) != NodeKind::Return || found.size() >= most_returns) return;
            if (is_dead(file, statement_of(tree, statement.block))) return;
            const NodeRef value = tree.first_child(statement);
            found.push_back(value ? infer(file, value) : types_.none());
        });
        if (reaches_end(function)) found.push_back(types_.none());
        return found.empty() ? types_.never() : types_.union_of(found);
    };
    const std::uint64_t key = key_of(function.node) | 1ull << 63;
    return once(expressions_at(file, function.node.block + 1), key, make);
}

TypeRef Engine::yielded_type(const FunctionInfo& function, std::span<const TypeRef> arguments) {
    const Guard guard(*this);
    if (!guard) return unknown();
    const FileInfo& file = *function.file;
    const Tree& tree = file.t();
    Frame frame;
    frame.function = &function;
    std::uint32_t frames = 0;
    for (const Frame* at = frame_; at != nullptr; at = at->outer) {
        if (at->function == &function) return unknown();
        ++frames;
    }
    std::optional<FrameScope> with_arguments;
    if (any_known(arguments) && frames < max_frames) {
        frame.arguments.assign(arguments.begin(), arguments.end());
        with_arguments.emplace(*this, frame);
    }
    const auto make = [&]() -> TypeRef {
        std::vector<TypeRef> found;
        each_in_body(tree, function.node, false, [&](NodeRef node) {
            if (found.size() >= most_returns) return;
            const NodeRef value = tree.first_child(node);
            if (tree.kind(node) == NodeKind::Yield) {
                found.push_back(value ? infer(file, value) : types_.none());
            } else if (value) {
                found.push_back(iterated(infer(file, value)));
            }
        });
        return found.empty() ? unknown() : types_.union_of(found);
    };
    const std::uint64_t key = key_of(function.node) | 1ull << 62;
    return once(expressions_at(file, function.node.block + 1), key, make);
}

TypeRef Engine::sent_type(const FileInfo& file, NodeRef yield) {
    const Tree& tree = file.t();
    if (tree.kind(yield) == NodeKind::YieldFrom) {
        // The value of the generator's return: the third argument of Generator.
        const NodeRef value = tree.first_child(yield);
        const ClassInfo* generator = known_class("typing", "Generator");
        const TypeRef type = value ? infer(file, value) : unknown();
        const TypeRef base = generator != nullptr && type->is(TypeKind::Instance)
                                 ? as_base(type, *generator)
                                 : nullptr;
        return base != nullptr && base->items.size() == 3 ? base->items[2] : unknown();
    }
    // What the function around is annotated to be sent.
    for (BlockId header = header_of(tree, statement_of(tree, yield.block)); header != no_block;
         header = header_of(tree, header)) {
        const NodeRef root = tree.root(header);
        if (!root || tree.kind(root) != NodeKind::FunctionDef) continue;
        const FunctionInfo* function = function_of(file, root);
        if (function == nullptr || !function->returns) return unknown();
        const TypeRef type = annotation(file, function->returns);
        const bool generator = type->is(TypeKind::Instance) && type->items.size() >= 2 &&
                               (type->class_info == known_class("typing", "Generator") ||
                                type->class_info == known_class("typing", "AsyncGenerator"));
        return generator ? type->items[1] : types_.none();
    }
    return unknown();
}

}  // namespace pilcrow::lsp
