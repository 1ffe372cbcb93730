// Patterns behind `case`: values and classes that the subject may be, keywords of a class pattern,
// keys of a mapping pattern.

#include "lsp/features/completion/wanted.h"
#include "lsp/types/class_info.h"

#include <algorithm>

namespace pilcrow::lsp::completion {
namespace {

// The match statement that the cursor's case belongs to.
BlockId match_around(const Question& question) {
    const BlockId block = question.context.walk.block;
    if (block == no_block) return no_block;
    return header_of(question.tree(), statement_of(question.tree(), block));
}

TypeRef subject_type(const Question& question) {
    const Tree& tree = question.tree();
    const BlockId match = match_around(question);
    if (match == no_block) return nullptr;
    const NodeRef root = tree.root(match);
    if (!root || tree.kind(root) != NodeKind::Match) return nullptr;
    const NodeRef subject = tree.first_child(root);
    return subject ? question.inference.type_of(question.file, subject) : nullptr;
}

// The patterns of the cases before the cursor's, as they are written, guarded ones left out.
std::vector<std::string> cases_before(const Question& question) {
    const Tree& tree = question.tree();
    std::vector<std::string> found;
    const BlockId match = match_around(question);
    if (match == no_block) return found;
    const BlockId own = statement_of(tree, question.context.walk.block);
    for (BlockId at = tree.first_statement(match); at != no_block && at != own;
         at = tree.next_statement(at)) {
        const Unit* unit = tree.unit(at);
        if (unit == nullptr) continue;
        std::string text;
        bool guarded = false;
        for (std::uint32_t token = 1; token + 1 < unit->token_count; ++token) {
            const TokenKind kind = unit->token(token).kind;
            if (kind == TokenKind::Colon) break;
            if (kind == TokenKind::KwIf) guarded = true;
            text += tree.token_text(at, token);
        }
        if (!guarded) found.push_back(std::move(text));
    }
    return found;
}

void keywords_of_class(const Question& question, Candidates& candidates) {
    const Frame& frame = question.context.frame();
    if (!question.context.element_begins) return;
    const TypeRef made = receiver_type(question, {frame.block, frame.opener});
    if (made == nullptr) return;
    for (const Member& member : question.inference.members(question.inference.called(made))) {
        if (member.name.starts_with('_') || member.declaration.kind == DeclarationKind::Function ||
            member.declaration.kind == DeclarationKind::Class) {
            continue;
        }
        candidates.add(member.name + '=', CompletionKind::Argument,
                       points::argument - static_cast<int>(member.distance));
    }
}

}  // namespace

void offer_patterns(const Question& question, Candidates& candidates) {
    const Context& context = question.context;
    const Frame& frame = context.frame();
    const bool outermost =
        frame.kind == FrameKind::Statement || frame.kind == FrameKind::PatternRound;
    if (context.what == What::String) {
        if (outermost) offer_values(question, subject_type(question), candidates);
        return;
    }
    if (frame.kind == FrameKind::PatternClass) keywords_of_class(question, candidates);
    const TypeRef subject =
        outermost || frame.kind == FrameKind::PatternCurly ? subject_type(question) : nullptr;
    if (subject != nullptr && frame.kind == FrameKind::PatternCurly && context.element_begins) {
        for (const std::string& key : question.inference.keys(subject)) {
            candidates.add(quoted(key, '"'), CompletionKind::Key, points::argument + 50);
        }
    }
    if (subject != nullptr && outermost) {
        const std::vector<std::string> before = cases_before(question);
        const auto seen = [&](const std::string& text) {
            return std::find(before.begin(), before.end(), text) != before.end();
        };
        Candidates values(context, candidates.usage());
        offer_values(question, subject, values);
        for (Candidate& value : values.all()) {
            if (!seen(value.label)) candidates.add(value.label, value.kind, value.score);
        }
        std::vector<TypeRef> parts{subject};
        if (subject->is(TypeKind::Union))
            parts.assign(subject->items.begin(), subject->items.end());
        for (const TypeRef part : parts) {
            if (!part->is(TypeKind::Instance) || part->is_literal() ||
                part->class_info == nullptr || part->class_info->has(class_enum)) {
                continue;
            }
            const std::string pattern = part->class_info->name + "()";
            if (seen(pattern)) continue;
            if (Candidate* made = candidates.add(part->class_info->name, CompletionKind::Class,
                                                 points::argument + 40)) {
                made->resolvable = true;
                if (question.options.snippets) {
                    made->more().text = part->class_info->name + "($0)";
                    made->more().snippet = true;
                } else {
                    made->more().text = pattern;
                }
            }
        }
    }
    for (const std::string_view word : {"None", "True", "False"}) {
        candidates.add(word, CompletionKind::Keyword, points::keyword);
    }
    candidates.add("_", CompletionKind::Keyword, points::keyword + 120);
    // Of the names in scope those that can begin a pattern: a plain one would be bound.
    Candidates names(context, candidates.usage());
    offer_names(question, names);
    for (Candidate& name : names.all()) {
        if (name.kind != CompletionKind::Class && name.kind != CompletionKind::Module) continue;
        if (name.label.ends_with("Error") || name.label.ends_with("Warning")) name.score -= 60;
        if (Candidate* made = candidates.add(name.label, name.kind, 0)) {
            made->score = name.score;
            made->resolvable = true;
        }
    }
}

}  // namespace pilcrow::lsp::completion
