// Usage: which words a program uses near the cursor, and after what.
//
// Reads the tokens of some hundred lines around the cursor once; what stands near counts more, what
// stands before it more than what comes after. Weights are between 0 and about 4.
#pragma once

#include "lsp/features/completion/context.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace pilcrow::lsp::completion {

class Usage {
public:
    struct Weights {
        float name = 0;       // as a name
        float attribute = 0;  // behind a dot
        float keyword = 0;    // as a keyword argument
        float after = 0;      // behind the same word or sign as the cursor's
        float pair = 0;       // behind the same two
        float receiver = 0;   // behind `x.`, where the cursor stands behind `x.`
    };

    Usage(const Tree& tree, const Context& context);
    const Weights& of(std::string_view word) const;
    template <typename Visit>
    void each(Visit visit) const {
        for (const Slot& slot : slots_) {
            if (!slot.word.empty()) visit(slot.word, slot.weights);
        }
    }

private:
    struct Slot {
        std::uint64_t hash = 0;
        std::string_view word;
        Weights weights;
    };
    Weights& slot(std::string_view word);
    std::size_t find(std::string_view word, std::uint64_t hash) const;
    void grow();
    void unit(const Tree& tree, BlockId block, float weight, const Context& context);

    std::vector<Slot> slots_;
    std::size_t used_ = 0;
    std::string_view previous_;  // of the cursor
    std::string_view before_previous_;
    std::string_view receiver_;
};

}  // namespace pilcrow::lsp::completion
