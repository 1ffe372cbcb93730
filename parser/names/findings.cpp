// Findings of a whole file, from what was collected of its parts.

#include "parser/names/names.h"

namespace pilcrow {
namespace {

bool is_import(Use use) { return use == Use::Import || use == Use::Submodule; }

class Reporter {
public:
    Reporter(const Tree& tree, const NamePool& pool, std::vector<Diagnostic>& found)
        : tree_(tree), pool_(pool), found_(found) {}

    void report(BlockId head, Code code, std::uint32_t begin, std::uint32_t end, NameId name) {
        const Range range{tree_.position(head, begin), tree_.position(head, end)};
        const std::string_view line = tree_.line_text(range.begin.line);
        const std::size_t behind =
            range.end.line == range.begin.line ? range.end.byte : line.size();
        const std::string_view text = line.substr(range.begin.byte, behind - range.begin.byte);
        const std::string_view called = name == no_name ? std::string_view{} : pool_.text(name);
        found_.push_back(Diagnostic{code,
                                    range,
                                    message_of(code, text, {}, called),
                                    help_of(code, text, {}, called),
                                    {},
                                    {}});
    }
    void report(const Names::Placed& placed, const Occurrence& one, Code code) {
        const Token& token = placed.part->units[one.block]->token(one.token);
        report(placed.first + one.block, code, token.begin, token.end,
               placed.part->symbols[one.symbol].name);
    }
    void report_root(const Names::Placed& placed, Code code) {
        const Unit& unit = *placed.part->units[0];
        const Node& root = unit.node(unit.root);
        report(placed.first, code, unit.token(root.first_token).begin,
               unit.token(root.end_token - 1).end, no_name);
    }

private:
    const Tree& tree_;
    const NamePool& pool_;
    std::vector<Diagnostic>& found_;
};

// Calls visit(occurrence, index) for each of a symbol's.
template <typename Visit>
void each_occurrence(const NamesPart& part, const Symbol& symbol, Visit visit) {
    for (std::uint32_t index = symbol.first; index != no_index;
         index = part.occurrences[index].next) {
        visit(part.occurrences[index]);
    }
}

NodeKind root_kind(const std::vector<Names::Placed>& parts, std::size_t index) {
    if (index >= parts.size()) return NodeKind::None;  // before the first, behind the last
    const Unit* unit = parts[index].part->units[0];
    return unit == nullptr ? NodeKind::None : unit->node(unit->root).kind;
}

// What depends on the order of the first level's statements.
void order_of_parts(const std::vector<Names::Placed>& parts, Reporter& reporter) {
    bool left = false;  // a statement before always leaves
    bool reported = false;
    bool in_header = true;  // only a docstring and imports from __future__ so far
    bool first = true;
    bool unsound = false;  // a damaged line so far
    for (std::size_t index = 0; index < parts.size(); ++index) {
        const Names::Placed& placed = parts[index];
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
        left = left || ((flags & part_leaves) != 0 && !is_clause(root_kind(parts, index + 1)) &&
                        root_kind(parts, index - 1) != NodeKind::Decorator);
        if ((flags & part_future_import) != 0 && !in_header && !unsound) {
            reporter.report_root(placed, Code::LateFutureImport);
        }
        in_header = in_header &&
                    ((flags & part_of_header) != 0 || (first && (flags & part_docstring) != 0));
        first = false;
    }
}

// `global` at the first level, behind a part that uses the name there.
void late_declarations(const std::vector<Names::Placed>& parts, std::size_t names,
                       Reporter& reporter) {
    std::vector<bool> used(names);
    for (const Names::Placed& placed : parts) {
        const NamesPart& part = *placed.part;
        for (const Symbol& symbol : part.symbols) {
            if (symbol.scope != 0 || symbol.first == no_index) continue;
            each_occurrence(part, symbol, [&](const Occurrence& one) {
                constexpr std::uint16_t excused = symbol_damaged | symbol_nonlocal;
                if (one.use == Use::Declare && used[symbol.name] &&
                    (symbol.flags & excused) == 0) {
                    reporter.report(placed, one, Code::LateDeclaration);
                }
            });
        }
        for (const Symbol& symbol : part.symbols) {
            if (symbol.scope == 0 && symbol.first != no_index &&
                part.occurrences[symbol.first].use != Use::Declare) {
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
    for (const Placed& placed : parts_) {
        const NamesPart& part = *placed.part;
        for (const PartFinding& finding : part.findings) {
            reporter.report(placed.first + finding.block, finding.code, finding.begin, finding.end,
                            finding.name);
        }
        for (const Symbol& symbol : part.symbols) {
            const Symbol& module = symbol.outer != no_index ? part.symbols[symbol.outer] : symbol;
            if (module.scope != 0) continue;
            const std::uint8_t flags = module_[module.name];
            // Undefined: nobody binds it, wherever it is read from.
            constexpr std::uint8_t defined =
                module_bound | module_soft | module_exported | module_damaged;
            if ((flags & defined) == 0 && !star_import_ && !pool_->is_builtin(module.name) &&
                (symbol.flags & symbol_bound) == 0) {
                each_occurrence(part, symbol, [&](const Occurrence& one) {
                    if (one.use == Use::Read) {
                        reporter.report(placed, one, Code::UndefinedName);
                    }
                });
            }
            if (symbol.scope != 0) continue;
            declares = declares || (symbol.flags & symbol_global) != 0;
            const NamesPart*& last = definitions[symbol.name];
            // What this part reads, it reads of the definition before it.
            if ((symbol.flags & (symbol_read | symbol_damaged)) != 0) last = nullptr;
            each_occurrence(part, symbol, [&](const Occurrence& one) {
                constexpr std::uint8_t used =
                    module_read | module_exported | module_damaged | module_replaced;
                if (is_import(one.use) && (flags & used) == 0 && !imports_are_exports &&
                    (one.flags & occurrence_kept) == 0) {
                    reporter.report(placed, one, Code::UnusedImport);
                }
                if (one.use == Use::Read) return;
                const bool defines =
                    one.block == 0 && one.flags == 0 &&
                    (one.use == Use::Function || one.use == Use::Class || one.use == Use::Import);
                if (defines && last != nullptr && (flags & module_damaged) == 0) {
                    reporter.report(placed, one, Code::Redefinition);
                }
                last = defines ? &part : nullptr;
            });
        }
    }
    order_of_parts(parts_, reporter);
    if (declares) late_declarations(parts_, module_.size(), reporter);
}

}  // namespace pilcrow
