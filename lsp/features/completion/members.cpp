// What can stand behind a dot.

#include "lsp/features/completion/providers.h"
#include "lsp/workspace/loaded_modules.h"

#include <algorithm>

namespace pilcrow::lsp::completion {
namespace {

CompletionKind kind_of(const Member& member) {
    switch (member.declaration.kind) {
    case DeclarationKind::Function: return CompletionKind::Method;
    case DeclarationKind::Class: return CompletionKind::Class;
    case DeclarationKind::Module:
    case DeclarationKind::Import: return CompletionKind::Module;
    default: return CompletionKind::Field;
    }
}

// The value of a chain of names, calls and subscripts that ends before the token `end`, where the
// tree has no expression for it: read backwards from the dot.
class Chain {
public:
    Chain(const Question& question, TokenRef end) : question_(question), block_(end.block) {
        const Unit& unit = *question.tree().unit(block_);
        std::uint32_t at = end.token;
        while (at > 0 && steps_.size() < 50) {
            const Token& token = unit.token(at - 1);
            if (token.kind == TokenKind::Hang) {
                --at;
            } else if (token.kind == TokenKind::Name || is_keyword(token.kind)) {
                name_ = question.tree().token_text(block_, at - 1);
                if (at < 2 || unit.token(at - 2).kind != TokenKind::Dot) return;
                steps_.push_back({Step::Member, name_});
                name_ = {};
                at -= 2;
            } else if (is_closing(token.kind)) {
                const TokenKind closer = token.kind;
                at = opener_of(unit, at - 1);
                if (at == 0 || !ends_operand(question.tree(), {block_, at - 1})) return;
                steps_.push_back(
                    {closer == TokenKind::RightParen ? Step::Call : Step::Element, {}});
            } else {
                return;
            }
        }
    }

    TypeRef type() const {
        if (name_.empty()) return nullptr;
        Inference& inference = question_.inference;
        TypeRef found = inference.type_of_name(question_.file, name_, question_.context.place);
        for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
            switch (step->kind) {
            case Step::Member: found = inference.member(found, step->name); break;
            case Step::Call: found = inference.called(found); break;
            case Step::Element: found = inference.element(found); break;
            }
        }
        return found;
    }

private:
    struct Step {
        enum Kind : std::uint8_t { Member, Call, Element } kind;
        std::string_view name;
    };
    // The opener of the closer at `at`; 0 where there is none.
    static std::uint32_t opener_of(const Unit& unit, std::uint32_t at) {
        int depth = 0;
        for (std::uint32_t index = at + 1; index-- > 0;) {
            if (is_closing(unit.token(index).kind)) ++depth;
            if (is_opening(unit.token(index).kind) && --depth == 0) return index;
        }
        return 0;
    }

    const Question& question_;
    BlockId block_;
    std::vector<Step> steps_;  // the last first
    std::string_view name_;
};

// Attributes of a method's first parameter, from the words of its class alone: what is defined or
// assigned to there on lines that cannot be read, and what is read but set nowhere yet.
class OwnClass {
public:
    OwnClass(const Question& question, Candidates& candidates)
        : question_(question), tree_(question.tree()), candidates_(candidates) {}

    // The class whose method the cursor stands in, if `receiver` is the method's first parameter.
    BlockId class_of(std::string_view receiver) const {
        for (BlockId header = header_around(question_); header != no_block;
             header = header_of(tree_, header)) {
            const Unit* unit = tree_.unit(header);
            if (unit == nullptr) continue;
            if (first_parameter(header) != receiver) continue;
            const BlockId around = header_of(tree_, header);
            const Unit* its = around == no_block ? nullptr : tree_.unit(around);
            if (its != nullptr && its->token(0).kind == TokenKind::KwClass) return around;
        }
        return no_block;
    }

    void offer(BlockId class_block) {
        const BlockTree& blocks = *tree_.reading;
        const BlockId end = blocks.node_end(class_block);
        for (BlockId block = class_block + 1; block < end; ++block) {
            if (!blocks.is_head(block)) continue;
            const Unit* unit = tree_.unit(block);
            if (unit != nullptr) words(class_block, block, *unit);
        }
    }

private:
    std::string_view first_parameter(BlockId header) const {
        const Unit& unit = *tree_.unit(header);
        std::uint32_t at = 0;
        while (at < unit.token_count && unit.token(at).kind == TokenKind::KwAsync) ++at;
        if (at >= unit.token_count || unit.token(at).kind != TokenKind::KwDef) return {};
        for (; at + 1 < unit.token_count; ++at) {
            if (unit.token(at).kind != TokenKind::LeftParen) continue;
            if (unit.token(at + 1).kind == TokenKind::Name) {
                return tree_.token_text(header, at + 1);
            }
            if (unit.token(at + 1).kind != TokenKind::Hang) return {};
            const BlockId item = tree_.reading->first_child(header);
            const Unit* its = item == no_block ? nullptr : tree_.unit(item);
            return its != nullptr && its->token(0).kind == TokenKind::Name
                       ? tree_.token_text(item, 0)
                       : std::string_view();
        }
        return {};
    }

    void words(BlockId class_block, BlockId block, const Unit& unit) {
        for (std::uint32_t at = 0; at + 2 < unit.token_count; ++at) {
            const TokenKind kind = unit.token(at).kind;
            if (kind == TokenKind::KwDef && unit.token(at + 1).kind == TokenKind::Name) {
                // A method, not a function in one.
                if (header_of(tree_, block) != class_block) continue;
                add(block, at + 1, CompletionKind::Method);
            } else if (kind == TokenKind::Name && unit.token(at + 1).kind == TokenKind::Dot &&
                       unit.token(at + 2).kind == TokenKind::Name) {
                const std::string_view text = tree_.token_text(block, at);
                if (text != "self" && text != "cls") continue;
                add(block, at + 2, CompletionKind::Field);
            }
        }
    }
    void add(BlockId block, std::uint32_t token, CompletionKind kind) {
        if (question_.context.walk.word == TokenRef{block, token}) return;
        if (Candidate* made =
                candidates_.add(tree_.token_text(block, token), kind, points::local, true)) {
            made->resolvable = true;
        }
    }

    const Question& question_;
    const Tree& tree_;
    Candidates& candidates_;
};

// A package lists all modules in its folder; it has those that importing it loads, and those that
// this file imports.
void leave_out_unloaded(const Question& question, TypeRef value, std::vector<Member>& members) {
    const auto lies_in_folder = [](const Member& member) {
        return member.distance > 0 && member.declaration.kind == DeclarationKind::Module;
    };
    if (std::none_of(members.begin(), members.end(), lies_in_folder)) return;
    const FilePtr package = question.inference.declaration(value).file;
    std::vector<std::string> loaded;
    if (package != nullptr) loaded = loaded_submodules(question.inference.world(), *package);
    const std::vector<std::string> imported = imported_modules(*question.file, true);
    std::erase_if(members, [&](const Member& member) {
        if (!lies_in_folder(member)) return false;
        if (std::binary_search(loaded.begin(), loaded.end(), member.name)) return false;
        // A folder without `__init__` has no file that says what it is called.
        const FilePtr& its_file = member.declaration.file;
        if (package == nullptr && its_file == nullptr) return false;
        const std::string name =
            package != nullptr ? package->module + '.' + member.name : its_file->module;
        return !std::binary_search(imported.begin(), imported.end(), name);
    });
}

}  // namespace

TypeRef receiver_type(const Question& question, TokenRef end) {
    Inference& inference = question.inference;
    const NodeRef node = primary_before(question.tree(), end);
    if (node) {
        const TypeRef type = inference.type_of(question.file, node);
        if (type != nullptr && !inference.text(type).empty()) return type;
    }
    return Chain(question, end).type();
}

void offer_members(const Question& question, Candidates& candidates) {
    const Context& context = question.context;
    const TypeRef type = receiver_type(question, context.dot);
    bool known = false;
    if (type != nullptr) {
        std::vector<Member> members = question.inference.members(type);
        leave_out_unloaded(question, type, members);
        known = !members.empty();
        std::uint32_t furthest = 0;
        for (const Member& member : members) furthest = std::max(furthest, member.distance);
        for (const Member& member : members) {
            int points = points::local;
            if (member.distance > 0) {
                points += std::max(-60, points::further_up * static_cast<int>(member.distance));
                if (member.distance == furthest && member.name.starts_with("__")) {
                    points += points::of_object;
                }
            }
            Candidate* made = candidates.add(member.name, kind_of(member), points, true);
            if (made != nullptr) made->resolvable = true;
        }
    }
    OwnClass own(question, candidates);
    const std::string_view receiver = text_of(question.tree(), context.walk.before_previous);
    if (const BlockId of = own.class_of(receiver); of != no_block) own.offer(of);
    if (known) return;
    // Nothing is known of the value: what the program says of its like.
    candidates.usage().each([&](std::string_view word, const Usage::Weights& weights) {
        if (weights.attribute <= 0) return;
        candidates.add(word, CompletionKind::Text, weights.receiver > 0 ? 0 : -100, true);
    });
}

}  // namespace pilcrow::lsp::completion
