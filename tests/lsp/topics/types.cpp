// What is known of values. Without a `?` line: for each `reveal(…)` of the main file, in text
// order, the type of what stands in it; where the file has none, of the expression that ends at the
// cursor. `? members [PREFIX]`, `? signatures`, `? declarations`, `? bindings`, `? documentation`,
// `? source`, `? expected`, `? keys` ask the same of the expression (or name) at the cursor.
#include "lsp/source/places.h"
#include "lsp/types/inference.h"
#include "tests/lsp/fixture_world.h"
#include "tests/lsp/topics.h"

#include <algorithm>

namespace pilcrow::lsp::fixtures {
namespace {

class Asker {
public:
    Asker(const Fixture& fixture, Inference& inference)
        : fixture_(fixture),
          world_(world_of(fixture)),
          file_(main_file(*world_, fixture)),
          tree_(*file_->tree),
          inference_(inference) {
        inference_.begin(world_);
    }

    std::string answer() {
        if (fixture_.asks.empty()) {
            const std::string revealed = reveal();
            return revealed.empty() ? shown(at_cursor()) : revealed;
        }
        std::string text;
        for (const std::string& ask : fixture_.asks) {
            if (!text.empty() && !text.ends_with('\n')) text += '\n';
            text += answer(ask);
        }
        return text;
    }

private:
    std::string shown(NodeRef expression) {
        if (!expression) return "nothing stands there";
        return shown(inference_.type_of(file_, expression));
    }
    std::string shown(TypeRef type) {
        const std::string text = type == nullptr ? "nothing" : inference_.text(type);
        return text.empty() ? "?" : text;
    }

    // All `reveal(x)`, in text order.
    std::string reveal() {
        std::string text;
        for (BlockId block = 0; block < tree_.reading->size(); ++block) {
            const Unit* unit = tree_.reading->is_head(block) ? tree_.unit(block) : nullptr;
            if (unit == nullptr) continue;
            std::vector<NodeRef> calls;
            for (NodeId id = 1; id < unit->node_count; ++id) {
                const NodeRef node{block, id};
                if (tree_.kind(node) != NodeKind::Call) continue;
                const NodeRef callee = tree_.first_child(node);
                if (callee && tree_.kind(callee) == NodeKind::Name &&
                    tree_.name(callee) == "reveal")
                    calls.push_back(node);
            }
            std::sort(calls.begin(), calls.end(), [&](NodeRef a, NodeRef b) {
                return tree_.range(a).begin < tree_.range(b).begin;
            });
            for (const NodeRef call : calls) {
                const NodeRef argument = tree_.next_sibling(tree_.first_child(call));
                text += shown(argument) + '\n';
            }
        }
        return text;
    }

    TokenRef token() const {
        const TokenRef before = token_before(tree_, fixture_.cursor);
        const TokenRef touching = token_touching(tree_, fixture_.cursor);
        return touching ? touching : before;
    }

    // The widest expression that ends at the cursor.
    NodeRef at_cursor(bool narrowest = false) const {
        NodeRef widest;
        if (const TokenRef at = token()) {
            for (const NodeRef node : path_to(tree_, at)) {
                if (!is_expression(tree_.kind(node)) || tree_.range(node).end != fixture_.cursor)
                    continue;
                widest = node;
                if (!narrowest) break;
            }
            if (!widest) {
                const std::vector<NodeRef> path = path_to(tree_, at);
                if (!path.empty()) widest = path.back();
            }
        }
        return widest;
    }

    std::string shown(const Declaration& declaration) {
        if (!declaration) return "nowhere\n";
        static constexpr const char* kinds[] = {"variable", "parameter", "def",  "class",
                                                "import",   "module",    "type", "attribute"};
        std::string path = declaration.file->path;
        for (const std::string_view root : {fixture_root, std::string_view(PILCROW_BINARY_DIR)})
            if (path.starts_with(root)) path.erase(0, root.size() + 1);
        std::string text = kinds[static_cast<int>(declaration.kind)];
        if (declaration.kind == DeclarationKind::Module) return text + ' ' + path + '\n';
        const Tree& tree = *declaration.file->tree;
        const Range name = declaration.name;
        text += ' ';
        text += tree.line_text(name.begin.line)
                    .substr(name.begin.byte, name.begin.line == name.end.line
                                                 ? name.end.byte - name.begin.byte
                                                 : std::string_view::npos);
        text += " in " + path;
        // Lines of typeshed are not ours to count on.
        if (declaration.file->origin == Origin::Workspace)
            text += ':' + std::to_string(name.begin.line + 1);
        return text + '\n';
    }

    std::string shown(const Signature& signature) {
        std::string text = signature.name + '(';
        bool first = true;
        for (const SignatureParameter& parameter : signature.parameters) {
            if (!first) text += ", ";
            first = false;
            if (parameter.kind == ParameterKind::Positionals) text += '*';
            if (parameter.kind == ParameterKind::Keywords) text += "**";
            text += parameter.name;
            if (parameter.type != nullptr) text += ": " + shown(parameter.type);
            if (parameter.has_default)
                text += " = " + (parameter.default_text.empty() ? "..." : parameter.default_text);
            if (parameter.kind == ParameterKind::PositionalOnly) text += " (by place)";
            if (parameter.kind == ParameterKind::KeywordOnly) text += " (by name)";
        }
        text += ')';
        if (signature.result != nullptr) text += " -> " + shown(signature.result);
        return text + '\n';
    }

    std::string answer(const std::string& ask) {
        const std::size_t space = ask.find(' ');
        const std::string what = ask.substr(0, space);
        const std::string rest = space == std::string::npos ? "" : ask.substr(space + 1);
        std::string text;
        const TokenRef at = token();
        if (what == "members") {
            for (const Member& member :
                 inference_.members(inference_.type_of(file_, at_cursor()))) {
                const bool dunder = member.name.starts_with("__");
                if (rest.empty() ? dunder : !member.name.starts_with(rest)) continue;
                text += member.name + ' ';
            }
            return text.empty() ? "none" : text.substr(0, text.size() - 1);
        }
        if (what == "signatures") {
            for (const Signature& one :
                 inference_.signatures(inference_.type_of(file_, at_cursor())))
                text += shown(one);
            return text;
        }
        if (what == "declarations" || what == "bindings" || what == "documentation" ||
            what == "source") {
            if (!at) return "nothing stands there";
            const std::vector<Declaration> found =
                what == "bindings" ? inference_.bindings(file_, at.block, at.token)
                                   : inference_.declarations(file_, at.block, at.token);
            for (const Declaration& one : found) {
                if (what == "documentation") return inference_.documentation(one);
                text += shown(what == "source" ? inference_.source_of(one) : one);
            }
            return text.empty() ? "nowhere" : text;
        }
        if (what == "expected") return shown(inference_.expected(file_, at_cursor(true)));
        if (what == "keys") {
            for (const std::string& key : inference_.keys(inference_.type_of(file_, at_cursor())))
                text += (text.empty() ? "" : " ") + key;
            return text;
        }
        if (what == "name") return shown(inference_.type_of_name(file_, rest, fixture_.cursor));
        return "no such question";
    }

    const Fixture& fixture_;
    WorldPtr world_;
    FilePtr file_;
    const Tree& tree_;
    Inference& inference_;
};

}  // namespace

// One that has answered for all cases before answers as a new one does: what it keeps of typeshed
// owes nothing to them.
std::string types(const Fixture& fixture) {
    static Inference old;
    Inference fresh;
    const std::string answer = Asker(fixture, fresh).answer();
    const std::string again = Asker(fixture, old).answer();
    return answer == again ? answer : answer + "\nan Inference that was used before says\n" + again;
}

}  // namespace pilcrow::lsp::fixtures
