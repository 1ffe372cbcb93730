#include "parser/python_ast/python_ast.h"

#include "parser/python_ast/dumper.h"

namespace pilcrow {

bool has_python_ast(const Tree& tree) {
    for (BlockId block = 0; block < tree.reading->size(); ++block) {
        const Unit* unit = tree.reading->is_head(block) ? tree.unit(block) : nullptr;
        if (unit == nullptr) {
            continue;
        }
        for (const UnitDiagnostic& finding : unit->diagnostics()) {
            const CodeInfo& code = info(finding.code);
            if (code.severity == Severity::Error &&
                (code.code_class == CodeClass::Syntax || code.code_class == CodeClass::Layout)) {
                return false;
            }
        }
    }
    return true;
}

std::optional<PythonAstError> dump_python_ast(const Tree& tree, const TextSink& sink) {
    return python_ast::Dumper(tree, sink).run();
}

std::optional<PythonAstError> dump_python_ast(const Tree& tree, std::string& out) {
    return dump_python_ast(tree, [&out](std::string_view piece) { out += piece; });
}

}  // namespace pilcrow
