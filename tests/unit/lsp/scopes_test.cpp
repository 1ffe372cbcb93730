// Scopes over whole programs: what is told about a name from its token, from its place and from its
// scope is the same.

#include "lsp/source/scopes.h"

#include "lsp/source/names_cache.h"
#include "lsp/source/places.h"
#include "parser/parse.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace pilcrow::lsp {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> programs() {
    std::vector<fs::path> found;
    for (const char* folder : {"tests/corpus/pilcrow", "tests/corpus/names", "examples",
                               "tests/corpus/python/constructs"}) {
        for (const auto& entry : fs::directory_iterator(fs::path(PILCROW_SOURCE_DIR) / folder)) {
            const std::string extension = entry.path().extension();
            if (extension == ".pil" || extension == ".py") found.push_back(entry.path());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

SourceFile read(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return {path.string(), "main", Origin::Workspace,
            std::make_shared<const Tree>(parse(text.str(), layout_of(path.string())))};
}

TEST(Scopes, AgreeOnEveryNameOfThePrograms) {
    std::size_t names = 0;
    for (const fs::path& path : programs()) {
        const SourceFile file = read(path);
        const Tree& tree = *file.tree;
        NamesCache cache;
        const Scopes scopes(cache.of(file));
        const std::vector<Scopes::Found> everywhere = scopes.found_everywhere();
        std::size_t told = 0;
        for (BlockId block = 0; block < tree.reading->size(); ++block) {
            const Unit* unit = tree.reading->is_head(block) ? tree.unit(block) : nullptr;
            if (unit == nullptr || (unit->flags & unit_damaged) != 0) continue;
            for (std::uint32_t token = 0; token < unit->token_count; ++token) {
                const auto found = scopes.found_at(block, token);
                if (!found || found->mention.damaged) continue;
                while (told < everywhere.size() &&
                       std::pair(everywhere[told].mention.block, everywhere[told].mention.token) <
                           std::pair(block, token)) {
                    ++told;
                }
                ASSERT_LT(told, everywhere.size());
                EXPECT_EQ(everywhere[told].scope, found->scope);
                EXPECT_EQ(everywhere[told].name, found->name);
                EXPECT_EQ(everywhere[told].mention.token, token);
                const Range range = range_of(tree, {block, token});
                const std::string where = path.filename().string() + ':' +
                                          std::to_string(range.begin.line + 1) + ':' +
                                          std::to_string(range.begin.byte + 1) + ' ' +
                                          std::string(tree.token_text(block, token));
                ++names;
                EXPECT_EQ(token_touching(tree, range.begin), (TokenRef{block, token})) << where;
                if (!found->bound) continue;
                const auto all = scopes.occurrences(found->scope, found->name);
                EXPECT_EQ(1, std::count_if(all.begin(), all.end(),
                                           [&](const Mention& mention) {
                                               return mention.block == block &&
                                                      mention.token == token;
                                           }))
                    << where;
                // (A `global` or a `del` alone makes a name the scope's own, too.)
                EXPECT_TRUE(std::any_of(all.begin(), all.end(), [](const Mention& mention) {
                    return mention.use != Use::Read;
                })) << where;
                if (found->mention.use != Use::Read) continue;
                EXPECT_EQ(found->scope, scopes.resolve(found->name, scopes.at(range.begin)))
                    << where;
            }
        }
    }
    EXPECT_GT(names, 4000u);
}

}  // namespace
}  // namespace pilcrow::lsp
