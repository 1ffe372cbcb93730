#include "parser/names/names.h"

#include "parser/names/collector.h"

#include <algorithm>

namespace pilcrow {
namespace {

enum ModuleFlags : std::uint8_t {
    module_bound = 0x01,
    module_read = 0x02,
    module_soft = 0x04, // not to be called undefined
    module_exported = 0x08,
    module_damaged = 0x10,
};

// Whether the part that was made from [first, end) of an earlier tree holds for this one.
bool still_holds(const NamesPart& part, const Tree& tree, BlockId first, BlockId end) {
    if (part.units.size() != end - first) return false;
    const BlockTree& blocks = *tree.reading;
    for (BlockId block = first; block < end; ++block) {
        const BlockEntry& entry = blocks[block];
        const std::size_t index = block - first;
        const std::uint32_t previous = entry.previous == no_block ? no_index : entry.previous - first;
        if (part.structure[index] != previous) return false;
        if (part.units[index] != (entry.continues ? nullptr : tree.unit(block))) return false;
    }
    return true;
}

} // namespace

Names Names::analyze(const Tree& tree, const Names* before) {
    Names names;
    names.tree_ = tree;
    names.pool_ = before != nullptr ? before->pool_ : std::make_shared<NamePool>();
    const BlockTree& blocks = *tree.reading;
    std::vector<BlockId> firsts;
    for (BlockId block = 0; block < blocks.size(); block = blocks.node_end(block)) {
        firsts.push_back(block);
    }
    names.parts_.resize(firsts.size());
    const auto end_of = [&](std::size_t index) {
        return index + 1 < firsts.size() ? firsts[index + 1] : blocks.size();
    };
    // Parts of an edit's surroundings: the same from the front, the same from the back.
    const std::size_t old_count = before != nullptr ? before->parts_.size() : 0;
    const std::size_t most = std::min(old_count, firsts.size());
    const auto take = [&](std::size_t index, std::size_t old) {
        const auto& part = before->parts_[old].part;
        // Facts about neighbours (a decorator, handlers of a try) are part of what it depends on.
        const bool decorated =
            index > 0 && names::decorates(tree, firsts[index - 1],
                                          index > 1 ? firsts[index - 2] : no_block);
        const bool decorated_then =
            old > 0 && names::decorates(before->tree_, before->parts_[old - 1].first,
                                        old > 1 ? before->parts_[old - 2].first : no_block);
        const Unit* root = tree.unit(firsts[index]);
        const bool is_try = root != nullptr && root->root != no_node &&
                            root->node(root->root).kind == NodeKind::Try;
        if (decorated != decorated_then || is_try ||
            !still_holds(*part, tree, firsts[index], end_of(index))) {
            return false;
        }
        names.parts_[index] = {firsts[index], part};
        return true;
    };
    std::size_t front = 0;
    while (front < most && take(front, front)) ++front;
    std::size_t back = 0;
    while (back < most - front && take(firsts.size() - 1 - back, old_count - 1 - back)) ++back;
    names::Collector collector(tree, *names.pool_);
    for (std::size_t index = front; index < firsts.size() - back; ++index) {
        auto part = std::make_shared<NamesPart>();
        collector.collect(firsts[index], end_of(index), *part);
        names.parts_[index] = {firsts[index], std::move(part)};
        ++names.collected_;
    }

    names.module_.resize(names.pool_->size());
    for (const Placed& placed : names.parts_) {
        const NamesPart& part = *placed.part;
        for (const NameId word : part.annotation_words) names.module_[word] |= module_read;
        for (const NameId word : part.damaged_words) {
            names::each_glued_name(*names.pool_, word, [&](NameId name) {
                names.module_[name] |= module_damaged;
            });
        }
        for (const Scope& scope : part.scopes) {
            names.star_import_ |= (scope.flags & scope_star_import) != 0;
        }
        for (const Symbol& symbol : part.symbols) {
            if (symbol.scope != 0) continue;
            std::uint8_t& flags = names.module_[symbol.name];
            if ((symbol.flags & symbol_bound) != 0) flags |= module_bound;
            if ((symbol.flags & symbol_read) != 0) flags |= module_read;
            if ((symbol.flags & symbol_soft) != 0) flags |= module_soft;
            if ((symbol.flags & symbol_exported) != 0) flags |= module_exported;
            if ((symbol.flags & symbol_damaged) != 0) flags |= module_damaged;
        }
    }
    return names;
}

bool Names::module_binds(NameId name) const {
    return name < module_.size() && (module_[name] & module_bound) != 0;
}

void Names::findings(std::vector<Diagnostic>& found) const {
    const auto report = [&](const Placed& placed, Code code, BlockId block, std::uint32_t begin,
                            std::uint32_t end, NameId name) {
        const BlockId head = placed.first + block;
        const Range range{tree_.position(head, begin), tree_.position(head, end)};
        std::string_view line = tree_.line_text(range.begin.line);
        const std::size_t behind =
            range.end.line == range.begin.line ? range.end.byte : line.size();
        const std::string_view text = line.substr(range.begin.byte, behind - range.begin.byte);
        const std::string_view called = name == no_name ? std::string_view{} : pool_->text(name);
        found.push_back(Diagnostic{code, range, message_of(code, text, {}, called),
                                   help_of(code, text, {}, called), {}, {}});
    };
    const auto report_occurrence = [&](const Placed& placed, Code code, const Occurrence& one) {
        const Token& token = tree_.unit(placed.first + one.block)->token(one.token);
        report(placed, code, one.block, token.begin, token.end,
               placed.part->symbols[one.symbol].name);
    };
    struct Definition {
        const Placed* placed = nullptr;
        std::uint32_t occurrence = no_index;
    };
    std::vector<Definition> definitions(module_.size()); // the last of each name, not read since
    for (const Placed& placed : parts_) {
        const NamesPart& part = *placed.part;
        for (const PartFinding& finding : part.findings) {
            report(placed, finding.code, finding.block, finding.begin, finding.end, finding.name);
        }
        for (SymbolId id = 0; id < part.symbols.size(); ++id) {
            const Symbol& symbol = part.symbols[id];
            const Symbol& module = symbol.outer != no_index ? part.symbols[symbol.outer] : symbol;
            if (module.scope != 0) continue;
            const std::uint8_t flags = module_[module.name];
            // Undefined: nobody binds it, wherever it is read from.
            constexpr std::uint8_t defined =
                module_bound | module_soft | module_exported | module_damaged;
            if ((flags & defined) == 0 && !star_import_ && !pool_->is_builtin(module.name) &&
                (symbol.flags & symbol_bound) == 0) {
                for (std::uint32_t index = symbol.first; index != no_index;
                     index = part.occurrences[index].next) {
                    const Occurrence& one = part.occurrences[index];
                    if (one.use == Use::Read) report_occurrence(placed, Code::UndefinedName, one);
                }
            }
            if (symbol.scope != 0) continue;
            Definition& last = definitions[symbol.name];
            // What this part reads, it reads of the definition before it.
            if ((symbol.flags & (symbol_read | symbol_damaged)) != 0) last = {};
            for (std::uint32_t index = symbol.first; index != no_index;
                 index = part.occurrences[index].next) {
                const Occurrence& one = part.occurrences[index];
                const bool import = one.use == Use::Import || one.use == Use::Submodule;
                constexpr std::uint8_t used = module_read | module_exported | module_damaged;
                if (import && (flags & used) == 0 && (one.flags & occurrence_kept) == 0) {
                    report_occurrence(placed, Code::UnusedImport, one);
                }
                const bool defines = one.block == 0 && one.flags == 0 &&
                                     (one.use == Use::Function || one.use == Use::Class ||
                                      one.use == Use::Import);
                if (defines && last.placed != nullptr && (flags & module_damaged) == 0) {
                    report_occurrence(placed, Code::Redefinition, one);
                }
                if (one.use != Use::Read) {
                    last = defines ? Definition{&placed, index} : Definition{};
                }
            }
        }
    }
    names::find_unreachable_at_top(tree_, found);
}

} // namespace pilcrow
