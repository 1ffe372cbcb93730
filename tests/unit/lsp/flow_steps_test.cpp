// What following a name through long and deep bodies costs, in steps of inference: linear in what
// stands there, however its branches and loops are put together.
#include "lsp/types/inference.h"
#include "parser/parse.h"

#include <gtest/gtest.h>

namespace pilcrow::lsp {
namespace {

// A world of one file; even typeshed is missing.
class OneFile : public World {
public:
    explicit OneFile(const std::string& text)
        : file_(std::make_shared<const SourceFile>(
              SourceFile{"/ws/main.pil", "main", Origin::Workspace,
                         std::make_shared<const Tree>(parse(text, Layout::Pilcrow))})) {}
    const FilePtr& main() const { return file_; }
    FilePtr file(const std::string& path) const override {
        return path == file_->path ? file_ : nullptr;
    }
    bool is_open(const std::string&) const override { return true; }
    Module module(std::string_view, const SourceFile&) const override { return {}; }
    Module source_of(const SourceFile&) const override { return {}; }
    std::vector<std::string> submodules(std::string_view, const SourceFile&) const override {
        return {};
    }
    std::vector<std::string> workspace_files() const override { return {file_->path}; }

private:
    FilePtr file_;
};

struct Answer {
    std::string type;
    std::uint32_t steps = 0;
};

constexpr const char* classes =
    "class A:\n    next: \"A\"\n    kind = None\n"
    "    def __add__(self, other) -> \"A\": ...\n"
    "class B:\n    next: A\n";

// Of a name or path at the end of the text.
Answer ask(const std::string& text, std::string_view name = "x") {
    const auto world = std::make_shared<OneFile>(classes + text);
    Inference inference;
    inference.begin(world);
    const Tree& tree = *world->main()->tree;
    std::uint32_t last = tree.line_count - 1;
    if (tree.line_text(last).empty()) --last;
    const Position end{last, static_cast<std::uint32_t>(tree.line_text(last).size())};
    Answer answer;
    const TypeRef type = inference.type_of_name(world->main(), name, end);
    answer.steps = inference.steps();
    answer.type = inference.text(type);
    return answer;
}

std::string times(int count, const std::string& text) {
    std::string all;
    for (int index = 0; index < count; ++index) all += text;
    return all;
}
std::string indented(int depth, const std::string& line) {
    return std::string(static_cast<std::size_t>(depth) * 4, ' ') + line + '\n';
}

TEST(FlowSteps, TheLastBindingOfALongModule) {
    const Answer answer = ask(times(3200, "x = A()\ny = x\n") + "print(x)\n");
    EXPECT_EQ(answer.type, "A");
    EXPECT_LT(answer.steps, 100U);
}

TEST(FlowSteps, ANarrowedPathAtTheEndOfALongClass) {
    const std::string text = "class C:\n    x: A | None\n" +
                             times(1600,
                                   "    def f(self):\n        if self.x:\n"
                                   "            self.x = None\n        return self.x\n") +
                             "    def g(self):\n        if self.x is None:\n"
                             "            return\n        print(self.x)\n";
    const Answer answer = ask(text, "self.x");
    EXPECT_EQ(answer.type, "A");
    EXPECT_LT(answer.steps, 1000U);
}

TEST(FlowSteps, BranchesInARow) {
    const Answer answer = ask("x = None\n" + times(300, "if c():\n    x = A()\n") + "print(x)\n");
    EXPECT_EQ(answer.type, "A | None");
    EXPECT_LT(answer.steps, 300U * 20);
}

TEST(FlowSteps, BranchesThatReturnInARow) {
    const Answer answer =
        ask("def f(x: A | B | None):\n" +
            times(300, "    if x is None:\n        return\n    elif c(x):\n        return x\n") +
            "    print(x)\n");
    EXPECT_EQ(answer.type, "A | B");
    EXPECT_LT(answer.steps, 300U * 20);
}

TEST(FlowSteps, NestedBranches) {
    std::string text = "x = None\n";
    for (int depth = 0; depth < 30; ++depth) text += indented(depth, "if c(x):");
    text += indented(30, "x = A()");
    for (int depth = 29; depth >= 0; --depth) {
        text += indented(depth, "else:") + indented(depth + 1, "x = B()");
        text += indented(depth, "if x:") + indented(depth + 1, "print(x)");
    }
    const Answer answer = ask(text + "print(x)\n");
    EXPECT_EQ(answer.type, "A | B");
    EXPECT_LT(answer.steps, 30U * 40);
}

TEST(FlowSteps, NestedLoops) {
    std::string text = "x = B()\ny = A()\n";
    for (int depth = 0; depth < 60; ++depth) text += indented(depth, "for i in c(x, y):");
    text += indented(60, "x = y.next") + indented(60, "y = x.next");
    const Answer answer = ask(text + "print(x)\n");
    EXPECT_EQ(answer.type, "B | A");
    EXPECT_LT(answer.steps, 60U * 60 * 8);
}

TEST(FlowSteps, NestedTries) {
    std::string text = "x = None\n";
    for (int depth = 0; depth < 30; ++depth) text += indented(depth, "try:");
    text += indented(30, "x = A()");
    for (int depth = 29; depth >= 0; --depth) {
        text += indented(depth, "except E:") + indented(depth + 1, "x = B()");
        text += indented(depth, "finally:") + indented(depth + 1, "print(x)");
    }
    const Answer answer = ask(text + "print(x)\n");
    EXPECT_EQ(answer.type, "A | B");
    EXPECT_LT(answer.steps, 30U * 60);
}

TEST(FlowSteps, ALongRowOfBindingsThatReadWhatTheyBind) {
    const Answer answer = ask("x = A()\n" + times(1000, "x = x + x.next\n") + "print(x)\n");
    EXPECT_EQ(answer.type, "A");
    EXPECT_LT(answer.steps, 1000U * 30);
}

TEST(FlowSteps, VariablesOfALoopThatHangOnEachOther) {
    std::string text = "a = b = d = e = f = g = h = i = x = A()\nwhile c():\n";
    const std::string names = "abdefghi";
    for (std::size_t at = 0; at < names.size(); ++at) {
        text += "    " + names.substr(at, 1) + " = x";
        for (const char other : names) text += std::string(" + ") + other;
        text += '\n';
    }
    const Answer answer = ask(text + "    x = a + b\nprint(x)\n");
    EXPECT_EQ(answer.type, "A");
    EXPECT_LT(answer.steps, 20'000U);
}

TEST(FlowSteps, ManyCases) {
    const Answer answer = ask("def f(x: A | B | None):\n    match x:\n" +
                              times(300,
                                    "        case None:\n            pass\n"
                                    "        case A(kind=1):\n            x = A()\n") +
                              "    print(x)\n");
    EXPECT_EQ(answer.type, "A | B | None");
    EXPECT_LT(answer.steps, 600U * 30);
}

}  // namespace
}  // namespace pilcrow::lsp
