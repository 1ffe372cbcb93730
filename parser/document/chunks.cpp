#include "parser/document/chunks.h"

#include "parser/layout/pilcrow/pilcrow_layout.h"

#include <algorithm>
#include <cstring>

namespace pilcrow::document {
namespace {

// A chunk that holds units of more arenas than this gets one of its own again.
constexpr std::size_t most_arenas = 24;
// A chunk with fewer lines than this is joined with its neighbour when it is made anew.
constexpr std::size_t fewest_lines = lines_per_chunk / 8;

// A chunk that is being made, with a text of its own.
class ChunkMaker {
public:
    // Appends lines [begin, end) of a chunk with their terminators and units.
    void append(const Chunk& chunk, std::size_t begin, std::size_t end) {
        if (begin >= end) return;
        const std::string& text = *chunk.text;
        const std::size_t text_begin = chunk.lines[begin].begin;
        std::size_t text_end = chunk.lines[end - 1].end;
        if (text_end < text.size()) {
            text_end +=
                text[text_end] == '\r' && text_end + 1 < text.size() && text[text_end + 1] == '\n'
                    ? 2
                    : 1;
        }
        append_lines(std::span(chunk.lines).subspan(begin, end - begin),
                     std::string_view(text).substr(text_begin, text_end - text_begin));
        units_.insert(units_.end(), chunk.units.begin() + static_cast<std::ptrdiff_t>(begin),
                      chunk.units.begin() + static_cast<std::ptrdiff_t>(end));
        for (const auto& arena : chunk.arenas) keep(arena);
    }
    void append(const LineEdit& edit) {
        append_lines(edit.lines, edit.text);
        units_.resize(lines_.size(), nullptr);
    }
    std::size_t size() const { return lines_.size(); }

    // The lines as chunks of the usual size.
    void finish(std::vector<std::shared_ptr<const Chunk>>& chunks) {
        const auto text = std::make_shared<const std::string>(std::move(text_));
        const std::size_t most = lines_per_chunk + lines_per_chunk / 2;
        for (std::size_t begin = 0; begin < lines_.size();) {
            const std::size_t left = lines_.size() - begin;
            const std::size_t count = left > most ? lines_per_chunk : left;
            auto chunk = std::make_shared<Chunk>();
            chunk->text = text;
            const auto from = static_cast<std::ptrdiff_t>(begin);
            const auto to = static_cast<std::ptrdiff_t>(begin + count);
            chunk->lines.assign(lines_.begin() + from, lines_.begin() + to);
            chunk->units.assign(units_.begin() + from, units_.begin() + to);
            chunk->arenas = arenas_;
            chunks.push_back(std::move(chunk));
            begin += count;
        }
    }

private:
    void append_lines(std::span<const LineToken> lines, std::string_view text) {
        if (lines.empty()) return;
        const auto shift = static_cast<std::uint32_t>(text_.size()) - lines.front().begin;
        for (LineToken token : lines) {
            token.begin += shift;
            token.lead_at += shift;
            token.end += shift;
            lines_.push_back(token);
        }
        text_ += text;
    }
    void keep(const std::shared_ptr<const Arena>& arena) {
        if (std::find(arenas_.begin(), arenas_.end(), arena) == arenas_.end()) {
            arenas_.push_back(arena);
        }
    }

    std::string text_;
    std::vector<LineToken> lines_;
    std::vector<const Unit*> units_;
    std::vector<std::shared_ptr<const Arena>> arenas_;
};

void number_chunks(Tree& tree) {
    tree.chunk_first_line.resize(tree.chunks.size());
    std::uint32_t line = 0;
    for (std::size_t index = 0; index < tree.chunks.size(); ++index) {
        tree.chunk_first_line[index] = line;
        line += static_cast<std::uint32_t>(tree.chunks[index]->lines.size());
    }
    tree.line_count = line;
}

// Copies the chunk's units into one arena, so that the many of past edits can go.
void compact(Chunk& chunk) {
    std::size_t bytes = 0;
    for (const Unit* unit : chunk.units) bytes += unit != nullptr ? unit->bytes() + 8 : 0;
    const auto arena = std::make_shared<Arena>(bytes + 64);
    for (const Unit*& unit : chunk.units) {
        if (unit == nullptr) continue;
        const std::size_t size = unit->bytes();
        void* copy = arena->allocate(size);
        std::memcpy(copy, unit, size);
        unit = static_cast<const Unit*>(copy);
    }
    chunk.arenas = {arena};
}

}  // namespace

void replace_lines(Tree& tree, const LineEdit& edit) {
    ChunkMaker maker;
    std::vector<std::shared_ptr<const Chunk>> chunks;
    std::size_t first = 0;
    std::size_t end = 0;  // chunks [first, end) are replaced
    if (!tree.chunks.empty()) {
        first = tree.chunk_of(std::min(edit.first, tree.line_count - 1));
        end = 1 + (edit.old_end > edit.first ? tree.chunk_of(edit.old_end - 1) : first);
        maker.append(*tree.chunks[first], 0, edit.first - tree.chunk_first_line[first]);
    }
    maker.append(edit);
    if (end > 0) {
        const Chunk& last = *tree.chunks[end - 1];
        maker.append(last, edit.old_end - tree.chunk_first_line[end - 1], last.lines.size());
    }
    while (maker.size() < fewest_lines && end < tree.chunks.size()) {
        maker.append(*tree.chunks[end], 0, tree.chunks[end]->lines.size());
        ++end;
    }
    chunks.reserve(tree.chunks.size() + 2);
    chunks.assign(tree.chunks.begin(), tree.chunks.begin() + static_cast<std::ptrdiff_t>(first));
    maker.finish(chunks);
    chunks.insert(chunks.end(), tree.chunks.begin() + static_cast<std::ptrdiff_t>(end),
                  tree.chunks.end());
    tree.chunks = std::move(chunks);
    number_chunks(tree);
}

void place_units(Tree& tree, std::uint32_t first_line, std::span<const Unit* const> units,
                 const std::shared_ptr<const Arena>& arena) {
    std::size_t done = 0;
    while (done < units.size()) {
        const auto line = first_line + static_cast<std::uint32_t>(done);
        const std::uint32_t index = tree.chunk_of(line);
        const std::size_t offset = line - tree.chunk_first_line[index];
        const Chunk& chunk = *tree.chunks[index];
        const std::size_t count = std::min(units.size() - done, chunk.units.size() - offset);
        const auto part = units.subspan(done, count);
        if (!std::equal(part.begin(), part.end(),
                        chunk.units.begin() + static_cast<std::ptrdiff_t>(offset))) {
            auto changed = std::make_shared<Chunk>(chunk);
            std::copy(part.begin(), part.end(),
                      changed->units.begin() + static_cast<std::ptrdiff_t>(offset));
            changed->arenas.push_back(arena);
            if (changed->arenas.size() > most_arenas) compact(*changed);
            tree.chunks[index] = std::move(changed);
        }
        done += count;
    }
}

}  // namespace pilcrow::document
