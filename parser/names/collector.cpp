#include "parser/names/collector.h"

#include <algorithm>
#include <cstring>

namespace pilcrow::names {

Collector::Collector(const Tree& tree, NamePool& pool, const KeptParts& kept,
                     std::shared_ptr<Arena> arena, std::uint32_t depth)
    : tree_(tree),
      pool_(pool),
      kept_(kept),
      arena_(std::move(arena)),
      depth_(depth),
      cursor_(tree),
      slots_(256, Slot{0, 0, 0}),
      name_all_(pool.intern("__all__")),
      name_class_cell_(pool.intern("__class__")),
      name_future_(pool.intern("__future__")),
      name_debug_(pool.intern("__debug__")) {
    const auto mark = [&](std::string_view name, SpecialNames special) {
        const NameId id = pool.intern(name);
        if (special_.size() <= id) special_.resize(id + 1);
        special_[id] |= special;
    };
    for (const std::string_view name : {"locals", "eval", "exec"}) mark(name, special_locals);
    for (const std::string_view name : {"vars", "dir"}) mark(name, special_if_alone);
    for (const std::string_view name :
         {"__module__", "__qualname__", "__class__", "__firstlineno__", "__classdict__"}) {
        mark(name, special_class_body);
    }
    first_plain_name_ = static_cast<NameId>(special_.size());
}

std::shared_ptr<const NamesPart> Collector::collect(BlockId first, BlockId end,
                                                    const PartContext& context) {
    ++collected_;
    first_ = block_ = first;
    context_ = context;
    export_end_ = 0;
    part_flags_ = part_unsound;
    scopes_.clear();
    symbols_.clear();
    occurrences_.clear();
    findings_.clear();
    annotation_words_.clear();
    damaged_names_.clear();
    open_.clear();
    open_nonlocals_.clear();
    inner_.clear();
    links_.clear();
    stand_ins_.clear();
    tracks_.clear();
    damaged_.clear();
    returns_.clear();
    yields_.clear();
    nonlocals_.clear();
    handlers_.clear();
    if (++generation_ == 0) {  // wrapped round: what is old could look new
        std::fill(slots_.begin(), slots_.end(), Slot{0, 0, 0});
        std::fill(recent_.begin(), recent_.end(), Recent{});
        generation_ = 1;
    }
    places_.assign(end - first, Place{});
    passed_.assign(end - first, Passed{});
    own_scopes_ = depth_ == 0 ? 1 : ScopeId{open_scope_count};
    private_to_.assign(own_scopes_, context.private_to);
    for (ScopeId open = 0; open < own_scopes_; ++open) {
        scopes_.push_back(
            Scope{open == 0 ? context.around : ScopeKind::Module, 0, no_index, 0, no_node});
    }
    const BlockTree& blocks = *tree_.reading;
    for (BlockId block = first; block < end; ++block) {
        const BlockEntry& entry = blocks[block];
        const std::uint32_t index = block - first;
        const std::uint32_t previous = entry.previous - first;  // of the first entry: not used
        Passed& passed = passed_[index];
        if (entry.continues) {
            passed.continues = true;
            passed.previous = previous;
            continue;
        }
        Place place;
        place.surroundings = context.surroundings;
        if (index > 0) {
            place = places_[previous];
            passed.previous = passed_[previous].last_child;
            passed_[previous].last_child = index;
        }
        unit_ = cursor_.unit(entry.line);
        if (is_inner_part(block, place)) {
            const BlockId behind = blocks.node_end(block);
            inner_part(block, behind, place);
            block = behind - 1;
        } else if (unit_ != nullptr) {
            unit(block, place);
        } else {
            places_[index] = place;
        }
    }
    if (!damaged_.empty()) glued_names();
    async_generator_returns();
    resolve();
    nonlocals();
    unused();
    if (end - first > 2) {
        std::vector<BlockId> found;
        find_unreachable(passed_, found);
        for (const BlockId block : found) {
            unit_ = unit_of(block);
            block_ = first_ + block;
            find_at(unit_->node(unit_->root), Code::UnreachableCode);
        }
    }
    return finish(end - first);
}

std::shared_ptr<const NamesPart> Collector::finish(BlockId blocks) {
    const auto keep = [&]<typename T>(const std::vector<T>& from) {
        static_assert(std::is_trivially_copyable_v<T>);
        if (from.empty()) return std::span<const T>{};
        T* const to = static_cast<T*>(arena_->allocate(from.size() * sizeof(T)));
        std::memcpy(static_cast<void*>(to), static_cast<const void*>(from.data()),
                    from.size() * sizeof(T));
        return std::span<const T>{to, from.size()};
    };
    for (SymbolId id = 0; id < symbols_.size(); ++id) {
        if (symbols_[id].scope < own_scopes_) open_.push_back(id);
    }
    auto part = std::make_shared<NamesPart>();
    part->scopes = keep(scopes_);
    part->symbols = keep(symbols_);
    part->open = keep(open_);
    part->occurrences = keep(occurrences_);
    part->findings = keep(findings_);
    part->nonlocals = keep(open_nonlocals_);
    part->annotation_words = keep(annotation_words_);
    part->damaged_words = keep(damaged_names_);
    part->inner = inner_;
    part->links = keep(links_);
    part->context = context_;
    part->blocks = blocks;
    part->own_scopes = own_scopes_;
    part->flags = part_flags_;
    part->memory = arena_;
    return part;
}

void Collector::unit(BlockId block, Place place) {
    block_ = block;
    const std::uint32_t index = block - first_;
    const BlockTree& blocks = *tree_.reading;
    unit_damaged_ = (unit_->flags & unit_damaged) != 0;
    annotation_strings_read_ = false;
    segments_.clear();
    for (BlockId segment = block; segment != no_block; segment = blocks.next_segment(segment)) {
        segments_.push_back(segment);
        places_[segment - first_] = place;
    }
    base_ = tree_.layout == Layout::Python || segments_.size() == 1
                ? cursor_.from_delimiter(blocks[block].line)
                : nullptr;
    Passed& passed = passed_[index];
    passed.damaged = unit_damaged_;
    if (unit_->root != no_node) {
        const bool statement = unit_->role == Role::Statement;
        if (statement) {
            passed.kind = unit_->node(unit_->root).kind;
            if (!is_header(passed.kind)) {
                passed.leaves = !unit_damaged_ && chain_leaves(*unit_, unit_->root);
            }
            const Place body = place_of_body(block, place);
            for (const BlockId segment : segments_) places_[segment - first_] = body;
            // A suite on the header's line is walked with it.
            if ((unit_->flags & unit_one_line_suite) != 0) {
                place.surroundings = body.surroundings;
                for (NodeId id = unit_->node(unit_->root).first_child; id != no_node;
                     id = unit_->node(id).next) {
                    const Node& child = unit_->node(id);
                    passed.leaves = child.kind == NodeKind::Suite && !unit_damaged_ &&
                                    chain_leaves(*unit_, child.first_child);
                }
            }
        }
        unbound_token_ = unbound_target();
        if ((unit_->flags & unit_has_scopes) == 0 && unit_->role != Role::Parameter &&
            unit_->role != Role::TypeParameter) {
            leaves(place);
        } else {
            for (NodeId id = unit_->root; id != no_node; id = unit_->node(id).next) {
                walk(id, place);
                if (!statement) break;
            }
        }
        const bool collection = unit_->role == Role::Element || unit_->role == Role::Entry;
        if (collection && unit_->node(unit_->root).kind == NodeKind::Strings && !unit_damaged_) {
            concatenation(unit_->node(unit_->root));
        }
    }
    if (unit_damaged_) {
        damaged_words(place.scope);
        const ScopeId inner = places_[segments_.back() - first_].scope;
        if (inner != place.scope) damaged_words(inner);
        if (place.inner != 0 && place.inner != place.scope) damaged_words(place.inner);
    }
    if (block < export_end_) exported_strings();
    if (index == 0) {
        const bool sound = !passed.damaged && passed.kind != NodeKind::None;
        if (sound) part_flags_ &= static_cast<std::uint8_t>(~part_unsound);
        if (passed.leaves && !is_header(passed.kind)) part_flags_ |= part_leaves;
        if (passed.kind == NodeKind::ImportFrom || passed.kind == NodeKind::ExpressionStatement) {
            note_header_statement();
        }
    }
}

// What surrounds the statements under a header; definitions see to their own.
Place Collector::place_of_body(BlockId block, Place place) {
    const Node& root = unit_->node(unit_->root);
    switch (root.kind) {
    case NodeKind::For:
    case NodeKind::While:
        place.surroundings |= in_loop;
        place.surroundings &= ~star_block_loop;
        break;
    case NodeKind::Try:
        if (catches_name_error(block)) place.surroundings |= guarded;
        break;
    case NodeKind::Except:
        if (root.has(except_star)) place.surroundings |= star_block | star_block_loop;
        break;
    case NodeKind::ImportFrom:
        if (is_future_import(root)) place.surroundings |= future;
        break;
    default: break;
    }
    if (unit_damaged_) place.surroundings |= under_damage;
    return place;
}

void Collector::leaves(Place place) {
    const std::span<const Node> nodes = unit_->nodes();
    for (std::size_t id = 1; id < nodes.size(); ++id) leaf(nodes[id], place);
}

void Collector::leaf(const Node& node, Place place) {
    switch (node.kind) {
    case NodeKind::Name: name(node, place); break;
    case NodeKind::Global:
    case NodeKind::Nonlocal: declaration(node, place); break;
    case NodeKind::Import:
    case NodeKind::ImportFrom: import_from(node, place); break;
    case NodeKind::Alias:
        if (unit_->role == Role::ImportName) import_alias(node, place);
        break;
    case NodeKind::PatternCapture: add_token(node.first_token, Use::Capture, place.scope); break;
    case NodeKind::PatternAs: add_token(node.end_token - 1, Use::Capture, place.scope); break;
    case NodeKind::PatternStar:
    case NodeKind::PatternDoubleStar:
        if (unit_->token(node.first_token + 1).soft() != SoftKeyword::Underscore) {
            add_token(node.first_token + 1, Use::Capture, place.scope);
        }
        break;
    case NodeKind::AnnotatedAssign:
        annotation_strings();
        if (node.has(simple_target)) check_annotated(node, place);
        break;
    case NodeKind::Call: call(node, place); break;
    case NodeKind::Keyword:
        if (unit_->token(node.first_token).end - unit_->token(node.first_token).begin ==
            std::string_view("__debug__").size()) {
            check_bound_name(name_of_token(node.first_token, place.scope), node.first_token);
        }
        break;
    case NodeKind::RoundDisplay:
    case NodeKind::SquareDisplay:
    case NodeKind::CurlyDisplay:
    case NodeKind::Tuple: concatenations(node); break;
    case NodeKind::Return: check_return(node, place); break;
    case NodeKind::Yield:
    case NodeKind::YieldFrom: check_yield(node, place); break;
    case NodeKind::Await: check_await(node, place); break;
    case NodeKind::Break:
    case NodeKind::Continue: check_loop_control(node, place); break;
    case NodeKind::For:
    case NodeKind::With:
        if (node.has(is_async)) check_async(node, place);
        break;
    default: break;
    }
}

void Collector::name(const Node& node, Place place) {
    if ((node.flags & (name_declared | name_part)) != 0) return;  // no use, or see declaration()
    const std::uint32_t token = node.first_token;
    if (token == unbound_token_) return;
    const NameId name = name_of_token(token, place.scope);
    if (node.flags == 0) {
        const SymbolId id = add(place.scope, name, Use::Read, token);
        if (place.has(guarded)) symbols_[id].flags |= symbol_soft;
        if (name < first_plain_name_ && (special_[name] & special_locals) != 0) {
            scopes_[place.scope].flags |= scope_uses_locals;
        }
    } else if (node.has(name_bound)) {
        const ScopeId scope =
            node.has(name_walrus) ? walrus_scope(name, token, place) : place.scope;
        if (node.has(name_read_too)) add(scope, name, Use::Read, token);
        const SymbolId id = add(scope, name,
                                node.has(name_walrus)  ? Use::Walrus
                                : node.has(name_whole) ? Use::Assign
                                                       : Use::Element,
                                token);
        const bool in_handler = unit_->node(unit_->root).kind == NodeKind::Except && token > 0 &&
                                unit_->token(token - 1).kind == TokenKind::KwAs;
        if (in_handler) handlers_.push_back(static_cast<std::uint32_t>(occurrences_.size() - 1));
        check_bound_name(name, token);
        if (scopes_[scope].kind == ScopeKind::Comprehension) check_iteration_variable(id, token);
    } else if (node.has(name_deleted)) {
        add(place.scope, name, Use::Delete, token);
        check_bound_name(name, token);
    }
    if (name == name_all_ && place.scope == 0 && is_module(0)) {
        export_end_ = std::max(export_end_, tree_.reading->node_end(block_));
    }
}

std::uint32_t Collector::unbound_target() const {
    const Node& root = unit_->node(unit_->root);
    if (root.kind != NodeKind::AnnotatedAssign || root.has(simple_target)) return no_index;
    NodeId target = root.first_child;
    const NodeId annotation = unit_->node(target).next;
    if (annotation == no_node || unit_->node(annotation).next != no_node) return no_index;
    while (unit_->node(target).kind == NodeKind::RoundDisplay) {
        target = unit_->node(target).first_child;
        if (target == no_node) return no_index;
    }
    const Node& name = unit_->node(target);
    return name.kind == NodeKind::Name ? name.first_token : no_index;
}

void Collector::call(const Node& node, Place place) {
    const Node& callee = unit_->node(node.first_child);
    if (callee.kind == NodeKind::Name && callee.next == no_node) {
        const NameId name = name_of_token(callee.first_token, place.scope);
        if (name < first_plain_name_ && (special_[name] & special_if_alone) != 0) {
            scopes_[place.scope].flags |= scope_uses_locals;
        }
    }
    quoted_types(node);
}

void Collector::declaration(const Node& node, Place place) {
    const bool global = node.kind == NodeKind::Global;
    for (NodeId child = node.first_child; child != no_node; child = unit_->node(child).next) {
        const Node& declared = unit_->node(child);
        if (declared.kind != NodeKind::Name) continue;
        const NameId name = name_of_token(declared.first_token, place.scope);
        const SymbolId id = symbol(place.scope, name);
        check_declaration(id, global, declared.first_token, place);
        add(place.scope, name, Use::Declare, declared.first_token);
        symbols_[id].flags |= global ? symbol_global : symbol_nonlocal;
    }
}

// Two strings joined on one line, where a comma may be missing. Behind a `\` it is meant.
void Collector::concatenations(const Node& display) {
    if (display.first_child == no_node || unit_damaged_) return;
    // `("a" "b")` is what a string that is too long for its line looks like.
    if (display.kind == NodeKind::RoundDisplay && !display.has(trailing_comma) &&
        unit_->node(display.first_child).next == no_node) {
        return;
    }
    for (NodeId child = display.first_child; child != no_node; child = unit_->node(child).next) {
        const Node& strings = unit_->node(child);
        if (strings.kind == NodeKind::Strings) concatenation(strings);
    }
}

void Collector::concatenation(const Node& strings) {
    const NodeId first = strings.first_child;
    const NodeId second = unit_->node(first).next;
    const std::uint32_t left = unit_->token(unit_->node(first).end_token - 1).end;
    const std::uint32_t right = unit_->token(unit_->node(second).first_token).begin;
    if (tree_.layout == Layout::Python || base_ != nullptr ||
        tree_.segment_of(block_, left) == tree_.segment_of(block_, right)) {
        find_at(strings, Code::ImplicitConcatenation);
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
        case NodeKind::Lambda: lambda(id, place); continue;
        case NodeKind::Comprehension: comprehension(id, place); continue;
        case NodeKind::FunctionDef:
        case NodeKind::ClassDef: definition(id, place); continue;
        case NodeKind::TypeAlias: type_alias(id, place); continue;
        case NodeKind::Parameter: parameter(node, place); continue;
        case NodeKind::TypeParameter: type_parameter(node, place); continue;
        case NodeKind::Hang: places_[segments_[node.segment()] - first_] = place; continue;
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

// By the sibling before, or by the one before that where a line was put between.
bool Collector::is_decorated(const Passed& passed) const {
    if (passed.previous == no_index) return block_ == first_ && context_.decorated;
    const Passed& before = passed_[passed.previous];
    if (before.kind == NodeKind::Decorator) return true;
    const bool between = before.damaged || !is_header(before.kind);
    return between && before.previous != no_index &&
           passed_[before.previous].kind == NodeKind::Decorator;
}

std::string_view Collector::text_of(std::uint32_t begin, std::uint32_t end) const {
    return base_ != nullptr ? std::string_view(base_ + begin, end - begin)
                            : tree_.own_text(block_, begin, end);
}

void Collector::find_here(Code code, std::uint32_t first_token, std::uint32_t end_token,
                          NameId name) {
    findings_.push_back({code, block_ - first_, unit_->token(first_token).begin,
                         unit_->token(end_token - 1).end, name});
}

}  // namespace pilcrow::names
