#include "lsp/workspace/file_index.h"

#include "parser/literals/identifiers.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

std::uint64_t hash(std::string_view text, std::uint64_t seed) {
    // FNV-1a: words are short.
    for (const char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return seed;
}
constexpr std::uint64_t hash_seed = 0xcbf29ce484222325u;

std::uint32_t folded(std::uint64_t value) {
    return static_cast<std::uint32_t>(value ^ (value >> 32));
}

}  // namespace

std::uint32_t word_key(std::string_view word) {
    const bool ascii = std::all_of(word.begin(), word.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) return folded(hash(word, hash_seed));
    std::string normal;
    append_identifier(word, normal);
    return folded(hash(normal, hash_seed));
}

std::uint64_t import_key(std::string_view module, std::string_view name) {
    return hash(name, hash(module, hash_seed) * 31 + 1);
}

// All words count, in comments and strings too: where a name may stand is not decided here.
void index_words(const Tree& tree, std::vector<std::uint32_t>& words) {
    for (const auto& chunk : tree.chunks) {
        const std::string_view text = *chunk->text;
        for (std::size_t at = 0; at < text.size();) {
            if (!is_word_byte(text[at])) {
                ++at;
                continue;
            }
            const std::size_t begin = at;
            const bool is_number = text[at] >= '0' && text[at] <= '9';
            std::uint64_t value = hash_seed;
            bool ascii = true;
            for (; at < text.size() && is_word_byte(text[at]); ++at) {
                const auto byte = static_cast<unsigned char>(text[at]);
                value = (value ^ byte) * 0x100000001b3u;
                ascii = ascii && byte < 0x80;
            }
            if (is_number) continue;
            words.push_back(ascii ? folded(value) : word_key(text.substr(begin, at - begin)));
        }
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    words.shrink_to_fit();
}

bool FileIndex::has_word(std::uint32_t key) const {
    return std::binary_search(words.begin(), words.end(), key);
}

std::size_t FileIndex::bytes() const {
    return sizeof(FileIndex) + path.capacity() + module.capacity() + texts.capacity() +
           symbols.capacity() * sizeof(IndexedSymbol) + offered.capacity() * sizeof(OfferedName) +
           stars.capacity() * sizeof(TextPart) + imports.capacity() * sizeof(std::uint64_t) +
           words.capacity() * sizeof(std::uint32_t);
}

std::shared_ptr<FileIndex> index_file(const SourceFile& file, PythonVersion version,
                                      IndexDepth depth) {
    auto index = std::make_shared<FileIndex>();
    index->path = file.path;
    index->module = file.module;
    index->origin = file.origin;
    index_declarations(file, version, depth, *index);
    if (depth == IndexDepth::Everything) index_words(*file.tree, index->words);
    return index;
}

}  // namespace pilcrow::lsp
