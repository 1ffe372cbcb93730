#include "parser/layout/pilcrow/pilcrow_layout.h"

#include "parser/layout/pilcrow/unit_pass.h"

#include <algorithm>
#include <utility>

namespace pilcrow {

namespace {

void add_arenas(const Tree& tree, std::vector<std::shared_ptr<const Arena>>& arenas) {
    for (const auto& chunk : tree.chunks) {
        for (const auto& arena : chunk->arenas) {
            if (std::find(arenas.begin(), arenas.end(), arena) == arenas.end()) {
                arenas.push_back(arena);
            }
        }
    }
}

void make_chunks(Tree& tree, const std::shared_ptr<const std::string>& text,
                 const std::vector<LineToken>& lines, const std::vector<const Unit*>& units,
                 const std::vector<std::shared_ptr<const Arena>>& arenas) {
    for (std::size_t first = 0; first < lines.size(); first += lines_per_chunk) {
        const std::size_t end = std::min(first + lines_per_chunk, lines.size());
        const auto begin_at = static_cast<std::ptrdiff_t>(first);
        const auto end_at = static_cast<std::ptrdiff_t>(end);
        auto chunk = std::make_shared<Chunk>();
        chunk->text = text;
        chunk->lines.assign(lines.begin() + begin_at, lines.begin() + end_at);
        chunk->units.assign(units.begin() + begin_at, units.begin() + end_at);
        chunk->arenas = arenas;
        tree.chunks.push_back(std::move(chunk));
        tree.chunk_first_line.push_back(static_cast<std::uint32_t>(first));
    }
}

Tree read(std::string source, layout::KnownUnits* known) {
    Tree tree;
    tree.layout = Layout::Pilcrow;
    const auto text = std::make_shared<const std::string>(std::move(source));
    std::vector<LineToken> lines;
    tokenize_lines(*text, DelimiterSet::pilcrow(), lines);
    tree.line_count = static_cast<std::uint32_t>(lines.size());
    tree.shape = std::make_shared<const BlockTree>(BlockTree::build(lines));
    tree.reading = tree.shape;

    const auto arena = std::make_shared<Arena>(text->size() * 2 + 4096);
    std::vector<const Unit*> units;
    layout::UnitPass pass(*text, lines, *arena, known);
    pass.run(*tree.shape, {}, units);
    if (pass.damaged()) {
        const std::vector<layout::EntryFacts> facts(pass.facts().begin(), pass.facts().end());
        const layout::Reading reading =
            layout::read_tree(tree.shape, facts, layout::LineTexts(*text, lines));
        if (reading.tree != tree.shape) {
            tree.reading = reading.tree;
            pass.run(*tree.reading, reading.moves, units);
        }
    }
    std::vector<std::shared_ptr<const Arena>> arenas{arena};
    if (known != nullptr) add_arenas(known->tree(), arenas);
    make_chunks(tree, text, lines, units, arenas);
    return tree;
}

}  // namespace

Tree parse_pilcrow(std::string text) { return read(std::move(text), nullptr); }

Tree parse_pilcrow_again(std::string text, const Tree& before,
                         std::span<const std::uint32_t> lines) {
    layout::KnownUnits known(before, lines);
    return read(std::move(text), &known);
}

}  // namespace pilcrow
