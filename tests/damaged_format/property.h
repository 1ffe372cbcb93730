// What must hold of the form that `fmt` gives a file with errors.
//
// A *statement* has its **own lines**: its first, its items', its literals', its `\` lines, and the
// comments among them; not its block. It is **damaged** where an error of layout or syntax lies on
// one of them (not one that relates statements, as a `return` outside of functions is), or where it
// opens no block and yet holds statements; and so is each that begins among the own lines of a
// damaged one. It **stays** where it is damaged; and where a damaged
// statement, or one in the block of a damaged one, stands in another column than its level's, all
// of that block stays, with what is in it, and so on outwards until a block's owner does stand in
// its column. (Of the file's first level, only the run of statements around the damaged one that
// stand in other columns stays, and with each of these what is in it.) What is damaged cannot move,
// so what it belongs to cannot either, and how it is read depends on the columns of what it holds.
//
// (a) fmt ends and does not refuse.
// (b) The own lines of each statement that stays are in the form byte for byte, one after the
// other. (c) Each other statement whose own lines the damage left as they were, and which stands on
// the
//     level where it stood and means what it meant, has the lines that it has in the form of the
//     undamaged file. So has a comment line that is on its old level. (How damage is read may
//     depend on how the lines beside it are written. Where the form with all of these would be read
//     otherwise, or would not be its own form, such a statement may have its own lines byte for
//     byte: it is **doubtful**.)
// (d) The form of the form is the form.
// (e) The form is the same program: what every statement says, on which level, is the same, damaged
//     ones compared as text; so are the definitions and bindings in every scope, and the comments,
//     in their order. It has the same errors: their codes and, on a statement that stays, their sentences
//     and the text of their lines. (A sentence may quote what stood on two lines and is on one.) It
//     has no new warnings, and has lost none but those of layout and syntax on statements that do
//     not stay, which formatting mends. (Warnings on statements with an error that relates
//     statements are not looked at: of names on such an error's line nothing is said, and which
//     names stand on it depends on how it is written.)
#pragma once

#include "parser/printer/printer.h"
#include "tests/damage/facts.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pilcrow::damaged_format {

// A file without errors, and its form.
struct Undamaged {
    Tree tree;
    Printed form;
};
Undamaged undamaged(std::string text);

inline constexpr std::uint32_t no_line = 0xffffffffu;

struct Counts {
    std::uint64_t statements = 0;
    std::uint64_t damaged = 0;
    std::uint64_t staying = 0;   // that are not damaged
    std::uint64_t compared = 0;  // by (c)
    std::uint64_t doubtful = 0;  // of these, the ones that stay
};

// The first of the properties that does not hold for the damaged text, as a sentence, or empty.
// `lines` has for each line of it the line of the undamaged text that it is, or no_line. The text
// may turn out to be free of errors: then all of this holds too. O(text).
std::string fault_of_format(const Undamaged& before, const std::string& text,
                            const std::vector<std::uint32_t>& lines, Counts& counts);

}  // namespace pilcrow::damaged_format
