#include "lsp/features/importing.h"

#include "lsp/source/import_words.h"

#include <algorithm>
#include <optional>

namespace pilcrow::lsp {
namespace {

struct ImportPlace {
    std::uint32_t line = 0;     // a new import statement goes before this line
    bool blank_behind = false;  // and needs an empty line behind it
};

bool is_docstring(const Tree& tree, NodeRef root) {
    if (tree.kind(root) != NodeKind::ExpressionStatement) return false;
    const NodeRef value = tree.first_child(root);
    return value && (tree.kind(value) == NodeKind::String || tree.kind(value) == NodeKind::Strings);
}

std::uint32_t last_line_of(const Tree& tree, BlockId statement) {
    const BlockId end = tree.reading->node_end(statement);
    if (tree.layout == Layout::Python) {
        const Unit* unit = tree.unit(statement);
        return unit == nullptr ? (*tree.reading)[statement].line
                               : tree.position(statement, unit->own_size).line;
    }
    return (*tree.reading)[end - 1].line;
}

// The imports at the beginning of a file: where the next one goes.
ImportPlace place_for_import(const Tree& tree) {
    ImportPlace place;
    bool imports = false;
    for (BlockId at = tree.first_statement(no_block); at != no_block;
         at = tree.next_statement(at)) {
        const NodeRef root = tree.root(at);
        if (!root) break;
        const NodeKind kind = tree.kind(root);
        if (kind == NodeKind::Import || kind == NodeKind::ImportFrom) {
            imports = true;
        } else if (imports || !is_docstring(tree, root)) {
            break;
        }
        place.line = last_line_of(tree, at) + 1;
    }
    if (!imports) {
        // Behind the comments that a file begins with, if no docstring was there.
        while (place.line < tree.line_count && tree.line_text(place.line).starts_with('#')) {
            ++place.line;
        }
        place.blank_behind = place.line < tree.line_count && !tree.line_text(place.line).empty();
    }
    return place;
}

// `from module import a, b` on one line at the first level: the place behind its last name.
std::optional<Position> open_import(const Tree& tree, std::string_view module,
                                    std::string* indentation) {
    for (BlockId at = tree.first_statement(no_block); at != no_block;
         at = tree.next_statement(at)) {
        const NodeRef root = tree.root(at);
        if (!root || tree.kind(root) != NodeKind::ImportFrom || tree.node(root).has(import_star)) {
            continue;
        }
        const NodeRef name = tree.first_child(root);
        if (!name || tree.kind(name) != NodeKind::DottedName) continue;
        if (level_of(tree, root) > 0 || (tree.unit(at)->flags & unit_damaged) != 0) continue;
        if (dotted_words(tree, name) != module) continue;
        NodeRef last;
        for (const NodeRef child : ChildRange(tree, root)) {
            if (tree.kind(child) == NodeKind::Alias) last = child;
        }
        if (!last) continue;
        const Range range = tree.range(last);
        if (last.block != at) *indentation = std::string((*tree.reading)[last.block].column, ' ');
        return range.end;
    }
    return std::nullopt;
}

}  // namespace

bool is_whole_module(const Importable& one) {
    return one.is_alias || (one.is_module && one.module.empty());
}

std::string import_statement(const Importable& one) {
    if (one.is_alias) return "import " + one.module + " as " + one.name;
    return one.module.empty() ? "import " + one.name : "from " + one.module + " import " + one.name;
}

std::vector<TextEdit> edits_for_import(const Tree& tree, const Importable& one) {
    if (!is_whole_module(one)) {
        std::string indentation;
        if (const auto behind = open_import(tree, one.module, &indentation)) {
            std::string text;
            if (!indentation.empty()) text += '\n' + indentation;
            return {{{*behind, *behind}, text + ", " + one.name}};
        }
    }
    const ImportPlace place = place_for_import(tree);
    std::string text = import_statement(one);
    const std::uint32_t lines = tree.line_count;
    Position at{place.line, 0};
    if (place.line >= lines && lines > 0 && !tree.text().ends_with('\n')) {
        at = {lines - 1, static_cast<std::uint32_t>(tree.line_text(lines - 1).size())};
        text.insert(0, 1, '\n');
    } else {
        text += place.blank_behind ? "\n\n" : "\n";
    }
    return {{{at, at}, text}};
}

std::vector<ImportFix> import_fixes(const SourceFile& file, const Diagnostic& found,
                                    const ImportIndex& index) {
    std::vector<ImportFix> fixes;
    if (found.code != Code::UndefinedName || found.range.begin.line != found.range.end.line) {
        return fixes;
    }
    const std::string_view line = file.tree->line_text(found.range.begin.line);
    const std::string_view name =
        line.substr(found.range.begin.byte, found.range.end.byte - found.range.begin.byte);
    constexpr std::size_t most = 5;
    for (const Importable& one : index(name, NameMatch::Exact, file)) {
        if (fixes.size() == most) break;
        fixes.push_back({"Add `" + import_statement(one) + '`', edits_for_import(*file.tree, one)});
    }
    return fixes;
}

}  // namespace pilcrow::lsp
