// Names that are not read as syntax: on damaged lines, and inside strings.

#include "parser/names/collector.h"

#include <algorithm>

namespace pilcrow::names {

void Collector::damaged_words(ScopeId scope) {
    each_word_of_code(tree_, block_, [&](std::string_view word, bool ascii) {
        const NameId name = name_of_word(word, ascii, scope);
        add(scope, name, Use::Damaged, no_index);
        damaged_.push_back({scope, name});
        // `def __mul__self, x)`: what is glued together there may be no private name.
        if (const NameId plain = pool_.intern(word, ascii); plain != name) {
            damaged_.push_back({scope, plain});
        }
    });
}

// Names in the strings of a unit that has an annotation.
void Collector::annotation_strings() {
    if (annotation_strings_read_) return;
    annotation_strings_read_ = true;
    for (const Token& token : unit_->tokens()) {
        if (token.kind != TokenKind::String) continue;
        each_word(text_of(token.begin, token.end), [&](std::string_view word, bool ascii) {
            const NameId name = pool_.intern(word, ascii);
            annotation_words_.push_back(name);
            if (recent_.size() <= name) recent_.resize(pool_.size());
            recent_[name].in_annotation = generation_;
        });
    }
}

// Names in the strings of `cast("Type", x)`, `TypeVar("T", bound="Type")` and their like.
void Collector::quoted_types(const Node& call) {
    const Node& callee = unit_->node(call.first_child);
    if (callee.end_token == 0 || callee.next == no_node ||
        unit_->node(callee.next).kind != NodeKind::String)
        return;
    const Token& last = unit_->token(callee.end_token - 1);
    const std::string_view name = text_of(last.begin, last.end);
    for (const std::string_view takes_types :
         {"cast", "TypeVar", "NewType", "NamedTuple", "TypedDict", "ForwardRef", "TypeAliasType"}) {
        if (name == takes_types) return annotation_strings();
    }
}

// Names in the strings of an assignment to __all__.
void Collector::exported_strings() {
    for (const Token& token : unit_->tokens()) {
        if (token.kind != TokenKind::String) continue;
        std::string_view text = text_of(token.begin, token.end);
        text = text.substr(std::min(text.size(), text.find_first_of("'\"")));
        each_word(text, [&](std::string_view word, bool ascii) {
            symbols_[symbol(0, pool_.intern(word, ascii))].flags |= symbol_exported | symbol_soft;
        });
    }
}

}  // namespace pilcrow::names
