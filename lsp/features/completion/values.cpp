// Values of the type that is wanted: members of an enumeration, literals, keys of a TypedDict.

#include "lsp/features/completion/wanted.h"
#include "lsp/types/class_info.h"

#include <algorithm>

namespace pilcrow::lsp::completion {
namespace {

constexpr std::size_t most_parts = 100;

// Each part of a union, or the type itself.
template <typename Visit>
void each_part(TypeRef type, Visit visit) {
    if (type == nullptr) return;
    if (!type->is(TypeKind::Union)) return visit(type);
    std::size_t count = 0;
    for (const TypeRef one : type->items) {
        if (++count > most_parts) return;
        visit(one);
    }
}

}  // namespace

std::string quoted(std::string_view text, char quote) {
    std::string written(1, quote);
    for (const char c : text) {
        if (c == quote || c == '\\') written += '\\';
        if (c == '\n') {
            written += "\\n";
        } else {
            written += c;
        }
    }
    return written + quote;
}

void offer_values(const Question& question, TypeRef wanted, Candidates& candidates) {
    const bool in_string = question.context.what == What::String;
    int rank = 0;
    each_part(wanted, [&](TypeRef type) {
        if (type->is(TypeKind::None) && !in_string) {
            candidates.add("None", CompletionKind::Keyword, points::fits);
        }
        if (!type->is(TypeKind::Instance)) return;
        if (type->literal_kind == LiteralKind::Str) {
            const int points = points::argument + 100 - std::min(++rank, 60);
            if (in_string) {
                candidates.add(type->literal, CompletionKind::Value, points);
            } else {
                candidates.add(quoted(type->literal, '"'), CompletionKind::Value, points);
            }
            return;
        }
        if (in_string) return;
        if (type->literal_kind == LiteralKind::Int) {
            candidates.add(type->literal, CompletionKind::Value, points::argument);
            return;
        }
        const ClassInfo* info = type->class_info;
        if (info == nullptr) return;
        if (info->name == "bool") {
            candidates.add("True", CompletionKind::Keyword, points::fits);
            candidates.add("False", CompletionKind::Keyword, points::fits);
        }
        if (!info->has(class_enum)) return;
        for (const Member& member : question.inference.members(type)) {
            if (member.distance > 0 || member.name.starts_with('_')) continue;
            if (member.declaration.kind != DeclarationKind::Attribute &&
                member.declaration.kind != DeclarationKind::Variable) {
                continue;
            }
            candidates.add(info->name + '.' + member.name, CompletionKind::EnumMember,
                           points::argument + 60 - std::min(++rank, 60));
        }
    });
}

// Names whose type is the one that is wanted come before others; looked at for the best alone,
// since each has to be inferred.
void prefer_fitting(const Question& question, const Wanted& wanted, Candidates& candidates) {
    std::vector<Candidate*> names;
    for (Candidate& candidate : candidates.all()) {
        if (!wanted.name.empty() && candidate.label == wanted.name) {
            candidate.score += points::same_name;
        }
        if (candidate.kind == CompletionKind::Variable ||
            candidate.kind == CompletionKind::Parameter ||
            candidate.kind == CompletionKind::Constant) {
            names.push_back(&candidate);
        }
    }
    if (wanted.type == nullptr || wanted.type->is_unknown()) return;
    constexpr std::size_t most = 16;
    const std::size_t count = std::min(most, names.size());
    std::partial_sort(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(count),
                      names.end(),
                      [](const Candidate* a, const Candidate* b) { return a->score > b->score; });
    for (std::size_t index = 0; index < count; ++index) {
        const TypeRef type = question.inference.type_of_name(question.file, names[index]->label,
                                                             question.context.place);
        if (fits(type, wanted.type)) names[index]->score += points::fits;
    }
}

}  // namespace pilcrow::lsp::completion
