#include "lsp/types/placing.h"

#include "lsp/types/engine.h"

namespace pilcrow::lsp {

Placing place_arguments(std::span<const ParameterData> parameters, bool gradual,
                        std::span<const Argument> arguments) {
    Placing result;
    std::vector<bool> filled(parameters.size());
    bool star = false;
    bool double_star = false;
    std::uint32_t next = 0;  // parameter that takes the next argument by place
    const auto by_place = [&] {
        while (next < parameters.size() && filled[next] &&
               parameters[next].kind <= ParameterKind::Positional)
            ++next;
        return next < parameters.size() && (parameters[next].kind <= ParameterKind::Positional ||
                                            parameters[next].kind == ParameterKind::Positionals);
    };
    for (std::uint32_t index = 0; index < arguments.size(); ++index) {
        const Argument& argument = arguments[index];
        if (argument.double_starred) {
            double_star = true;
            continue;
        }
        if (!argument.keyword.empty()) {
            std::uint32_t found = static_cast<std::uint32_t>(parameters.size());
            for (std::uint32_t at = 0; at < parameters.size(); ++at) {
                const ParameterData& parameter = parameters[at];
                const bool named = parameter.kind == ParameterKind::Positional ||
                                   parameter.kind == ParameterKind::KeywordOnly;
                if (named && parameter.name == argument.keyword) {
                    found = at;
                    break;
                }
                if (parameter.kind == ParameterKind::Keywords) found = at;
            }
            if (found < parameters.size() &&
                (!filled[found] || parameters[found].kind == ParameterKind::Keywords)) {
                filled[found] = true;
                result.placed.push_back({found, index, false});
            } else if (!gradual) {
                ++result.off;
            }
            continue;
        }
        if (argument.starred) {
            star = true;
            const std::uint32_t before = next;
            while (by_place()) {
                result.placed.push_back({next, index, true});
                if (parameters[next].kind == ParameterKind::Positionals) break;
                // Keywords behind it may name what it does not reach.
                ++next;
            }
            (void)before;
            continue;
        }
        if (!by_place()) {
            if (!gradual && !star) ++result.off;
            continue;
        }
        result.placed.push_back({next, index, false});
        if (parameters[next].kind == ParameterKind::Positionals) continue;
        filled[next++] = true;
    }
    for (std::uint32_t at = 0; at < parameters.size(); ++at) {
        const ParameterData& parameter = parameters[at];
        if (filled[at] || parameter.has_default || parameter.kind == ParameterKind::Positionals ||
            parameter.kind == ParameterKind::Keywords)
            continue;
        if (double_star && parameter.kind != ParameterKind::PositionalOnly) continue;
        if (star && parameter.kind != ParameterKind::KeywordOnly) continue;
        ++result.off;
    }
    result.fits = result.off == 0;
    return result;
}

}  // namespace pilcrow::lsp
