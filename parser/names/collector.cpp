#include "parser/names/collector.h"

#include <algorithm>

namespace pilcrow::names {
namespace {

bool is_word_begin(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
           byte >= 0x80;
}
bool is_word(char c) { return is_word_begin(c) || (c >= '0' && c <= '9'); }

// Calls visit(word) for every identifier-like run.
template <typename Visit> void each_word(std::string_view text, Visit visit) {
    for (std::size_t at = 0; at < text.size();) {
        if (!is_word(text[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        bool ascii = true;
        for (; at < text.size() && is_word(text[at]); ++at) {
            ascii = ascii && static_cast<unsigned char>(text[at]) < 0x80;
        }
        if (is_word_begin(text[begin])) visit(text.substr(begin, at - begin), ascii);
    }
}

} // namespace

Collector::Collector(const Tree& tree, NamePool& pool)
    : tree_(tree), pool_(pool), slots_(256, Slot{0, 0, 0}), name_all_(pool.intern("__all__")),
      name_class_cell_(pool.intern("__class__")), name_name_error_(pool.intern("NameError")),
      name_future_(pool.intern("__future__")) {
    for (const std::string_view name : {"locals", "eval", "exec", "vars", "dir"}) {
        names_of_locals_.push_back(pool.intern(name));
    }
}

void Collector::collect(BlockId first, BlockId end, NamesPart& part) {
    part_ = &part;
    first_ = first;
    block_ = first;
    export_end_ = 0;
    tracks_.clear();
    damaged_.clear();
    if (++generation_ == 0) { // wrapped round: old slots could look new
        std::fill(slots_.begin(), slots_.end(), Slot{0, 0, 0});
        generation_ = 1;
    }
    places_.assign(end - first, Place{});
    part.scopes.push_back(Scope{ScopeKind::Module, 0, no_index, 0, no_node});
    const BlockTree& blocks = *tree_.reading;
    for (BlockId block = first; block < end; ++block) {
        const BlockEntry& entry = blocks[block];
        const Unit* unit_here = entry.continues ? nullptr : tree_.unit(block);
        part.units.push_back(unit_here);
        part.structure.push_back(entry.previous == no_block ? no_index : entry.previous - first);
        if (entry.continues) continue;
        const Place place = block == first ? Place{} : places_[entry.previous - first];
        unit_ = unit_here;
        if (unit_ != nullptr) {
            unit(block, place);
        } else {
            places_[block - first] = place;
        }
    }
    glued_names();
    resolve();
    unused();
    find_unreachable(tree_, first, end, part.findings);
}

void Collector::unit(BlockId block, Place place) {
    block_ = block;
    const BlockTree& blocks = *tree_.reading;
    const LineToken& line = tree_.line_token(blocks[block].line);
    segments_.clear();
    for (BlockId segment = block; segment != no_block; segment = blocks.next_segment(segment)) {
        segments_.push_back(segment);
        places_[segment - first_] = place;
    }
    base_ = nullptr;
    if (tree_.layout == Layout::Python || segments_.size() == 1) {
        base_ = tree_.chunks[tree_.chunk_of(blocks[block].line)]->text->data() + line.lead_at;
    }
    if (unit_->root != no_node) {
        const NodeKind kind = unit_->node(unit_->root).kind;
        if (unit_->role == Role::Statement) {
            // What stands under the header; definitions see to their own.
            Place body = place;
            if (kind == NodeKind::For || kind == NodeKind::While) body.surroundings |= in_loop;
            if (kind == NodeKind::Try && catches_name_error(block)) body.surroundings |= guarded;
            if (kind == NodeKind::ImportFrom) {
                const Node& root = unit_->node(unit_->root);
                const Node& module = unit_->node(root.first_child);
                if (root.first_child != no_node && module.kind == NodeKind::DottedName &&
                    name_of_token(module.first_token) == name_future_) {
                    body.surroundings |= future;
                    place.surroundings |= future;
                }
            }
            if (body.surroundings != place.surroundings) {
                for (const BlockId segment : segments_) places_[segment - first_] = body;
                if (kind == NodeKind::For || kind == NodeKind::While) {
                    place.surroundings |= in_loop; // a suite on the header's line
                }
            }
        }
        if ((unit_->flags & unit_has_scopes) == 0 && unit_->role != Role::Parameter &&
            unit_->role != Role::TypeParameter) {
            leaves(place);
        } else {
            for (NodeId id = unit_->root; id != no_node; id = unit_->node(id).next) {
                walk(id, place);
                if (unit_->role != Role::Statement) break;
            }
        }
    }
    if ((unit_->flags & unit_damaged) != 0) {
        damaged_words(place.scope);
        const ScopeId inner = places_[segments_.back() - first_].scope;
        if (inner != place.scope) damaged_words(inner);
        if (place.inner != place.scope) damaged_words(place.inner);
    }
    if (block < export_end_) strings_of_unit(true);
}

void Collector::leaves(Place place) {
    const std::span<const Node> nodes = unit_->nodes();
    for (std::size_t id = 1; id < nodes.size(); ++id) leaf(nodes[id], place);
}

void Collector::leaf(const Node& node, Place place) {
    switch (node.kind) {
    case NodeKind::Name: {
        const NameId name = name_of_token(node.first_token);
        if (name == name_all_ && place.scope == 0) {
            export_end_ = std::max(export_end_, tree_.reading->node_end(block_));
        }
        if (node.flags == 0) {
            add(place.scope, name, Use::Read, node.first_token);
            if ((place.surroundings & guarded) != 0) {
                part_->symbols[find(place.scope, name)].flags |= symbol_soft;
            }
            if (std::find(names_of_locals_.begin(), names_of_locals_.end(), name) !=
                names_of_locals_.end()) {
                part_->scopes[place.scope].flags |= scope_uses_locals;
            }
        } else if (node.has(name_bound)) {
            ScopeId scope = place.scope;
            if (node.has(name_walrus)) {
                while (part_->scopes[scope].kind == ScopeKind::Comprehension) {
                    scope = part_->scopes[scope].parent;
                }
            }
            if (node.has(name_read_too)) add(scope, name, Use::Read, node.first_token);
            add(scope, name,
                node.has(name_walrus)  ? Use::Walrus
                : node.has(name_whole) ? Use::Assign
                                       : Use::Element,
                node.first_token);
        } else if (node.has(name_deleted)) {
            add(place.scope, name, Use::Delete, node.first_token);
        } else if (node.has(name_declared)) {
            const bool global = unit_->node(unit_->root).kind == NodeKind::Global ||
                                unit_->token(unit_->node(unit_->root).first_token).kind ==
                                    TokenKind::KwGlobal;
            add(place.scope, name, Use::Declare, node.first_token);
            part_->symbols[find(place.scope, name)].flags |=
                global ? symbol_global : symbol_nonlocal;
        }
        break;
    }
    case NodeKind::Alias: import_alias(node, place); break;
    case NodeKind::ImportFrom:
        if (node.has(import_star)) part_->scopes[place.scope].flags |= scope_star_import;
        break;
    case NodeKind::PatternCapture: add_token(node.first_token, Use::Capture, place); break;
    case NodeKind::PatternAs: add_token(node.end_token - 1, Use::Capture, place); break;
    case NodeKind::PatternStar:
    case NodeKind::PatternDoubleStar:
        if (unit_->token(node.first_token + 1).soft() != SoftKeyword::Underscore) {
            add_token(node.first_token + 1, Use::Capture, place);
        }
        break;
    case NodeKind::AnnotatedAssign: strings_of_unit(false); break;
    case NodeKind::SquareDisplay:
    case NodeKind::CurlyDisplay:
    case NodeKind::Tuple:
        for (NodeId child = node.first_child; child != no_node; child = unit_->node(child).next) {
            check_place(unit_->node(child), place);
        }
        break;
    case NodeKind::Return:
    case NodeKind::Yield:
    case NodeKind::YieldFrom:
    case NodeKind::Await:
    case NodeKind::Break:
    case NodeKind::Continue: check_place(node, place); break;
    default: break;
    }
}

// Statements and expressions that belong in certain surroundings only.
void Collector::check_place(const Node& node, Place place) {
    if ((unit_->flags & unit_damaged) != 0) return;
    switch (node.kind) {
    case NodeKind::Return:
        if ((place.surroundings & in_function) == 0) {
            find_here(Code::ReturnOutsideFunction, node.first_token, node.first_token + 1);
        }
        break;
    case NodeKind::Yield:
    case NodeKind::YieldFrom:
        if ((place.surroundings & in_function) == 0) {
            find_here(Code::YieldOutsideFunction, node.first_token, node.first_token + 1);
        }
        break;
    case NodeKind::Await:
        if ((place.surroundings & in_async) == 0) {
            find_here(Code::AwaitOutsideAsync, node.first_token, node.first_token + 1);
        }
        break;
    case NodeKind::Break:
    case NodeKind::Continue:
        if ((place.surroundings & in_loop) == 0) {
            find_here(Code::LoopControlOutsideLoop, node.first_token, node.first_token + 1);
        }
        break;
    case NodeKind::Strings: {
        // Joined on one line of Pilcrow's; behind a `\` it is meant.
        const NodeId first = node.first_child;
        const NodeId second = unit_->node(first).next;
        const std::uint32_t left = unit_->token(unit_->node(first).end_token - 1).end;
        const std::uint32_t right = unit_->token(unit_->node(second).first_token).begin;
        if (tree_.layout == Layout::Python || base_ != nullptr ||
            tree_.segment_of(block_, left) == tree_.segment_of(block_, right)) {
            find_here(Code::ImplicitConcatenation, node.first_token, node.end_token);
        }
        break;
    }
    default: break;
    }
}

// Preorder over what has scopes; children in source order.
void Collector::walk(NodeId start, Place place) {
    const std::size_t bottom = stack_.size();
    stack_.push_back(start);
    while (stack_.size() > bottom) {
        const NodeId id = stack_.back();
        stack_.pop_back();
        const Node& node = unit_->node(id);
        switch (node.kind) {
        case NodeKind::Lambda: lambda(node, place); continue;
        case NodeKind::Comprehension: comprehension(id, place); continue;
        case NodeKind::FunctionDef:
        case NodeKind::ClassDef:
        case NodeKind::TypeAlias: definition(id, place); continue;
        case NodeKind::Parameter: parameter(node, place, place.inner); continue;
        case NodeKind::TypeParameter:
            add_token(node.op != 0 ? node.first_token + 1 : node.first_token, Use::TypeParameter,
                      place);
            break;
        case NodeKind::Hang:
            places_[segments_[node.segment()] - first_] = place;
            continue;
        case NodeKind::Strings:
            if (unit_->role == Role::Element || unit_->role == Role::Entry) {
                if (id == unit_->root) check_place(node, place);
            }
            break;
        default: leaf(node, place); break;
        }
        if (node.kind == NodeKind::String || node.first_child == no_node) continue;
        const auto base = static_cast<std::ptrdiff_t>(stack_.size());
        for (NodeId child = node.first_child; child != no_node; child = unit_->node(child).next) {
            stack_.push_back(child);
        }
        std::reverse(stack_.begin() + base, stack_.end());
    }
}

void Collector::lambda(const Node& node, Place place) {
    const ScopeId scope = open_scope(ScopeKind::Lambda, place.scope,
                                     static_cast<NodeId>(&node - unit_->nodes().data()));
    const NodeId list = node.first_child;
    parameters(unit_->node(list), place, scope);
    Place body = place;
    body.scope = body.inner = scope;
    body.surroundings = in_function;
    if (const NodeId expression = unit_->node(list).next; expression != no_node) {
        walk(expression, body);
    }
}

void Collector::parameters(const Node& node, Place outer, ScopeId inner) {
    for (NodeId id = node.first_child; id != no_node; id = unit_->node(id).next) {
        const Node& one = unit_->node(id);
        if (one.kind == NodeKind::Hang) {
            Place place = outer;
            place.inner = inner;
            places_[segments_[one.segment()] - first_] = place;
        } else {
            parameter(one, outer, inner);
        }
    }
}

void Collector::parameter(const Node& node, Place outer, ScopeId inner) {
    if (node.kind != NodeKind::Parameter) return;
    Place binding = outer;
    binding.scope = inner;
    add_token(node.op != 0 ? node.first_token + 1 : node.first_token, Use::Parameter, binding);
    if (node.has(has_annotation)) strings_of_unit(false);
    for (NodeId id = node.first_child; id != no_node; id = unit_->node(id).next) walk(id, outer);
}

void Collector::comprehension(NodeId id, Place place) {
    const ScopeId scope = open_scope(ScopeKind::Comprehension, place.scope, id);
    Place inside = place;
    inside.scope = inside.inner = scope;
    const NodeId element = unit_->node(id).first_child;
    bool first = true;
    for (NodeId one = unit_->node(element).next; one != no_node; one = unit_->node(one).next) {
        const Node& clause = unit_->node(one);
        std::uint32_t position = 0;
        for (NodeId child = clause.first_child; child != no_node;
             child = unit_->node(child).next, ++position) {
            walk(child, first && position == 1 ? place : inside);
        }
        first = false;
    }
    walk(element, inside);
}

Collector::Place Collector::type_parameters(NodeId id, Place place) {
    Place inside = place;
    inside.scope = inside.inner = open_scope(ScopeKind::TypeParameters, place.scope, id);
    walk(id, inside);
    return inside;
}

void Collector::definition(NodeId id, Place place) {
    const Node& node = unit_->node(id);
    const NodeId name = node.first_child;
    const bool function = node.kind == NodeKind::FunctionDef;
    if (unit_->node(name).kind == NodeKind::Name) {
        const bool decorated = is_decorated(block_);
        add_token(unit_->node(name).first_token,
                  function                             ? Use::Function
                  : node.kind == NodeKind::ClassDef    ? Use::Class
                                                       : Use::Assign,
                  place, decorated ? occurrence_decorated : 0);
    }
    NodeId child = unit_->node(name).next;
    Place outer = place;
    if (child != no_node && unit_->node(child).kind == NodeKind::TypeParameters) {
        outer = type_parameters(child, place);
        child = unit_->node(child).next;
    }
    if (node.kind == NodeKind::TypeAlias) {
        for (; child != no_node; child = unit_->node(child).next) walk(child, outer);
        return;
    }
    Place body;
    body.scope = body.inner =
        open_scope(function ? ScopeKind::Function : ScopeKind::Class, outer.scope, id);
    if (function) {
        body.surroundings = in_function;
        if (node.has(is_async)) {
            body.surroundings |= in_async;
            part_->scopes[body.scope].flags |= scope_is_async;
        }
        if (node.has(has_returns)) strings_of_unit(false);
    }
    body.surroundings |= place.surroundings & guarded;
    for (; child != no_node; child = unit_->node(child).next) {
        const Node& at = unit_->node(child);
        if (at.kind == NodeKind::Parameters) {
            parameters(at, outer, body.scope);
        } else if (at.kind == NodeKind::Suite) {
            walk(child, body);
        } else {
            walk(child, outer);
        }
    }
    // The block's statements; hung parameters and arguments have their places already.
    for (std::size_t index = 0; index < segments_.size(); ++index) {
        const Segment& segment = unit_->segments()[index];
        if (segment.opener == Opener::Block || (segment.flags & segment_holds_statements) != 0) {
            if (segment.opener == Opener::Block) places_[segments_[index] - first_] = body;
        }
    }
}

void Collector::import_alias(const Node& node, Place place) {
    std::uint8_t flags = (place.surroundings & future) != 0 ? occurrence_kept : 0;
    if (node.first_child != no_node) { // import a.b.c
        const Node& dotted = unit_->node(node.first_child);
        const bool submodule = dotted.end_token - dotted.first_token > 1;
        if (node.has(has_alias)) {
            const std::uint32_t alias = node.end_token - 1;
            if (!submodule && name_of_token(alias) == name_of_token(dotted.first_token)) {
                flags |= occurrence_kept;
            }
            add_token(alias, Use::Import, place, flags);
        } else {
            add_token(dotted.first_token, submodule ? Use::Submodule : Use::Import, place, flags);
        }
        return;
    }
    const std::uint32_t bound = node.has(has_alias) ? node.end_token - 1 : node.first_token;
    // `from m import a as a` is how a module passes a name on.
    if (node.has(has_alias) && name_of_token(bound) == name_of_token(node.first_token)) {
        flags |= occurrence_kept;
    }
    add_token(bound, Use::Import, place, flags);
}

void Collector::damaged_words(ScopeId scope) {
    const BlockTree& blocks = *tree_.reading;
    const auto words = [&](std::string_view text) {
        constexpr std::size_t most = 65536; // bytes of a line that somebody typed
        each_word(text.substr(0, most), [&](std::string_view word, bool ascii) {
            const NameId name = pool_.intern(word, ascii);
            add(scope, name, Use::Damaged, no_index);
            damaged_.push_back({scope, name});
        });
    };
    if (tree_.layout == Layout::Python) {
        words({base_, unit_->own_size});
        return;
    }
    for (const BlockId segment : segments_) words(tree_.line_text(blocks[segment].line));
}

// Words inside the unit's strings: names in annotations, exported names in __all__.
void Collector::strings_of_unit(bool exported) {
    for (const Token& token : unit_->tokens()) {
        if (token.kind != TokenKind::String) continue;
        std::string_view text = text_of(token.begin, token.end);
        text = text.substr(std::min(text.size(), text.find_first_of("'\"")));
        each_word(text, [&](std::string_view word, bool ascii) {
            const NameId name = pool_.intern(word, ascii);
            if (exported) {
                part_->symbols[symbol(0, name)].flags |= symbol_exported | symbol_soft;
            } else {
                part_->annotation_words.push_back(name);
            }
        });
    }
}

bool Collector::catches_name_error(BlockId try_block) const {
    const BlockTree& blocks = *tree_.reading;
    for (BlockId next = blocks.next_sibling(try_block); next != no_block;
         next = blocks.next_sibling(next)) {
        const Unit* clause = tree_.unit(next);
        if (clause == nullptr || clause->root == no_node ||
            clause->node(clause->root).kind != NodeKind::Except) {
            return false;
        }
        for (const Token& token : clause->tokens()) {
            if (token.kind == TokenKind::Name &&
                tree_.own_text(next, token.begin, token.end) == "NameError") {
                return true;
            }
        }
    }
    return false;
}

// Index of the node's first entry: the sibling before `block`, or no_block.
BlockId Collector::sibling_before(BlockId block) const {
    const BlockTree& blocks = *tree_.reading;
    if (block == 0) return no_block;
    const BlockId parent = blocks[block].previous;
    BlockId before = blocks.head(block - 1);
    while (blocks[before].previous != parent) {
        const BlockId up = blocks[before].previous;
        if (up == no_block) return no_block;
        before = blocks.head(up);
    }
    return before;
}

bool Collector::is_decorated(BlockId block) const {
    const BlockId before = sibling_before(block);
    return before != no_block && decorates(tree_, before, sibling_before(before));
}

bool decorates(const Tree& tree, BlockId before, BlockId before_that) {
    const auto kind_of = [&](BlockId block) {
        const Unit* unit = block == no_block ? nullptr : tree.unit(block);
        return unit == nullptr || unit->root == no_node ? NodeKind::Error
                                                        : unit->node(unit->root).kind;
    };
    const NodeKind kind = kind_of(before);
    if (kind == NodeKind::Decorator) return true;
    return !is_header(kind) && kind_of(before_that) == NodeKind::Decorator;
}

std::string_view Collector::text_of(std::uint32_t begin, std::uint32_t end) const {
    return base_ != nullptr ? std::string_view(base_ + begin, end - begin)
                            : tree_.own_text(block_, begin, end);
}

} // namespace pilcrow::names
