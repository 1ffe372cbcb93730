#include "parser/line_keeping/line_keeping.h"

#include "parser/layout/python/source_encoding.h"
#include "parser/line_keeping/atoms.h"
#include "parser/line_keeping/docstring.h"
#include "parser/line_keeping/printing.h"
#include "parser/line_keeping/writer.h"

#include <utility>
#include <vector>

namespace pilcrow {
namespace {

using namespace line_keeping;

class Converter {
public:
    Converter(const Tree& tree, const LineKeepingOptions& options)
        : tree_(tree), atoms_(tree, options), writer_(tree) {}

    std::string run() {
        import_ = find_printing_import(tree_);
        if (import_.place == ImportPlace::EachUse) atoms_.print_instead = printing_expression;
        // Blocks whose statements are being taken: the next one of each.
        std::vector<BlockId> open{tree_.first_statement(no_block)};
        bool docstring = true;  // the next statement is the first of its block
        while (!open.empty()) {
            const BlockId statement = open.back();
            if (statement == no_block) {
                open.pop_back();
                docstring = false;
                continue;
            }
            open.back() = tree_.next_statement(statement);
            take(statement, static_cast<std::uint32_t>(open.size() - 1), docstring);
            const BlockId inner = tree_.first_statement(statement);
            docstring = false;
            if (inner == no_block) continue;
            const NodeRef root = tree_.root(statement);
            docstring = root && (tree_.kind(root) == NodeKind::FunctionDef ||
                                 tree_.kind(root) == NodeKind::ClassDef);
            open.push_back(inner);
        }
        place_import(tree_.line_count);
        return writer_.finish();
    }

private:
    void take(BlockId statement, std::uint32_t level, bool docstring) {
        atoms_.make(statement, level * 4, docstring, made_);
        place_import((*tree_.reading)[statement].line);
        if (import_.statement == statement && !made_.atoms.empty()) join_import();
        writer_.statement(made_);
    }

    void place_import(std::uint32_t before) {
        const bool alone =
            import_.place == ImportPlace::BlankLine || import_.place == ImportPlace::CommentLine;
        if (!alone || import_.line >= before) return;
        writer_.line_between(import_.line, printing_import);
        import_.place = ImportPlace::Nowhere;
    }

    void join_import() {
        auto& atoms = made_.atoms;
        if (import_.place == ImportPlace::Behind) {
            Atom atom = atoms.back();
            atom.text = made_.keep("; " + std::string(printing_import));
            atom.at_end = true;
            atom.bracket = Bracket::None;
            atom.token = tree_.unit(made_.head)->token_count;
            atoms.push_back(atom);
        } else {
            Atom atom = atoms.front();
            atom.text = made_.keep(std::string(printing_import) + "; ");
            atom.source_end = atom.column;
            atom.last_line = atom.line;
            atom.bracket = Bracket::None;
            atom.token = line_keeping::no_token;
            atoms.insert(atoms.begin(), atom);
        }
    }

    const Tree& tree_;
    AtomMaker atoms_;
    Writer writer_;
    PrintingImport import_;
    Statement made_;
};

}  // namespace

std::string python_keeping_lines(const Tree& tree, const LineKeepingOptions& options) {
    std::string text = Converter(tree, options).run();
    declare_utf8(text);
    return text;
}

}  // namespace pilcrow
