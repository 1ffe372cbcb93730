#include "lsp/features/completion/wanted.h"

#include <algorithm>

namespace pilcrow::lsp::completion {
namespace {

// The keyword of an argument that begins at a token: `name=`.
std::string_view keyword_at(const Tree& tree, BlockId block, std::uint32_t token) {
    const Unit& unit = *tree.unit(block);
    if (token + 1 >= unit.token_count || unit.token(token).kind != TokenKind::Name ||
        unit.token(token + 1).kind != TokenKind::Equal) {
        return {};
    }
    return tree.token_text(block, token);
}

class ArgumentList {
public:
    ArgumentList(const Question& question, const Frame& frame, CallAtCursor& call)
        : question_(question), tree_(question.tree()), frame_(frame), call_(call) {}

    void read() {
        const Unit& unit = *tree_.unit(frame_.block);
        const std::uint32_t first = frame_.opener + 1;
        if (first < unit.token_count && unit.token(first).kind == TokenKind::Hang) {
            items(first);
        } else {
            on_line(first);
        }
    }

private:
    void argument(BlockId block, std::uint32_t token) {
        const std::string_view keyword = keyword_at(tree_, block, token);
        const Walk& walk = question_.context.walk;
        const TokenRef at{block, token};
        const bool at_cursor = walk.word == at || walk.string == at;
        if (!keyword.empty()) {
            if (!at_cursor) call_.given.push_back(keyword);
            return;
        }
        const Position begin = tree_.position(block, tree_.unit(block)->token(token).begin);
        if (begin < question_.context.range.begin && !at_cursor) ++before_;
        call_.positional = before_;
    }
    void items(std::uint32_t hang) {
        const BlockTree& blocks = *tree_.reading;
        const Unit& unit = *tree_.unit(frame_.block);
        std::uint32_t segment = 0;
        for (std::uint32_t at = 0; at < hang; ++at) {
            if (unit.token(at).kind == TokenKind::Hang) ++segment;
        }
        // The segment that hangs there: of those with a bracket, the one of this Hang.
        BlockId owner = frame_.block;
        while (owner != no_block) {
            const std::uint32_t index = blocks.segment_index(owner);
            const NodeId node = unit.segments()[index].hang_node;
            if (node != no_node && unit.node(node).first_token == hang) break;
            owner = blocks.next_segment(owner);
        }
        if (owner == no_block) return;
        const BlockId own = own_item(owner);
        for (BlockId child = blocks.first_child(owner); child != no_block;
             child = blocks.next_sibling(child)) {
            const Unit* its = tree_.unit(child);
            if (child != own && its != nullptr && its->token_count > 1) argument(child, 0);
        }
    }
    // The item under `segment` that the cursor stands in.
    BlockId own_item(BlockId segment) const {
        BlockId block = question_.context.walk.block;
        while (block != no_block && tree_.reading->parent(block) != segment) {
            const BlockId up = tree_.reading->parent(block);
            block = up == no_block ? no_block : tree_.reading->head(up);
        }
        return block;
    }
    void on_line(std::uint32_t first) {
        const Unit& unit = *tree_.unit(frame_.block);
        const std::uint32_t column = (*tree_.reading)[frame_.block].column;
        const std::uint32_t line = (*tree_.reading)[frame_.block].line;
        int depth = 0;
        bool begins = true;
        std::uint32_t current = frame_.item_begin && frame_.item_begin.block == frame_.block
                                    ? frame_.item_begin.token
                                    : Frame::no_token;
        for (std::uint32_t at = first; at + 1 < unit.token_count; ++at) {
            const Token& token = unit.token(at);
            if (token.is_virtual() || token.kind == TokenKind::Hang) continue;
            // Python: a bracket that is not closed takes what follows it.
            if (tree_.layout == Layout::Python) {
                const Position begin = tree_.position(frame_.block, token.begin);
                if (begin.line > line && begin.line > question_.context.place.line &&
                    begin.byte <= column) {
                    return;
                }
            }
            if (begins && depth == 0 && token.kind != TokenKind::Comma && !is_closing(token.kind)) {
                if (at != current) argument(frame_.block, at);
                begins = false;
            }
            if (is_opening(token.kind)) ++depth;
            if (is_closing(token.kind) && --depth < 0) return;
            if (depth == 0 && token.kind == TokenKind::Comma) begins = true;
        }
    }

    const Question& question_;
    const Tree& tree_;
    const Frame& frame_;
    CallAtCursor& call_;
    std::uint32_t before_ = 0;
};

// The node for the cursor's word, or for what is missing there.
NodeRef node_at_cursor(const Question& question) {
    const Walk& walk = question.context.walk;
    if (walk.block == no_block) return {};
    const Unit& unit = *question.tree().unit(walk.block);
    for (NodeId id = 1; id < unit.node_count; ++id) {
        const Node& node = unit.node(id);
        const bool here =
            walk.string ? node.kind == NodeKind::String && node.first_token == walk.string.token
            : walk.word ? node.kind == NodeKind::Name && node.first_token == walk.word.token
                        : node.kind == NodeKind::Missing && node.first_token == walk.end;
        if (here) {
            return {walk.block, id};
        }
    }
    return {};
}

const SignatureParameter* parameter_of(const Signature& signature, const CallAtCursor& call,
                                       std::string_view keyword) {
    std::uint32_t index = 0;
    for (const SignatureParameter& parameter : signature.parameters) {
        if (!keyword.empty()) {
            if (parameter.name == keyword) return &parameter;
            continue;
        }
        if (parameter.kind == ParameterKind::Positionals) return &parameter;
        if (parameter.kind != ParameterKind::Positional &&
            parameter.kind != ParameterKind::PositionalOnly) {
            return nullptr;
        }
        if (index++ == call.positional) return &parameter;
    }
    return nullptr;
}

}  // namespace

CallAtCursor call_at(const Question& question) {
    CallAtCursor call;
    const Frame& frame = question.context.frame();
    if (frame.kind != FrameKind::Call || frame.block == no_block) return call;
    call.opener = {frame.block, frame.opener};
    ArgumentList(question, frame, call).read();
    if (const TypeRef callee = receiver_type(question, call.opener)) {
        call.signatures = question.inference.signatures(callee);
    }
    return call;
}

Wanted wanted_at(const Question& question, const CallAtCursor& call) {
    Wanted wanted;
    const Frame& frame = question.context.frame();
    if (call.opener && (question.context.element_begins || frame.mode == Mode::KeywordValue)) {
        std::string_view keyword;
        if (frame.mode == Mode::KeywordValue) {
            const TokenKind previous = kind_of(question.tree(), question.context.walk.previous);
            if (previous != TokenKind::Equal) return wanted;
            keyword = text_of(question.tree(), frame.keyword);
            wanted.name = keyword;
        }
        for (const Signature& signature : call.signatures) {
            const SignatureParameter* parameter = parameter_of(signature, call, keyword);
            if (parameter == nullptr) continue;
            if (wanted.name.empty() && parameter->kind != ParameterKind::Positionals) {
                wanted.name = parameter->name;
            }
            if (wanted.type == nullptr) wanted.type = parameter->type;
        }
        return wanted;
    }
    if (const NodeRef node = node_at_cursor(question)) {
        wanted.type = question.inference.expected(question.file, node);
    }
    return wanted;
}

bool fits(TypeRef type, TypeRef wanted) {
    if (type == nullptr || wanted == nullptr || type->is_unknown() || wanted->is_unknown()) {
        return false;
    }
    if (type == wanted) return true;
    if (wanted->is(TypeKind::Union)) {
        return std::any_of(wanted->items.begin(), wanted->items.end(),
                           [&](TypeRef one) { return fits(type, one); });
    }
    if (type->is(TypeKind::Union)) {
        return std::any_of(type->items.begin(), type->items.end(),
                           [&](TypeRef one) { return fits(one, wanted); });
    }
    return type->kind == wanted->kind && type->kind == TypeKind::Instance &&
           type->class_info == wanted->class_info;
}

}  // namespace pilcrow::lsp::completion
