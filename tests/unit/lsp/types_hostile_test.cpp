// Programs that nobody writes: very long, very deep, or about themselves. Each question ends within
// its budget, and the stack holds.
#include "lsp/types/inference.h"
#include "lsp/workspace/workspace.h"
#include "parser/parse.h"

#include <gtest/gtest.h>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t many = 4000;

std::string repeated(const std::string& text, std::size_t count) {
    std::string all;
    for (std::size_t index = 0; index < count; ++index) all += text;
    return all;
}

// "PREFIX0 …" where each line names the one before it.
std::string linked(const std::string& first, const std::string& before, const std::string& middle,
                   const std::string& behind) {
    std::string all = first + '\n';
    for (std::size_t index = 1; index < many; ++index) {
        all += before + std::to_string(index) + middle + std::to_string(index - 1) + behind + '\n';
    }
    return all;
}

struct Program {
    const char* name;
    std::string text;
};

std::vector<Program> programs() {
    std::string hung = "x = [\n";
    for (std::size_t level = 1; level < 2000; ++level) {
        hung += std::string(level * 4, ' ') + ", [\n";
    }
    return {
        {"attributes", "a = 1\nx = a" + repeated(".real", many) + '\n'},
        {"attributes of itself", "x = x" + repeated(".real", many) + '\n'},
        {"calls", "def f(): return f\nx = f" + repeated("()", many) + '\n'},
        {"sum", "x = 1" + repeated(" + 1", many) + '\n'},
        {"sum of itself", "x = x" + repeated(" + x", many) + '\n'},
        {"or", "x = y" + repeated(" or y", many) + '\n'},
        {"union", "def f(x: int" + repeated(" | int", many) + "): x\n"},
        {"conditions", "x = " + repeated("1 if y else ", 400) + "2\n"},
        {"brackets", "x = " + repeated("[", 400) + repeated("]", 400) + '\n'},
        {"hung brackets", hung},
        {"lambdas", "x = " + repeated("lambda: ", 400) + "1\n"},
        {"decorators", repeated("@d\n", many) + "def x(): return 1\n"},
        {"text", "def f(x: '" + repeated("list[", 600) + "int" + repeated("]", 600) + "'): x\n"},
        {"classes", linked("class A0: x = 1", "class A", "(A", "): pass") + "x = A3999().x\n"},
        {"names", linked("a0 = 1", "a", " = a", "") + "x = a3999\n"},
        {"functions",
         linked("def f0(): return 1", "def f", "(): return f", "()") + "x = f3999()\n"},
        {"arguments",
         linked("def f0(x): return x", "def f", "(x): return f", "((x, x))") + "x = f3999(1)\n"},
        {"one attribute", "class A:\n    def __init__(self):\n" +
                              repeated("        self.x = self.x + 1\n", many) + "x = A().x\n"},
        {"branches", "import sys\nif sys.platform == 'a': x = 1\n" +
                         repeated("elif sys.platform == 'b': x = 2\n", many)},
    };
}

TEST(HostilePrograms, AreAnsweredWithinTheBudget) {
    WorkspaceSettings settings;
    settings.typeshed = std::string(PILCROW_BINARY_DIR) + "/typeshed";
    Workspace workspace(settings, EnvironmentQuery{});
    Inference inference;
    for (const Program& program : programs()) {
        SCOPED_TRACE(program.name);
        auto tree = std::make_shared<const Tree>(parse(program.text, Layout::Pilcrow));
        const FilePtr file = workspace.put("/hostile/main.pil", tree);
        inference.begin(workspace.world());
        // The last lines mean all that stands before them.
        const BlockId size = tree->reading->size();
        for (BlockId block = size > 3 ? size - 3 : 0; block < size; ++block) {
            const Unit* unit = tree->reading->is_head(block) ? tree->unit(block) : nullptr;
            if (unit == nullptr) continue;
            const NodeId step = std::max<NodeId>(unit->node_count / 8, 1);
            for (NodeId id = 1; id < unit->node_count; id += step) {
                const NodeRef node{block, id};
                if (!is_expression(tree->kind(node))) continue;
                inference.text(inference.type_of(file, node));
                // What ends a question takes a few steps more.
                EXPECT_LT(inference.steps(), 2 * Inference::max_steps);
            }
        }
    }
}

}  // namespace
}  // namespace pilcrow::lsp
