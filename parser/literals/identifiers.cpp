#include "parser/literals/identifiers.h"

#include "parser/text/utf8.h"

#include <utf8proc.h>
#include <cstdlib>
#include <memory>

namespace pilcrow {
namespace {

struct Free {
    void operator()(utf8proc_uint8_t* memory) const { std::free(memory); }
};

}  // namespace

void append_identifier(std::string_view name, std::string& out) {
    if (skip_ascii(name) == name.size()) {
        out += name;
        return;
    }
    utf8proc_uint8_t* mapped = nullptr;
    const utf8proc_ssize_t size = utf8proc_map(
        reinterpret_cast<const utf8proc_uint8_t*>(name.data()),
        static_cast<utf8proc_ssize_t>(name.size()), &mapped,
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
    const std::unique_ptr<utf8proc_uint8_t, Free> owner(mapped);
    if (size < 0) {  // not UTF-8: the lexer has said so
        out += name;
        return;
    }
    out.append(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size));
}

}  // namespace pilcrow
