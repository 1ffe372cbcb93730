// What each word is: a line of the text after the other, words with their types. `? names` leaves
// out what a client colours itself.

#include "lsp/features/semantic_tokens.h"
#include "tests/lsp/fixture_world.h"
#include "tests/lsp/topics.h"

namespace pilcrow::lsp::fixtures {

std::string semantic_tokens(const Fixture& fixture) {
    const WorldPtr world = world_of(fixture);
    const FilePtr file = main_file(*world, fixture);
    static Inference inference;  // one for all: it keeps what it knows of typeshed
    inference.begin(world);
    const Scopes& scopes = inference.scopes(*file);
    SemanticOptions options;
    options.imported = [&](BlockId block, std::uint32_t token) {
        return imported_type(inference, file, block, token);
    };
    options.lexical = fixture.asks.empty();
    std::string text;
    std::uint32_t line = 0;
    for (const SemanticToken& token : lsp::semantic_tokens(scopes, options)) {
        if (!text.empty()) text += token.begin.line == line ? "  " : "\n";
        line = token.begin.line;
        text += file->tree->line_text(line).substr(token.begin.byte, token.length);
        text += ':';
        text += token_type_names[static_cast<std::size_t>(token.type)];
        for (std::size_t bit = 0; bit < std::size(token_modifier_names); ++bit) {
            if ((token.modifiers >> bit & 1) == 0) continue;
            text += '.';
            text += token_modifier_names[bit];
        }
    }
    return text;
}

}  // namespace pilcrow::lsp::fixtures
