// Names in scope: of the scopes around, the nearest first; of the cursor's own unfinished line; and
// the builtins.

#include "lsp/features/completion/providers.h"
#include "lsp/features/completion/situation.h"
#include "lsp/source/spelling.h"
#include "parser/names/builtins.h"

#include <algorithm>

namespace pilcrow::lsp::completion {
namespace {

CompletionKind kind_of_use(Use use, ScopeKind scope) {
    switch (use) {
    case Use::Import:
    case Use::Submodule: return CompletionKind::Module;
    case Use::Function:
        return scope == ScopeKind::Class ? CompletionKind::Method : CompletionKind::Function;
    case Use::Class: return CompletionKind::Class;
    case Use::Parameter: return CompletionKind::Parameter;
    case Use::TypeParameter: return CompletionKind::TypeParameter;
    default: return scope == ScopeKind::Class ? CompletionKind::Field : CompletionKind::Variable;
    }
}

// `from m import Name`: most names with a capital are classes, others functions.
CompletionKind kind_of_import(const Tree& tree, const Mention& mention, std::string_view name) {
    const Unit* unit = tree.unit(mention.block);
    if (unit == nullptr || mention.token == no_index) return CompletionKind::Module;
    const bool from =
        unit->role == Role::ImportName ||
        (unit->root != no_node && unit->node(unit->root).kind == NodeKind::ImportFrom);
    if (!from) return CompletionKind::Module;
    if (is_constant_name(name)) return CompletionKind::Constant;
    return !name.empty() && name.front() >= 'A' && name.front() <= 'Z' ? CompletionKind::Class
                                                                       : CompletionKind::Function;
}

// What one name of one scope comes to, over all of its bindings.
struct Bound {
    NameId name = no_name;
    Mention best{};          // the one that says what kind of thing it is
    bool seen = false;       // on an undamaged line, or a damaged one that seems to bind it
    bool before = false;     // somewhere before the cursor
    bool elsewhere = false;  // not only by the statement that the cursor stands in
};

class ScopeNames {
public:
    ScopeNames(const Question& question, Candidates& candidates)
        : question_(question),
          context_(question.context),
          candidates_(candidates),
          tree_(question.tree()),
          scopes_(question.inference.scopes(*question.file)),
          situation_(situation_of(tree_, context_)) {
        const Walk& walk = context_.walk;
        if (walk.block != no_block) statement_ = statement_of(tree_, walk.block);
    }

    void offer() {
        own_line();
        const ScopeRef start = scopes_.at(context_.place);
        bool class_seen = true;
        bool nearest = true;
        for (ScopeRef at = start;; at = scopes_.parent(at)) {
            const ScopeKind kind = scopes_.kind(at);
            if (kind != ScopeKind::Class || class_seen) scope(at, kind, at == start, nearest);
            if (kind == ScopeKind::Function || kind == ScopeKind::Lambda) nearest = false;
            class_seen = kind == ScopeKind::TypeParameters;
            if (at.is_module()) break;
        }
    }

    // Words that stand on damaged lines only, and may be names that are bound there.
    void offer_words() {
        for (const std::string_view word : words_) {
            candidates_.add(word, CompletionKind::Text, points::damaged);
        }
    }

private:
    void scope(ScopeRef at, ScopeKind kind, bool own, bool nearest) {
        std::vector<Bound> bound;
        std::unordered_map<NameId, std::size_t> index;
        scopes_.each_binding(at, [&](NameId name, const Mention& mention) {
            if (!candidates_.fit(scopes_.pool().text(name)) &&
                !scopes_.pool().text(name).starts_with('_')) {
                return;
            }
            const auto [slot, fresh] = index.emplace(name, bound.size());
            if (fresh) {
                Bound made;
                made.name = name;
                made.best = mention;
                bound.push_back(made);
            }
            look_at(bound[slot->second], mention, kind);
        });
        int points = points::module_level;
        if (!at.is_module()) points = nearest ? points::local : points::enclosing;
        for (const Bound& one : bound) {
            if (!one.elsewhere) continue;
            const std::string_view name = written(one);
            if (!one.seen) {
                words_.push_back(name);
                continue;
            }
            int its = points;
            if (own && !one.before && kind != ScopeKind::Comprehension) {
                its += points::later;
            }
            CompletionKind what = kind_of_use(one.best.use, kind);
            if (one.best.use == Use::Parameter) its += points::parameter - points::local;
            if (one.best.use == Use::Import) what = kind_of_import(tree_, one.best, name);
            if (what == CompletionKind::Variable && is_constant_name(name)) {
                what = CompletionKind::Constant;
            }
            its += points_of_situation(situation_, name, what, false);
            if (Candidate* made = candidates_.add(name, what, its)) made->resolvable = true;
        }
    }

    // As it is written: a private name of a class is known as `_Class__name`.
    std::string_view written(const Bound& one) const {
        const std::string_view text = scopes_.pool().text(one.name);
        if (!text.starts_with('_') || one.best.token == no_index) return text;
        return tree_.token_text(one.best.block, one.best.token);
    }

    void look_at(Bound& one, const Mention& mention, ScopeKind kind) {
        const bool damaged = mention.use == Use::Damaged || mention.token == no_index;
        if (damaged && is_own(mention.block)) return;
        if (damaged) {
            one.elsewhere = true;
            if (is_before(mention)) one.before = true;
            if (!one.seen && seems_bound(mention, scopes_.pool().text(one.name))) one.seen = true;
            return;
        }
        if (TokenRef{mention.block, mention.token} == context_.walk.word) return;
        if (is_own(mention.block) && !is_open_to_itself(mention, kind)) return;
        if (!one.seen || one.best.token == no_index) one.best = mention;
        one.seen = one.elsewhere = true;
        if (is_before(mention)) one.before = true;
    }

    bool is_own(BlockId block) const {
        return statement_ != no_block && statement_of(tree_, block) == statement_;
    }
    bool is_before(const Mention& mention) const {
        return (*tree_.reading)[mention.block].line <= context_.place.line;
    }

    // A binding by the cursor's own statement that can be read at the cursor all the same.
    bool is_open_to_itself(const Mention& mention, ScopeKind kind) const {
        if (kind == ScopeKind::Comprehension || kind == ScopeKind::Lambda) return true;
        if (kind == ScopeKind::TypeParameters) return true;
        const Frame& statement = context_.walk.frames.front();
        // An earlier statement on the same line, or the header of a suite on it.
        if (context_.walk.block == mention.block &&
            (statement.opener == Frame::no_token || statement.block != mention.block ||
             mention.token < statement.opener)) {
            return statement.block == no_block || statement.block == mention.block;
        }
        const bool earlier =
            mention.block < context_.walk.block ||
            (mention.block == context_.walk.block && mention.token < context_.walk.end);
        if (!earlier) return false;
        if (mention.use == Use::Walrus || mention.use == Use::Capture ||
            mention.use == Use::TypeParameter) {
            return true;
        }
        return mention.token > 0 &&
               tree_.unit(mention.block)->token(mention.token - 1).kind == TokenKind::KwAs;
    }

    // A word on a damaged line that stands where names are bound.
    bool seems_bound(const Mention& mention, std::string_view name) const {
        const Unit* unit = tree_.unit(mention.block);
        if (unit == nullptr) return false;
        if (unit->role == Role::Parameter) return true;
        const auto tokens = unit->tokens();
        const bool definition = !tokens.empty() && tokens[0].kind == TokenKind::KwDef;
        for (std::uint32_t at = 0; at + 1 < tokens.size(); ++at) {
            if (tokens[at].kind != TokenKind::Name || tree_.token_text(mention.block, at) != name) {
                continue;
            }
            if (definition) return true;
            // The first word of a statement, but for `match` and the like.
            if (at == 0) {
                if (tokens[at].soft() == SoftKeyword::None) return true;
                continue;
            }
            switch (tokens[at - 1].kind) {
            case TokenKind::KwDef:
            case TokenKind::KwClass:
            case TokenKind::KwFor:
            case TokenKind::KwAs:
            case TokenKind::KwImport: return true;
            case TokenKind::Dot: continue;
            default: break;
            }
            const TokenKind next = tokens[at + 1].kind;
            if (next == TokenKind::Equal || next == TokenKind::ColonEqual) return true;
        }
        return false;
    }

    // Names that the cursor's own line binds around the cursor, whatever else is wrong with it:
    // parameters of a lambda, targets of a comprehension, the names behind `as` and before `:=`.
    void own_line() {
        const Walk& walk = context_.walk;
        if (walk.block == no_block) return;
        for (const Frame& frame : walk.frames) {
            if (frame.kind == FrameKind::Lambda && frame.item == Frame::no_token) {
                lambda_parameters(frame);
            } else if (frame.kind == FrameKind::Round || frame.kind == FrameKind::Square ||
                       frame.kind == FrameKind::Curly || frame.kind == FrameKind::Call) {
                comprehension_targets(frame);
            }
        }
    }
    void local(BlockId block, std::uint32_t token) {
        if (TokenRef{block, token} == context_.walk.word) return;
        if (Candidate* made = candidates_.add(tree_.token_text(block, token),
                                              CompletionKind::Variable, points::local)) {
            made->resolvable = true;
        }
    }
    void lambda_parameters(const Frame& frame) {
        const auto tokens = tree_.unit(frame.block)->tokens();
        bool name = true;
        int depth = 0;
        for (std::uint32_t at = frame.opener + 1; at + 1 < tokens.size(); ++at) {
            const TokenKind kind = tokens[at].kind;
            if (is_opening(kind)) ++depth;
            if (is_closing(kind)) --depth;
            if (depth < 0 || (depth == 0 && kind == TokenKind::Colon)) return;
            if (depth > 0) continue;
            if (kind == TokenKind::Comma) name = true;
            if (kind != TokenKind::Name || !name) continue;
            local(frame.block, at);
            name = false;
        }
    }
    void comprehension_targets(const Frame& frame) {
        // In a hung bracket the element is a unit of its own.
        const bool hung = frame.block != context_.walk.block;
        const BlockId block = context_.walk.block;
        const auto tokens = tree_.unit(block)->tokens();
        std::uint32_t begin = hung ? 0 : frame.opener + 1;
        if (hung && &frame != &context_.walk.frames.back() && !is_last_hung(frame)) return;
        int depth = 0;
        bool target = false;
        std::vector<std::uint32_t> found;
        bool in_first_iterable = false;
        std::uint32_t fors = 0;
        for (std::uint32_t at = begin; at + 1 < tokens.size(); ++at) {
            const TokenKind kind = tokens[at].kind;
            if (at == context_.walk.end) in_first_iterable = fors == 1 && !target && depth == 0;
            if (is_opening(kind)) ++depth;
            if (is_closing(kind) && --depth < 0) break;
            if (kind == TokenKind::Semicolon) break;
            if (tree_.layout == Layout::Python && depth == 0 && at > context_.walk.end &&
                tree_.position(block, tokens[at].begin).line > context_.place.line &&
                tree_.position(block, tokens[at].begin).byte <= (*tree_.reading)[block].column) {
                break;
            }
            if (depth == 0 && kind == TokenKind::KwFor) {
                target = true;
                ++fors;
                continue;
            }
            if (kind == TokenKind::KwIn && target && depth == 0) {
                target = false;
                continue;
            }
            if (depth == 0 && (kind == TokenKind::KwIf || kind == TokenKind::Comma) && !target &&
                at >= context_.walk.end && fors > 0 && in_first_iterable) {
                break;
            }
            if (target && kind == TokenKind::Name &&
                (at == 0 || tokens[at - 1].kind != TokenKind::Dot)) {
                found.push_back(at);
            }
        }
        if (in_first_iterable) return;
        for (const std::uint32_t at : found) local(block, at);
    }
    // The innermost frame that was opened outside of the cursor's unit.
    bool is_last_hung(const Frame& frame) const {
        const auto& frames = context_.walk.frames;
        for (std::size_t at = frames.size(); at-- > 0;) {
            if (frames[at].block != context_.walk.block) return &frames[at] == &frame;
        }
        return false;
    }

    const Question& question_;
    const Context& context_;
    Candidates& candidates_;
    const Tree& tree_;
    const Scopes& scopes_;
    Situation situation_;
    BlockId statement_ = no_block;
    std::vector<std::string_view> words_;
};

CompletionKind kind_of_builtin(std::string_view name) {
    constexpr std::string_view classes[] = {
        "bool",   "bytearray", "bytes",     "classmethod", "complex", "dict",  "enumerate",
        "filter", "float",     "frozenset", "int",         "list",    "map",   "memoryview",
        "object", "property",  "range",     "reversed",    "set",     "slice", "staticmethod",
        "str",    "super",     "tuple",     "type",        "zip"};
    if (name == "True" || name == "False" || name == "None") return CompletionKind::Keyword;
    if (name.starts_with("__") || name == "NotImplemented" || name == "Ellipsis") {
        return CompletionKind::Constant;
    }
    if (name.front() >= 'A' && name.front() <= 'Z') return CompletionKind::Class;
    return std::binary_search(std::begin(classes), std::end(classes), name)
               ? CompletionKind::Class
               : CompletionKind::Function;
}

}  // namespace

void offer_names(const Question& question, Candidates& candidates) {
    ScopeNames names(question, candidates);
    names.offer();
    const Situation situation = situation_of(question.tree(), question.context);
    for (const std::string_view name : builtin_names()) {
        const CompletionKind kind = kind_of_builtin(name);
        if (kind == CompletionKind::Keyword) continue;
        const int points = points::builtin + points_of_situation(situation, name, kind, true);
        if (Candidate* made = candidates.add(name, kind, points)) {
            made->resolvable = true;
        }
    }
    names.offer_words();
}

void offer_scope_names(const Question& question, Candidates& candidates) {
    const Scopes& scopes = question.inference.scopes(*question.file);
    const auto scope = [&](ScopeRef at) {
        scopes.each_binding(at, [&](NameId name, const Mention& mention) {
            if (mention.token == no_index) return;
            const CompletionKind kind = kind_of_use(mention.use, scopes.kind(at));
            if (Candidate* made = candidates.add(scopes.pool().text(name), kind, 0)) {
                made->resolvable = true;
            }
        });
    };
    if (question.context.walk.head == Head::Global) return scope(ScopeRef{});
    ScopeRef at = scopes.at(question.context.place);
    for (at = scopes.parent(at); !at.is_module(); at = scopes.parent(at)) {
        if (scopes.kind(at) == ScopeKind::Function) scope(at);
    }
}

}  // namespace pilcrow::lsp::completion
