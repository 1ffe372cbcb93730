// Compares a damaged file with the undamaged one: what went beyond the damaged line?
#pragma once

#include "tests/damage/facts.h"
#include "tests/damage/trials.h"

#include <string>
#include <vector>

namespace pilcrow::damage {

struct Verdict {
    bool legal = false;  // the damage left text of the language; nothing else is judged
    // Another line may as well be the one that was typed: without that one the text reads without
    // an error, and all that is reported is on it. (`for x in nights(`, `with open(` and one list:
    // who is to say which of the two was there first?) Nothing else is judged.
    bool either = false;
    bool located = false;               // the damaged line has a finding
    std::uint32_t definitions = 0;      // that were to be kept
    std::vector<std::string> lost;      // and what became of them: "- function f/x at 3:4", "+ …"
    std::vector<std::string> errors;    // on other lines
    std::vector<std::string> warnings;  // new ones on other lines, or old ones that are missing

    bool passed() const {
        return legal || either || (located && lost.empty() && errors.empty() && warnings.empty());
    }
};

// O(file).
Verdict judge(const Facts& undamaged, const Facts& damaged, const Trial& trial);

}  // namespace pilcrow::damage
