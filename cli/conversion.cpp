#include "cli/conversion.h"

#include "cli/analysis.h"
#include "cli/files.h"
#include "cli/report.h"
#include "parser/layout/python/source_encoding.h"
#include "parser/line_keeping/line_keeping.h"
#include "parser/parse.h"
#include "parser/printer/convert.h"

#include <numeric>

namespace pilcrow::cli {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

// The text as UTF-8 without a byte order mark, with what it says of its encoding made true.
std::string as_utf8(std::string bytes, Layout layout, std::optional<SourceError>& error) {
    if (layout == Layout::Python) {
        SourceText source = decode_python_source(std::move(bytes));
        error = std::move(source.error);
        bytes = std::move(source.text);
    } else if (bytes.starts_with(byte_order_mark)) {
        bytes.erase(0, byte_order_mark.size());
    }
    return bytes;
}

class Converter {
public:
    Converter(const std::string& path, const ConversionOptions& options, Conversion& result)
        : path_(path), options_(options), result_(result) {}

    void run() {
        FileText file = read_file(path_);
        if (!file.error.empty()) return fail(std::move(file.error));
        result_.source = file.text;
        const Layout from = options_.to == Layout::Python ? Layout::Pilcrow : Layout::Python;
        if (path_ != "-" && layout_of(path_) != from) {
            return fail(path_ + ": is in " + (from == Layout::Python ? "Pilcrow" : "Python") +
                        "'s layout already");
        }
        Analysis analysis;
        analysis.path = path_;
        std::string text = as_utf8(std::move(file.text), from, analysis.source_error);
        analysis.tree = parse(std::move(text), from);
        find_syntax_errors(analysis);
        if (!analysis.found.empty()) {
            result_.report = text_report(analysis, colour_wanted(stderr));
            return;
        }
        if (options_.keep_lines) {
            result_.text = python_keeping_lines(analysis.tree, {options_.target_minor});
            result_.source_lines.resize(analysis.tree.line_count);
            std::iota(result_.source_lines.begin(), result_.source_lines.end(), 0U);
            return;
        }
        Converted converted = convert(analysis.tree, options_.target_minor);
        if (!converted.refusal.empty()) {
            fail(display_name(path_) + ": cannot be converted: " + converted.refusal);
        }
        for (const NewerConstruct& one : converted.newer) {
            fail(display_name(path_) + ':' + std::to_string(one.line + 1) + ": needs Python 3." +
                 std::to_string(one.minor) + ", and the target is 3." +
                 std::to_string(options_.target_minor) + ": " + one.what);
        }
        result_.text = std::move(converted.printed.text);
        result_.source_lines = std::move(converted.printed.source_lines);
    }

private:
    void fail(std::string sentence) { result_.failures.push_back(std::move(sentence)); }

    const std::string& path_;
    const ConversionOptions& options_;
    Conversion& result_;
};

}  // namespace

Conversion convert_file(const std::string& path, const ConversionOptions& options) {
    Conversion result;
    Converter(path, options, result).run();
    return result;
}

}  // namespace pilcrow::cli
