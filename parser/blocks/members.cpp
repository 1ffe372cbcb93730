#include "parser/blocks/members.h"

namespace pilcrow {

std::string_view sentence_of(EdgeFault fault) {
    switch (fault) {
    case EdgeFault::None: break;
    case EdgeFault::Continues: return "this line continues nothing";
    case EdgeFault::Lead: return "this line does not begin with its group's delimiter";
    case EdgeFault::Tab: return "a tab stands in the indentation, where only spaces may";
    case EdgeFault::Column: return "this line does not stand in its group's column";
    }
    return "";
}

}  // namespace pilcrow
