// Identifiers as Python compares them.
#pragma once

#include <string>
#include <string_view>

namespace pilcrow {

// Appends a name in Unicode's normal form KC, in which Python compares names (PEP 3131). O(name);
// ASCII is copied.
void append_identifier(std::string_view name, std::string& out);

}  // namespace pilcrow
