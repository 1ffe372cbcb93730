// Types of very many expressions: of typeshed, and of the machine's standard library, whose sources
// nobody has annotated. Nothing may crash, and no question may take more than its budget. Reports
// how long it takes. A sample, unless PILCROW_SURVEY=all is set.
#include "lsp/types/inference.h"
#include "lsp/workspace/workspace.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>

namespace pilcrow::lsp {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

struct Survey {
    std::size_t questions = 0;
    std::size_t known = 0;
    std::size_t cut = 0;  // by the budget
    std::vector<double> micros;
    double slowest = 0;
    std::string slowest_place;
};

bool is_asked(NodeKind kind) {
    return kind == NodeKind::Name || kind == NodeKind::Attribute || kind == NodeKind::Call ||
           kind == NodeKind::Subscript || kind == NodeKind::Binary || kind == NodeKind::Lambda;
}

void ask(Inference& inference, const FilePtr& file, std::size_t stride, Survey& survey) {
    const Tree& tree = *file->tree;
    std::size_t count = 0;
    for (BlockId block = 0; block < tree.reading->size(); ++block) {
        const Unit* unit = tree.reading->is_head(block) ? tree.unit(block) : nullptr;
        if (unit == nullptr) continue;
        for (NodeId id = 1; id < unit->node_count; ++id) {
            const NodeRef node{block, id};
            if (!is_asked(tree.kind(node)) || ++count % stride != 0) continue;
            const auto begin = Clock::now();
            const TypeRef type = inference.type_of(file, node);
            const double micros =
                std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
            ++survey.questions;
            survey.cut += inference.steps() > Inference::max_steps ? 1 : 0;
            survey.known += inference.text(type).empty() ? 0 : 1;
            survey.micros.push_back(micros);
            if (micros > survey.slowest) {
                survey.slowest = micros;
                survey.slowest_place =
                    file->path + ':' + std::to_string(tree.range(node).begin.line + 1);
            }
        }
    }
}

Survey ask_folder(const std::string& folder, const char* ending, std::size_t stride) {
    WorkspaceSettings settings;
    settings.typeshed = std::string(PILCROW_BINARY_DIR) + "/typeshed";
    const Workspace workspace(settings, EnvironmentQuery{});
    Inference inference;
    Survey survey;
    std::vector<std::string> paths;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().extension() == ending) paths.push_back(entry.path().string());
    std::sort(paths.begin(), paths.end());
    for (std::size_t index = 0; index < paths.size(); index += stride > 1 ? 4 : 1) {
        const WorldPtr world = workspace.world();
        inference.begin(world);
        const FilePtr file = world->file(paths[index]);
        if (file != nullptr) ask(inference, file, stride, survey);
    }
    return survey;
}

void report(const char* what, Survey& survey) {
    std::sort(survey.micros.begin(), survey.micros.end());
    const auto at = [&](double share) {
        return survey.micros.empty() ? 0.0
                                     : survey.micros[static_cast<std::size_t>(
                                           share * static_cast<double>(survey.micros.size() - 1))];
    };
    std::printf(
        "%s: %zu questions, %.1f %% known, %zu cut short; median %.1f us, p99 %.0f us, "
        "slowest %.1f ms at %s\n",
        what, survey.questions,
        100.0 * static_cast<double>(survey.known) /
            static_cast<double>(std::max<std::size_t>(survey.questions, 1)),
        survey.cut, at(0.5), at(0.99), survey.slowest / 1000, survey.slowest_place.c_str());
}

std::size_t stride() {
    const char* wanted = std::getenv("PILCROW_SURVEY");
    return wanted != nullptr && std::string_view(wanted) == "all" ? 1 : 23;
}

TEST(TypesSurvey, Typeshed) {
    Survey survey = ask_folder(std::string(PILCROW_BINARY_DIR) + "/typeshed", ".pyi", stride());
    report("typeshed", survey);
    EXPECT_GT(survey.questions, 1000U);
    // Stubs say what they mean.
    EXPECT_GT(static_cast<double>(survey.known), 0.9 * static_cast<double>(survey.questions));
    EXPECT_EQ(survey.cut, 0U);
}

TEST(TypesSurvey, SourcesOfTheStandardLibrary) {
    std::string folder;
    for (const char* one : {"/usr/lib/python3.11", "/usr/lib/python3.13", "/usr/lib/python3"})
        if (folder.empty() && fs::is_directory(one)) folder = one;
    if (folder.empty()) GTEST_SKIP() << "no Python's library is on this machine";
    Survey survey = ask_folder(folder, ".py", stride());
    report("library", survey);
    EXPECT_GT(survey.questions, 1000U);
    EXPECT_LE(static_cast<double>(survey.cut), 0.002 * static_cast<double>(survey.questions));
}

}  // namespace
}  // namespace pilcrow::lsp
