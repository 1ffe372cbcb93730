// The signatures of the call at the cursor, the parameter that comes next between « and »; `>`
// before the one that the arguments fit.

#include "lsp/features/signature_help.h"

#include "tests/lsp/fixture_world.h"
#include "tests/lsp/topics.h"

namespace pilcrow::lsp::fixtures {

std::string signature_help(const Fixture& fixture) {
    Inference inference;
    const WorldPtr world = world_of(fixture);
    inference.begin(world);
    const auto help = lsp::signature_help(inference, main_file(*world, fixture), fixture.cursor);
    if (!help) return "nothing";
    std::string text;
    for (std::size_t index = 0; index < help->signatures.size(); ++index) {
        const SignatureLabel& signature = help->signatures[index];
        std::string label = signature.label;
        if (signature.active_parameter) {
            const auto [begin, end] = signature.parameters[*signature.active_parameter];
            label.insert(end, "»");
            label.insert(begin, "«");
        }
        if (help->signatures.size() > 1) label.insert(0, index == help->active ? "> " : "  ");
        text += label + '\n';
    }
    return text;
}

}  // namespace pilcrow::lsp::fixtures
