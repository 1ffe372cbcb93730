// Compares a damaged file with the undamaged one: what went beyond the damaged line?
#pragma once

#include "tests/damage/facts.h"
#include "tests/damage/trials.h"

#include <string>
#include <vector>

namespace pilcrow::damage {

struct Verdict {
    bool legal = false;             // the damage left text of the language; nothing else is judged
    bool located = false;           // the damaged line has a finding
    std::uint32_t definitions = 0;  // that were to be kept
    std::vector<std::string> lost;  // and what became of them: "- function f/x at 3:4", "+ …"
    std::vector<std::string> errors;    // on other lines
    std::vector<std::string> warnings;  // new ones on other lines, or old ones that are missing

    bool passed() const {
        return legal || (located && lost.empty() && errors.empty() && warnings.empty());
    }
};

Verdict judge(const Facts& undamaged, const Facts& damaged, const Trial& trial);

}  // namespace pilcrow::damage
