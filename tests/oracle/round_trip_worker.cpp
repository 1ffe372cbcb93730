// Takes Python files to Pilcrow and back, for round_trip.py: one process for many files.
//
// Reads a file name per line from standard input and answers each at once, with lines
//
//     fault SENTENCE       what does not hold; a file that is not Python has `fault input …` alone
//     finding CODE COUNT   what `pilcrow check` would say of the Pilcrow form
//     sizes PILCROW PYTHON
//
// and then the Pilcrow form, of so many bytes, and the Python form that was made of it.

#include "parser/diagnostics/diagnostics.h"
#include "parser/layout/python/source_encoding.h"
#include "parser/parse.h"
#include "parser/printer/printer.h"
#include "parser/syntax/relations.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace pilcrow;

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<Diagnostic> findings_of(const Tree& tree) {
    std::vector<Diagnostic> found = syntax_diagnostics(tree);
    check_relations(tree, found);
    return found;
}

const Diagnostic* first_error(const std::vector<Diagnostic>& found) {
    const auto at = std::find_if(found.begin(), found.end(), [](const Diagnostic& one) {
        return info(one.code).severity == Severity::Error &&
               info(one.code).code_class != CodeClass::Semantic;
    });
    return at == found.end() ? nullptr : &*at;
}

// The first line in which two texts differ, with both forms of it.
std::string first_difference(std::string_view first, std::string_view second) {
    std::size_t at = 0;
    std::size_t line = 1;
    std::size_t begin = 0;
    for (; at < first.size() && at < second.size() && first[at] == second[at]; ++at) {
        if (first[at] != '\n') continue;
        ++line;
        begin = at + 1;
    }
    const auto shown = [&](std::string_view text) {
        return text.substr(begin,
                           std::min<std::size_t>(text.find('\n', begin), begin + 120) - begin);
    };
    return "line " + std::to_string(line) + ": " + std::string(shown(first)) + " | " +
           std::string(shown(second));
}

struct Answer {
    std::vector<std::string> faults;
    std::map<std::string_view, int> findings;
    std::string pilcrow;
    std::string python;

    void fault(std::string sentence) {
        std::replace(sentence.begin(), sentence.end(), '\n', ' ');
        faults.push_back(std::move(sentence));
    }
};

void answer(std::string bytes, Answer& result) {
    SourceText source = decode_python_source(std::move(bytes));
    if (source.error) return result.fault("input " + source.error->message);
    const Tree tree = parse(std::move(source.text), Layout::Python);
    const std::vector<Diagnostic> of_input = findings_of(tree);
    if (const Diagnostic* error = first_error(of_input)) {
        return result.fault("input line " + std::to_string(error->range.begin.line + 1) + ": " +
                            error->message);
    }
    result.pilcrow = print(tree).text;
    const Tree there = parse(result.pilcrow, Layout::Pilcrow);
    for (const Diagnostic& one : findings_of(there)) {
        ++result.findings[info(one.code).text];
        if (info(one.code).severity == Severity::Error) {
            const std::uint32_t line = one.range.begin.line;
            result.fault("error: line " + std::to_string(line + 1) + ": " + one.message);
        }
    }
    const std::string again = print(there).text;
    if (again != result.pilcrow) {
        result.fault("no fixed point: " + first_difference(result.pilcrow, again));
    }
    result.python = print(there, {.to = Layout::Python}).text;
    const std::string back = print(parse(result.python, Layout::Python)).text;
    if (back != result.pilcrow) {
        result.fault("changed on the way back: " + first_difference(result.pilcrow, back));
    }
}

}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    for (std::string path; std::getline(std::cin, path);) {
        Answer result;
        answer(read_file(path), result);
        for (const std::string& fault : result.faults) std::cout << "fault " << fault << '\n';
        for (const auto& [code, count] : result.findings) {
            std::cout << "finding " << code << ' ' << count << '\n';
        }
        std::cout << "sizes " << result.pilcrow.size() << ' ' << result.python.size() << '\n'
                  << result.pilcrow << result.python << std::flush;
    }
    return 0;
}
