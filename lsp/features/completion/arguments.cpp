// Keyword arguments of the call that the cursor stands in, with their `=`.

#include "lsp/features/completion/wanted.h"

#include <algorithm>

namespace pilcrow::lsp::completion {

void offer_arguments(const Question& question, const CallAtCursor& call, Candidates& candidates) {
    const Context& context = question.context;
    const Frame& frame = context.frame();
    if (!context.element_begins || frame.mode != Mode::Value) return;
    const auto add = [&](std::string_view name, int points) -> Candidate* {
        // Behind the word stands its `=` already: `f(na|=1)`.
        const std::size_t behind = context.range.end.byte;
        const bool has_equal = behind < context.line.size() && context.line[behind] == '=' &&
                               !context.line.substr(behind).starts_with("==");
        Candidate* made = candidates.add(std::string(name) + '=', CompletionKind::Argument, points);
        if (made == nullptr) return nullptr;
        if (has_equal) made->more().text = name;
        return made;
    };
    if (frame.kind == FrameKind::Bases) {
        add("metaclass", -100);
        return;
    }
    int rank = 0;
    bool takes_others = call.signatures.empty();
    for (const Signature& signature : call.signatures) {
        std::uint32_t index = 0;
        for (const SignatureParameter& parameter : signature.parameters) {
            const std::uint32_t position = index++;
            if (parameter.kind == ParameterKind::Keywords) takes_others = true;
            if (parameter.kind != ParameterKind::Positional &&
                parameter.kind != ParameterKind::KeywordOnly) {
                continue;
            }
            if (parameter.kind == ParameterKind::Positional && position < call.positional) continue;
            if (std::find(call.given.begin(), call.given.end(), parameter.name) !=
                call.given.end()) {
                continue;
            }
            int points = points::argument - std::min(rank++, 40);
            if (!parameter.has_default) points += points::needed_argument;
            if (Candidate* made = add(parameter.name, points)) {
                made->score += points_of_use(candidates.usage().of(parameter.name), false) / 4;
                if (parameter.type != nullptr) {
                    made->more().detail = question.inference.text(parameter.type);
                }
            }
        }
    }
    if (frame.kind != FrameKind::Call || !takes_others) return;
    // A function that takes any: those that the program gives to functions near by.
    candidates.usage().each([&](std::string_view word, const Usage::Weights& weights) {
        if (weights.keyword <= 0 ||
            std::find(call.given.begin(), call.given.end(), word) != call.given.end()) {
            return;
        }
        add(word, static_cast<int>(100 * weights.keyword / (weights.keyword + 1)) - 20);
    });
}

}  // namespace pilcrow::lsp::completion
