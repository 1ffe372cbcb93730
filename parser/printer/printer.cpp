#include "parser/printer/printer.h"

#include "parser/layout/python/source_encoding.h"
#include "parser/line_keeping/docstring.h"
#include "parser/line_keeping/printing.h"
#include "parser/printer/blank_lines.h"
#include "parser/printer/breaking.h"
#include "parser/printer/fill.h"
#include "parser/printer/groups.h"
#include "parser/printer/kept.h"
#include "parser/printer/plain_line.h"
#include "parser/printer/strings.h"
#include "parser/printer/writer.h"

#include <algorithm>

namespace pilcrow {

namespace {

using printer::LineSink;
using printer::Stream;

class Printer {
public:
    Printer(const Tree& tree, const Outline& outline, const PrintOptions& options)
        : tree_(tree), options_(options), outline_(outline), filler_(tree), plain_(tree) {}

    Printed run() {
        const std::vector<std::uint32_t> blanks = printer::blank_lines(tree_, outline_);
        const std::vector<bool> kept = printer::kept_entries(tree_, outline_, options_);
        const std::size_t import_at = place_of_import();
        for (std::size_t index = 0; index < outline_.entries.size(); ++index) {
            const OutlineEntry& entry = outline_.entries[index];
            if (drops(index)) continue;
            std::uint32_t blank = blanks[index];
            if (index > 0 && drops(index - 1))
                blank = std::max(blanks[index - 1], definition(blank));
            if (sink_.text().empty()) blank = 0;
            blank_lines(blank);
            if (index == import_at) {
                // It takes the place of what comes behind it.
                sink_.line(0, line_keeping::printing_import, LineSink::no_line);
                blank_lines(definition(blank));
            }
            if (kept[index]) {
                index = keep(index, kept);
            } else if (entry.head == no_block) {
                sink_.line(entry.level * 4, entry.comment.text, entry.line);
            } else {
                statement(index);
            }
        }
        return {std::move(sink_.text()), std::move(sink_.sources())};
    }

private:
    void blank_lines(std::uint32_t count) {
        for (; count > 0; --count) sink_.blank_line();
    }
    // Two blank lines stand around definitions, whatever is before them.
    static std::uint32_t definition(std::uint32_t blank) { return blank == 2 ? 2 : 0; }

    // Where Python's text imports the `print` that knows `start=`: in front of this entry, the
    // first statement behind the docstring and the __future__ imports. No entry where it need not.
    std::size_t place_of_import() const {
        const std::size_t nowhere = outline_.entries.size();
        if (options_.to != Layout::Python || tree_.layout == Layout::Python ||
            !line_keeping::says_start(tree_)) {
            return nowhere;
        }
        for (std::size_t index = 0; index < nowhere; ++index) {
            const OutlineEntry& entry = outline_.entries[index];
            if (entry.head == no_block || entry.level > 0) continue;
            const bool string =
                entry.begins_body && line_keeping::is_plain_string(tree_, tree_.root(entry.head));
            if (!string && !line_keeping::is_future_import(tree_, entry.head)) return index;
        }
        return nowhere;
    }

    // Pilcrow's `print` knows `start=` by itself.
    bool drops(std::size_t index) const {
        const OutlineEntry& entry = outline_.entries[index];
        return tree_.layout == Layout::Python && options_.to == Layout::Pilcrow &&
               entry.level == 0 && entry.head != no_block &&
               line_keeping::is_printing_import(tree_, entry.head);
    }

    // Gives back the lines of a run of entries, and what stands between them. Returns the last.
    std::size_t keep(std::size_t index, const std::vector<bool>& kept) {
        const std::uint32_t first = outline_.entries[index].line;
        std::uint32_t last = outline_.entries[index].last_line;
        while (index + 1 < kept.size() && kept[index + 1]) {
            ++index;
            last = std::max(last, outline_.entries[index].last_line);
        }
        std::string lines;
        for (std::uint32_t line = first; line <= last; ++line) {
            lines += tree_.line_text(line);
            lines += '\n';
        }
        sink_.verbatim(lines, first);
        return index;
    }

    void statement(std::size_t index) {
        const OutlineEntry& entry = outline_.entries[index];
        if (plain_.write(entry, *tree_.unit(entry.head), options_.width, sink_)) return;
        filler_.fill(entry.head,
                     std::span(outline_.comments)
                         .subspan(entry.comments, entry.comments_end - entry.comments),
                     stream_);
        printer::settle_groups(stream_, tree_.layout);
        const bool docstring = is_docstring(index);
        if (docstring && tree_.layout == Layout::Python) dedent();
        printer::break_long_lines(stream_, entry.level * 4, options_.width);
        if (options_.to == Layout::Pilcrow) {
            printer::write_pilcrow(stream_, entry.level, sink_);
        } else {
            printer::write_python(stream_, entry.level, docstring, sink_);
        }
    }

    // The first statement of a module, class or function, and a plain string.
    bool is_docstring(std::size_t index) const {
        const OutlineEntry& entry = outline_.entries[index];
        if (stream_.tokens[0].kind != TokenKind::String) return false;
        if (stream_.size() > 1 && stream_.tokens[1].kind != TokenKind::Semicolon) return false;
        const std::uint32_t literal = stream_.tokens[0].literal;
        if (literal != 0 &&
            (stream_.literals[literal - 1].flags & (string_bytes | string_f)) != 0) {
            return false;
        }
        return entry.begins_body;
    }

    void dedent() {
        printer::StreamToken& token = stream_.tokens[0];
        if (token.literal == 0) return;
        printer::Literal& literal = stream_.literals[token.literal - 1];
        printer::dedent_docstring(stream_, literal);
        const std::string_view only = literal.lines.front();
        if (literal.lines.size() > 1) return;
        if (only.ends_with('"') || only.ends_with('\\')) {
            literal.lines.push_back({});
            return;
        }
        token.text = stream_.keep(std::string(token.text) + std::string(only) + "\"\"\"");
        token.literal = 0;
    }

    const Tree& tree_;
    const PrintOptions& options_;
    const Outline& outline_;
    printer::StreamFiller filler_;
    printer::PlainLines plain_;
    Stream stream_;
    LineSink sink_;
};

}  // namespace

Printed print(const Tree& tree, const PrintOptions& options) {
    return print(tree, outline_of(tree), options);
}

Printed print(const Tree& tree, const Outline& outline, const PrintOptions& options) {
    Printed printed = Printer(tree, outline, options).run();
    if (tree.layout == Layout::Python || options.to == Layout::Python) declare_utf8(printed.text);
    return printed;
}

}  // namespace pilcrow
