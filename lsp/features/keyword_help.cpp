// What keywords and delimiters mean, for hover.

#include "lsp/features/hover.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

struct Entry {
    std::string_view word;
    std::string_view text;
};

constexpr Entry entries[] = {
    {"False", "The truth value false; equal to the number 0."},
    {"None", "The only value of its type: “nothing”. A function without `return` gives it."},
    {"True", "The truth value true; equal to the number 1."},
    {"and", "`a and b` is `a` if that is false, else `b`; `b` is evaluated only then."},
    {"as",
     "Gives what stands before it a name: an import, an exception, what a `with` enters, what a "
     "pattern matched."},
    {"assert",
     "`assert test, message` raises AssertionError if the test is false. Left out when Python runs "
     "with -O."},
    {"async", "Begins a coroutine (`async def`), or a `for` or `with` that may wait."},
    {"await", "Waits for what can be awaited, and gives its result. Only in `async def`."},
    {"break", "Leaves the innermost loop; its `else` is passed over."},
    {"case", "One pattern of a `match`. The first that fits, and whose guard is true, is taken."},
    {"class", "Defines a class: the block's names become its attributes."},
    {"continue", "Goes on with the next round of the innermost loop."},
    {"def", "Defines a function."},
    {"del", "Takes away a name, an attribute or an element."},
    {"elif", "Another test, if all before it in the statement were false."},
    {"else",
     "What is done if all tests were false; of a loop: if no `break` left it; of a `try`: if "
     "nothing was raised."},
    {"except",
     "Handles exceptions of a type that the `try` before it raised. `except*` takes its part of an "
     "exception group."},
    {"finally", "Done in the end, whatever happened in the `try`."},
    {"for",
     "Does its block with each element of an iterable. In a comprehension: where the elements come "
     "from."},
    {"from",
     "`from module import name` binds names of a module; `raise … from cause` says why; `yield "
     "from` gives on all of an iterable."},
    {"global", "The names in this function are those of the module."},
    {"if",
     "Does its block if the test is true. `a if test else b` is a value; in a comprehension, a "
     "condition."},
    {"import", "Loads a module and binds its name, or names of it."},
    {"in", "Whether a container holds a value; in `for`, where the elements come from."},
    {"is", "Whether two names mean the same object, not only equal ones."},
    {"lambda", "A function without a name: `lambda parameters: value`."},
    {"match", "Compares a value with the patterns of its `case`s."},
    {"nonlocal", "The names in this function are those of the function around it."},
    {"not", "`not a` is True if `a` is false, else False."},
    {"or", "`a or b` is `a` if that is true, else `b`; `b` is evaluated only then."},
    {"pass", "Does nothing: for a block that must hold something."},
    {"raise", "Raises an exception; alone in a handler, the one that is being handled."},
    {"return", "Ends the function and gives a value; without one, None."},
    {"try", "Does its block; what that raises goes to the `except` clauses behind it."},
    {"type", "`type Name = …` gives a type another name; read only when it is needed."},
    {"while", "Does its block as long as the test is true."},
    {"with", "Enters a context and leaves it at the end of the block, also by an exception."},
    {"yield",
     "Gives a value to whoever iterates over the generator, and goes on from here at the next "
     "one."},
    // The delimiters.
    {"\"",
     "**A line of a literal.** The text behind the quote, to the end of the line, belongs to the "
     "string that a line above opened; a newline stands before it. Nothing in it needs escaping, "
     "and nothing closes it: the literal ends with its last line."},
    {",",
     "**An item.** One element of the bracket that a line above opened: an argument, a parameter, "
     "an element, a name. The bracket needs no closer: it ends with its last item."},
    {"\\",
     "**More of the statement above.** If that hangs on a bracket, the `\\` closes it, and the "
     "line goes on behind it: `\\.method()`, `\\-> int:`, `\\+ 1`."},
};

}  // namespace

std::string_view keyword_help(std::string_view keyword) {
    const auto found = std::find_if(std::begin(entries), std::end(entries),
                                    [&](const Entry& entry) { return entry.word == keyword; });
    return found == std::end(entries) ? std::string_view() : found->text;
}

}  // namespace pilcrow::lsp
