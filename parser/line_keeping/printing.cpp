#include "parser/line_keeping/printing.h"

#include "parser/line_keeping/docstring.h"

namespace pilcrow::line_keeping {

bool says_start(const Tree& tree) {
    bool word = false;
    for (const auto& chunk : tree.chunks) {
        word = word || chunk->text->find("start") != std::string::npos;
    }
    if (!word) return false;
    const BlockTree& blocks = *tree.reading;
    for (BlockId block = 0; block < blocks.size(); ++block) {
        const Unit* unit = blocks.is_head(block) ? tree.unit(block) : nullptr;
        if (unit == nullptr) continue;
        for (NodeId id = 1; id < unit->node_count; ++id) {
            if (unit->node(id).kind != NodeKind::Call) continue;
            NodeRef child = tree.first_child({block, id});
            if (!child || tree.kind(child) != NodeKind::Name || tree.name(child) != "print") {
                continue;
            }
            while ((child = tree.next_sibling(child))) {
                if (tree.kind(child) == NodeKind::Keyword &&
                    tree.token_text(child.block, tree.node(child).first_token) == "start") {
                    return true;
                }
            }
        }
    }
    return false;
}

bool is_future_import(const Tree& tree, BlockId statement) {
    const NodeRef root = tree.root(statement);
    if (!root || tree.kind(root) != NodeKind::ImportFrom) return false;
    const NodeRef module = tree.first_child(root);
    return module && tree.kind(module) == NodeKind::DottedName &&
           tree.token_text(module.block, tree.node(module).first_token) == "__future__";
}

bool is_printing_import(const Tree& tree, BlockId statement) {
    const Unit* unit = tree.unit(statement);
    if (unit == nullptr || unit->own_size != printing_import.size()) return false;
    return tree.own_text(statement, 0, unit->own_size) == printing_import;
}

namespace {

// Everything of a unit's line that is no header of a block.
bool is_simple(const Tree& tree, BlockId statement) {
    const NodeRef root = tree.root(statement);
    return root && !is_header(tree.kind(root)) && tree.kind(root) != NodeKind::Decorator;
}

// One past the last line that belongs to a first-level statement.
std::uint32_t end_line(const Tree& tree, BlockId statement) {
    const BlockId end = tree.reading->node_end(statement);
    return (*tree.reading)[end - 1].line + 1;
}

// A line of [first, end) that holds nothing, else one that holds a comment (but not `#!`).
bool find_line(const Tree& tree, std::uint32_t first, std::uint32_t end, PrintingImport& found) {
    for (const Lead wanted : {Lead::Blank, Lead::Comment}) {
        for (std::uint32_t line = first; line < end; ++line) {
            if (tree.line_token(line).lead() != wanted) continue;
            if (line == 0 && tree.line_text(line).find("#!") != std::string_view::npos) continue;
            found.place = wanted == Lead::Blank ? ImportPlace::BlankLine : ImportPlace::CommentLine;
            found.line = line;
            return true;
        }
    }
    return false;
}

}  // namespace

PrintingImport find_printing_import(const Tree& tree) {
    PrintingImport found;
    if (!says_start(tree)) return found;
    BlockId statement = tree.first_statement(no_block);
    BlockId before = no_block;  // the last of the docstring and the __future__ imports
    std::uint32_t line = 0;
    if (statement != no_block && is_plain_string(tree, tree.root(statement))) {
        before = statement;
        line = end_line(tree, statement);
        statement = tree.next_statement(statement);
    }
    while (statement != no_block && is_future_import(tree, statement)) {
        before = statement;
        line = end_line(tree, statement);
        statement = tree.next_statement(statement);
    }
    for (;;) {
        const std::uint32_t end =
            statement == no_block ? tree.line_count : (*tree.reading)[statement].line;
        if (find_line(tree, line, end, found)) return found;
        if (before != no_block) {
            found.place = ImportPlace::Behind;
            found.statement = before;
            return found;
        }
        if (statement != no_block && is_simple(tree, statement)) {
            found.place = ImportPlace::Before;
            found.statement = statement;
            return found;
        }
        // A function that is only defined prints nothing yet; of everything else there is no
        // saying.
        const NodeRef root = statement == no_block ? NodeRef{} : tree.root(statement);
        if (!root || tree.kind(root) != NodeKind::FunctionDef) break;
        line = end_line(tree, statement);
        statement = tree.next_statement(statement);
    }
    found.place = ImportPlace::EachUse;
    return found;
}

}  // namespace pilcrow::line_keeping
