// Findings of a whole file, from what was collected of its parts.

#include "parser/names/collector.h"
#include "parser/names/import_fix.h"
#include "parser/names/names.h"

#include <algorithm>

namespace pilcrow {
namespace {

bool is_import(Use use) { return use == Use::Import || use == Use::Submodule; }

// The errors that were found before names were asked: those that relate lines.
class EarlierErrors {
public:
    EarlierErrors(const Tree& tree, const NamePool& pool, const std::vector<Diagnostic>& found)
        : tree_(tree), pool_(pool) {
        for (const Diagnostic& one : found) {
            if (info(one.code).severity == Severity::Error) lines_.push_back(one.range.begin.line);
        }
        std::sort(lines_.begin(), lines_.end());
        lines_.erase(std::unique(lines_.begin(), lines_.end()), lines_.end());
        for (const std::uint32_t line : lines_) note_words(line);
    }

    bool on_line_of(BlockId block) const {
        return !lines_.empty() &&
               std::binary_search(lines_.begin(), lines_.end(), (*tree_.reading)[block].line);
    }
    // A name that such a line may hold: who knows what the line was meant to say?
    bool may_hold(NameId name) const { return name < held_.size() && held_[name]; }

private:
    // Those of the whole statement: which of them stand on the error's line is a matter of layout.
    void note_words(std::uint32_t line) {
        const BlockTree& blocks = *tree_.reading;
        const BlockId block = blocks.at_line(line);
        if (block == no_block) return;
        const Unit* unit = tree_.unit(blocks.head(block));
        // (The words of a damaged unit are noted already, and in their scope.)
        if (unit == nullptr || (unit->flags & unit_damaged) != 0) return;
        held_.resize(pool_.size());
        noted_.resize(blocks.size());
        if (noted_[block]) return;
        const BlockId head = statement_of(block);
        for (BlockId at = head; at < blocks.node_end(head);) {
            noted_[at] = true;
            if (blocks.is_head(at) && tree_.unit(at) != nullptr) note_words_of(at);
            at = opener_of(at) == Opener::Block ? blocks[at].end : at + 1;
        }
    }

    BlockId statement_of(BlockId block) const {
        const BlockTree& blocks = *tree_.reading;
        BlockId head = blocks.head(block);
        for (;;) {
            const BlockId parent = blocks[head].previous;
            if (parent == no_block || opener_of(parent) == Opener::Block) return head;
            head = blocks.head(parent);
        }
    }

    Opener opener_of(BlockId segment) const {
        const BlockTree& blocks = *tree_.reading;
        const Unit* unit = tree_.unit(blocks.head(segment));
        const std::uint32_t index = blocks.segment_index(segment);
        return unit != nullptr && index < unit->segment_count ? unit->segments()[index].opener
                                                              : Opener::None;
    }

    void note_words_of(BlockId head) {
        names::each_word_of_code(tree_, head, [&](std::string_view word, bool) {
            const auto hold = [&](NameId name) { held_[name] = true; };
            if (const NameId name = pool_.find(word); name != no_name) hold(name);
            names::each_glued_name(pool_, word, hold);
        });
    }

    const Tree& tree_;
    const NamePool& pool_;
    std::vector<std::uint32_t> lines_;
    std::vector<bool> held_;   // by NameId
    std::vector<bool> noted_;  // by block: its statement's words are held
};

class Reporter {
public:
    Reporter(const Tree& tree, const NamePool& pool, std::vector<Diagnostic>& found)
        : tree_(tree), found_(found), errors_(tree, pool, found) {}

    // Whether an error between lines may be about that name as well.
    bool excused(NameId name) const { return errors_.may_hold(name); }

    void report(BlockId head, Code code, std::uint32_t begin, std::uint32_t end, NameId name) {
        const Range range{tree_.position(head, begin), tree_.position(head, end)};
        const std::string_view line = tree_.line_text(range.begin.line);
        const std::size_t behind =
            range.end.line == range.begin.line ? range.end.byte : line.size();
        const std::string_view text = line.substr(range.begin.byte, behind - range.begin.byte);
        const std::string_view called = name == no_name ? std::string_view{} : text;  // as written
        found_.push_back(
            Diagnostic{code,
                       range,
                       message_of(code, text, {}, called),
                       help_of(code, text, {}, called),
                       code == Code::UnusedImport ? import_fix(head, begin) : std::nullopt,
                       {}});
    }
    // Of a part whose first block in the tree is `first`.
    void report(BlockId first, const NamesPart& part, const Occurrence& one, Code code) {
        const Token& token = tree_.unit(first + one.block)->token(one.token);
        report(first + one.block, code, token.begin, token.end, part.symbols[one.symbol].name);
    }
    void report_own(BlockId first, const NamesPart& part) {
        for (const PartFinding& finding : part.findings) {
            const bool related = finding.related != no_index;
            if (related && errors_.on_line_of(first + finding.related)) continue;
            const bool warning = info(finding.code).severity == Severity::Warning;
            if (warning && finding.name != no_name && excused(finding.name)) continue;
            report(first + finding.block, finding.code, finding.begin, finding.end, finding.name);
        }
        for (const PlacedPart& inner : part.inner) report_own(first + inner.first, *inner.part);
    }
    void report_root(const PlacedPart& placed, Code code) {
        const Unit& unit = *tree_.unit(placed.first);
        const Node& root = unit.node(unit.root);
        report(placed.first, code, unit.token(root.first_token).begin,
               unit.token(root.end_token - 1).end, no_name);
    }

private:
    std::optional<FixEdits> import_fix(BlockId head, std::uint32_t begin) const {
        const std::span<const Token> tokens = tree_.unit(head)->tokens();
        const auto at = std::lower_bound(
            tokens.begin(), tokens.end(), begin,
            [](const Token& token, std::uint32_t offset) { return token.begin < offset; });
        return names::fix_of_unused_import(tree_, head,
                                           static_cast<std::uint32_t>(at - tokens.begin()));
    }

    const Tree& tree_;
    std::vector<Diagnostic>& found_;
    const EarlierErrors errors_;
};

// Calls visit(occurrence, index) for each of a symbol's.
template <typename Visit>
void each_occurrence(const NamesPart& part, const Symbol& symbol, Visit visit) {
    for (std::uint32_t index = symbol.first; index != no_index;
         index = part.occurrences[index].next) {
        visit(part.occurrences[index]);
    }
}

// Reports each place that reads one of the `undefined` symbols of a part, or one that is bound
// there. O(symbols of the part and of those inner ones that read such a name).
void report_undefined(BlockId first, const NamesPart& part, const std::vector<bool>& undefined,
                      Reporter& reporter) {
    const auto is_undefined = [&](SymbolId id) {
        const Symbol& symbol = part.symbols[id];
        return undefined[symbol.outer != no_index ? symbol.outer : id] &&
               (symbol.flags & symbol_bound) == 0;
    };
    for (SymbolId id = 0; id < part.symbols.size(); ++id) {
        if (!is_undefined(id)) continue;
        each_occurrence(part, part.symbols[id], [&](const Occurrence& one) {
            if (one.use == Use::Read) reporter.report(first, part, one, Code::UndefinedName);
        });
    }
    for (const PlacedPart& inner : part.inner) {
        std::vector<bool> undefined_there;
        std::uint32_t link = inner.links;
        for (const SymbolId open : inner.part->open) {
            const SymbolId here = part.links[link++];
            if (inner.part->symbols[open].scope == scope_around || !is_undefined(here)) continue;
            undefined_there.resize(inner.part->symbols.size());
            undefined_there[open] = true;
        }
        if (undefined_there.empty()) continue;
        report_undefined(first + inner.first, *inner.part, undefined_there, reporter);
    }
}

NodeKind root_kind(const Tree& tree, const std::vector<PlacedPart>& parts, std::size_t index) {
    if (index >= parts.size()) return NodeKind::None;  // before the first, behind the last
    const Unit* unit = tree.unit(parts[index].first);
    return unit == nullptr ? NodeKind::None : unit->node(unit->root).kind;
}

// What depends on the order of the first level's statements.
void order_of_parts(const Tree& tree, const std::vector<PlacedPart>& parts, Reporter& reporter) {
    bool left = false;  // a statement before always leaves
    bool reported = false;
    bool in_header = true;  // only a docstring and imports from __future__ so far
    bool first = true;
    bool unsound = false;  // a damaged line so far
    for (std::size_t index = 0; index < parts.size(); ++index) {
        const PlacedPart& placed = parts[index];
        const std::uint8_t flags = placed.part->flags;
        if ((flags & part_unsound) != 0) {
            unsound = true;
            left = false;
            continue;
        }
        if (left && !reported) {
            reporter.report_root(placed, Code::UnreachableCode);
            reported = true;
        }
        // A line put between a decorator and its definition, or before a clause, is itself wrong.
        left =
            left || ((flags & part_leaves) != 0 && !is_clause(root_kind(tree, parts, index + 1)) &&
                     root_kind(tree, parts, index - 1) != NodeKind::Decorator);
        if ((flags & part_future_import) != 0 && !in_header && !unsound) {
            reporter.report_root(placed, Code::LateFutureImport);
        }
        in_header = in_header &&
                    ((flags & part_of_header) != 0 || (first && (flags & part_docstring) != 0));
        first = false;
    }
}

// `global` at the first level, behind a part that uses the name there.
void late_declarations(const std::vector<PlacedPart>& parts, std::size_t names,
                       Reporter& reporter) {
    std::vector<bool> used(names);
    for (const PlacedPart& placed : parts) {
        const NamesPart& part = *placed.part;
        for (const SymbolId open : part.open) {
            const Symbol& symbol = part.symbols[open];
            each_occurrence(part, symbol, [&](const Occurrence& one) {
                constexpr std::uint16_t excused = symbol_damaged | symbol_nonlocal;
                if (one.use == Use::Declare && used[symbol.name] && (symbol.flags & excused) == 0) {
                    reporter.report(placed.first, part, one, Code::LateDeclaration);
                }
            });
        }
        for (const SymbolId open : part.open) {
            const Symbol& symbol = part.symbols[open];
            if (symbol.first != no_index && part.occurrences[symbol.first].use != Use::Declare) {
                used[symbol.name] = true;
            }
        }
    }
}

}  // namespace

void Names::findings(std::vector<Diagnostic>& found, bool imports_are_exports) const {
    Reporter reporter(tree_, *pool_, found);
    std::vector<const NamesPart*> definitions(module_.size());  // not read since, by name
    bool declares = false;
    for (const PlacedPart& placed : parts_) {
        const NamesPart& part = *placed.part;
        reporter.report_own(placed.first, part);
        // Undefined: nobody binds it, wherever it is read from.
        std::vector<bool> undefined;
        for (const SymbolId open : part.open) {
            const NameId name = part.symbols[open].name;
            constexpr std::uint8_t defined =
                module_bound | module_soft | module_exported | module_damaged;
            if ((module_[name] & defined) != 0 || star_import_ || pool_->is_builtin(name) ||
                reporter.excused(name)) {
                continue;
            }
            undefined.resize(part.symbols.size());
            undefined[open] = true;
        }
        if (!undefined.empty()) report_undefined(placed.first, part, undefined, reporter);
        for (const SymbolId open : part.open) {
            const Symbol& symbol = part.symbols[open];
            const std::uint8_t flags = module_[symbol.name];
            declares = declares || (symbol.flags & symbol_global) != 0;
            const NamesPart*& last = definitions[symbol.name];
            // What this part reads, it reads of the definition before it.
            if ((symbol.flags & (symbol_read | symbol_damaged)) != 0) last = nullptr;
            each_occurrence(part, symbol, [&](const Occurrence& one) {
                constexpr std::uint8_t used =
                    module_read | module_exported | module_damaged | module_replaced;
                if (is_import(one.use) && (flags & used) == 0 && !imports_are_exports &&
                    (one.flags & occurrence_kept) == 0 && !reporter.excused(symbol.name)) {
                    reporter.report(placed.first, part, one, Code::UnusedImport);
                }
                if (one.use == Use::Read) return;
                const bool defines =
                    one.block == 0 && one.flags == 0 &&
                    (one.use == Use::Function || one.use == Use::Class || one.use == Use::Import);
                if (defines && last != nullptr && (flags & module_damaged) == 0) {
                    reporter.report(placed.first, part, one, Code::Redefinition);
                }
                last = defines ? &part : nullptr;
            });
        }
    }
    order_of_parts(tree_, parts_, reporter);
    if (declares) late_declarations(parts_, module_.size(), reporter);
}

}  // namespace pilcrow
