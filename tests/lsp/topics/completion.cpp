// Completion. Each line behind `---` says something that must hold, and is answered as it stands
// where it does:
//
//     NAME NAME …        these are among the first five
//     first NAME         this is the first
//     has NAME NAME …    these are among them
//     not NAME NAME …    none of these is
//     nothing            there are none
//     NAME > NAME …      each is there, before the next
//
// With `? item NAME` the answer is what the item of that label says, with `? apply NAME` the lines
// of the file that choosing it changes, with `? resolve NAME` its detail and documentation.
// `? snippets` is a client that takes them.

#include "lsp/features/completion/completion.h"
#include "tests/lsp/fixture_world.h"
#include "tests/lsp/topics.h"

#include <algorithm>
#include <sstream>

namespace pilcrow::lsp::fixtures {
namespace {

std::vector<std::string> words_of(const std::string& line) {
    std::istringstream stream(line);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

std::string_view name_of(CompletionKind kind) {
    constexpr std::string_view names[] = {
        "text",  "function", "method",   "class",       "module",         "variable", "parameter",
        "field", "property", "constant", "enum member", "type parameter", "keyword",  "argument",
        "key",   "value",    "file",     "folder",      "snippet"};
    return names[static_cast<std::size_t>(kind)];
}

class Answer {
public:
    Answer(const Fixture& fixture, CompletionList list)
        : fixture_(fixture), list_(std::move(list)) {}

    std::string check() const {
        std::istringstream lines(fixture_.expected);
        std::string answer;
        for (std::string line; std::getline(lines, line);) answer += check(line) + '\n';
        return answer;
    }

    const CompletionItem* find(const std::string& label) const {
        const auto found = std::find_if(list_.items.begin(), list_.items.end(),
                                        [&](const CompletionItem& i) { return i.label == label; });
        return found == list_.items.end() ? nullptr : &*found;
    }

    // The first labels, for whoever reads what failed.
    std::string first(std::size_t count) const {
        std::string text;
        for (std::size_t i = 0; i < std::min(count, list_.items.size()); ++i) {
            text += (i == 0 ? "" : " ") + list_.items[i].label;
        }
        return list_.items.empty() ? "nothing" : text;
    }

private:
    std::size_t place_of(const std::string& label) const {
        const CompletionItem* item = find(label);
        return item == nullptr ? list_.items.size()
                               : static_cast<std::size_t>(item - list_.items.data());
    }
    bool holds(const std::vector<std::string>& words) const {
        const std::size_t count = list_.items.size();
        const auto all = [&](std::size_t from, auto test) {
            return std::all_of(words.begin() + static_cast<std::ptrdiff_t>(from), words.end(),
                               test);
        };
        if (words.empty()) return true;
        if (words.size() == 1 && words[0] == "nothing") return count == 0;
        if (words.size() == 2 && words[0] == "first") return place_of(words[1]) == 0 && count > 0;
        if (words[0] == "has") {
            return all(1, [&](const std::string& w) { return place_of(w) < count; });
        }
        if (words[0] == "not") {
            return all(1, [&](const std::string& w) { return place_of(w) == count; });
        }
        if (words.size() > 2 && words[1] == ">") {
            for (std::size_t i = 2; i < words.size(); i += 2) {
                if (place_of(words[i]) == count || place_of(words[i - 2]) >= place_of(words[i])) {
                    return false;
                }
            }
            return true;
        }
        return all(
            0, [&](const std::string& w) { return place_of(w) < std::min<std::size_t>(5, count); });
    }
    std::string check(const std::string& line) const {
        return holds(words_of(line)) ? line : "does not hold: " + line + "\n  first: " + first(12);
    }

    const Fixture& fixture_;
    CompletionList list_;
};

std::size_t offset_of(const std::string& text, Position place) {
    std::size_t at = 0;
    for (std::uint32_t line = 0; line < place.line; ++line) {
        at = text.find('\n', at);
        if (at == std::string::npos) return text.size();
        ++at;
    }
    return std::min(text.size(), at + place.byte);
}

std::string apply(std::string text, const CompletionItem& item) {
    std::vector<TextEdit> edits = item.additional;
    edits.push_back({item.range, item.text});
    std::stable_sort(edits.begin(), edits.end(), [](const TextEdit& a, const TextEdit& b) {
        return b.range.begin < a.range.begin;
    });
    for (const TextEdit& edit : edits) {
        const std::size_t begin = offset_of(text, edit.range.begin);
        text.replace(begin, offset_of(text, edit.range.end) - begin, edit.text);
    }
    return text;
}

// The lines of `after` that are not as they are in `before`.
std::string changed_lines(const std::string& before, const std::string& after) {
    std::vector<std::string> old_lines;
    std::vector<std::string> lines;
    std::istringstream a(before);
    std::istringstream b(after);
    for (std::string line; std::getline(a, line);) old_lines.push_back(line);
    for (std::string line; std::getline(b, line);) lines.push_back(line);
    std::size_t same_end = 0;
    while (same_end < std::min(old_lines.size(), lines.size()) &&
           old_lines[old_lines.size() - 1 - same_end] == lines[lines.size() - 1 - same_end]) {
        ++same_end;
    }
    std::string text;
    std::size_t begin = 0;
    while (begin < std::min(old_lines.size(), lines.size()) - same_end &&
           old_lines[begin] == lines[begin]) {
        ++begin;
    }
    for (std::size_t i = begin; i < lines.size() - same_end; ++i) text += lines[i] + '\n';
    return text;
}

std::string describe(const CompletionItem& item) {
    std::string text(name_of(item.kind));
    text += " \"" + item.text + "\" at " + std::to_string(item.range.begin.line + 1) + ':' +
            std::to_string(item.range.begin.byte) + '-' + std::to_string(item.range.end.byte);
    if (!item.detail.empty()) text += " " + item.detail;
    if (item.snippet) text += " (snippet)";
    return text + '\n';
}

// What lies in a folder of the case's files.
std::vector<FolderEntry> entries_of(const Fixture& fixture, std::string folder) {
    if (!folder.ends_with('/')) folder += '/';
    std::vector<FolderEntry> entries;
    for (const auto& [name, text] : fixture.files) {
        const std::string path = std::string(fixture_root) + '/' + name;
        if (!path.starts_with(folder)) continue;
        const std::string rest = path.substr(folder.size());
        const FolderEntry entry{rest.substr(0, rest.find('/')), rest.find('/') != rest.npos};
        if (std::none_of(entries.begin(), entries.end(),
                         [&](const FolderEntry& e) { return e.name == entry.name; })) {
            entries.push_back(entry);
        }
    }
    return entries;
}

// What the case's modules bind, and the modules of the first level.
std::vector<Importable> importable(const Fixture& fixture, const World& world,
                                   std::string_view prefix, const SourceFile& from) {
    std::vector<Importable> names;
    for (const auto& [name, text] : fixture.files) {
        const FilePtr file = world.file(std::string(fixture_root) + '/' + name);
        if (name == fixture.main) continue;
        const Names its = Names::analyze(*file->tree);
        const Scopes scopes(its);
        for (const NameId id : scopes.bound(ScopeRef{})) {
            const std::string_view bound = scopes.pool().text(id);
            if (!bound.starts_with(prefix)) continue;
            Importable& one = names.emplace_back();
            one.name = bound;
            one.module = file->module;
        }
    }
    for (const std::string& module : world.submodules("", from)) {
        if (!module.starts_with(prefix)) continue;
        Importable& one = names.emplace_back();
        one.name = module;
        one.kind = IndexedKind::Module;
        one.is_module = true;
    }
    return names;
}

}  // namespace

std::string completion(const Fixture& fixture) {
    const WorldPtr world = world_of(fixture);
    static Inference inference;  // one for all: it keeps what it knows of typeshed
    inference.begin(world);
    CompletionOptions options;
    options.folders = [&](const std::string& folder) { return entries_of(fixture, folder); };
    options.importable = [&](std::string_view prefix, NameMatch, const SourceFile& from) {
        return importable(fixture, *world, prefix, from);
    };
    std::string ask;
    std::string label;
    for (const std::string& line : fixture.asks) {
        if (line == "snippets") {
            options.snippets = true;
            continue;
        }
        const std::size_t space = line.find(' ');
        ask = line.substr(0, space);
        label = space == std::string::npos ? std::string() : line.substr(space + 1);
    }
    const FilePtr file = main_file(*world, fixture);
    const Answer answer(fixture, complete(inference, file, fixture.cursor, options));
    if (ask.empty()) return answer.check();
    const CompletionItem* item = answer.find(label);
    if (item == nullptr) return "no item " + label + "; first: " + answer.first(12);
    if (ask == "apply") {
        const std::string& text = fixture.files.at(fixture.main);
        return changed_lines(text, apply(text, *item));
    }
    if (ask == "resolve") {
        const CompletionDetail detail = resolve(inference, item->data);
        return detail.detail + '\n' + detail.documentation;
    }
    return ask == "item" ? describe(*item) : "unknown question " + ask;
}

}  // namespace pilcrow::lsp::fixtures
