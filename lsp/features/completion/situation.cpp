#include "lsp/features/completion/situation.h"

#include <algorithm>

namespace pilcrow::lsp::completion {
namespace {

bool is_exception(std::string_view name) {
    return name.ends_with("Error") || name.ends_with("Exception") || name.ends_with("Exit") ||
           name.ends_with("Interrupt") || name.ends_with("Iteration") || name.ends_with("Warning");
}

template <std::size_t N>
bool is_one_of(std::string_view name, const std::string_view (&names)[N]) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

}  // namespace

Situation situation_of(const Tree& tree, const Context& context) {
    const Walk& walk = context.walk;
    const Frame& frame = context.frame();
    const bool outermost = frame.kind == FrameKind::Statement;
    const TokenKind previous = kind_of(tree, walk.previous);
    if (context.wants_type()) return Situation::Annotation;
    if (walk.statement_begins) return Situation::StatementBegin;
    if (previous == TokenKind::KwRaise) return Situation::Raised;
    if (walk.head == Head::Except &&
        (outermost || (frame.kind == FrameKind::Round && walk.frames.size() == 2))) {
        return Situation::Raised;
    }
    if (frame.kind == FrameKind::Bases && frame.mode == Mode::Value) return Situation::Base;
    if (walk.head == Head::Decorator && outermost) return Situation::Decorator;
    if (previous == TokenKind::KwIn) {
        return frame.comprehension || (walk.head == Head::For && outermost) ? Situation::LoopedOver
                                                                            : Situation::Plain;
    }
    if (frame.kind == FrameKind::Call && frame.item == 1 && frame.opener > 0) {
        const std::string_view callee = tree.token_text(frame.block, frame.opener - 1);
        if (callee == "isinstance" || callee == "issubclass") return Situation::ClassTested;
    }
    switch (previous) {
    case TokenKind::KwIf:
    case TokenKind::KwElif:
    case TokenKind::KwWhile:
    case TokenKind::KwAssert:
    case TokenKind::KwAnd:
    case TokenKind::KwOr:
    case TokenKind::KwNot: return Situation::Tested;
    case TokenKind::KwWith: return Situation::Entered;
    case TokenKind::KwReturn: return Situation::Returned;
    default: return Situation::Plain;
    }
}

int points_of_situation(Situation situation, std::string_view name, CompletionKind kind,
                        bool builtin) {
    const bool exception = is_exception(name) && kind == CompletionKind::Class;
    const bool is_class = kind == CompletionKind::Class;
    // Exceptions and warnings are written where they are raised and caught.
    const int rare = exception ? -50 : 0;
    switch (situation) {
    case Situation::Raised:
        if (exception) return 170;
        return kind == CompletionKind::Variable || kind == CompletionKind::Parameter ? -20 : -60;
    case Situation::Annotation:
    case Situation::ClassTested: {
        constexpr std::string_view types[] = {"str",  "int",   "bool", "float", "bytes",
                                              "list", "tuple", "dict", "set"};
        if (builtin && is_one_of(name, types)) return 150;
        if (is_class || kind == CompletionKind::TypeParameter) return 80 + rare;
        if (kind == CompletionKind::Module) return 20;
        return builtin ? -160 : -90;
    }
    case Situation::Base:
        if (is_class) return exception ? 40 : 90;
        return kind == CompletionKind::Module ? 40 : -60;
    case Situation::Decorator: {
        constexpr std::string_view decorators[] = {"property", "staticmethod", "classmethod"};
        if (builtin && is_one_of(name, decorators)) return 200;
        if (kind == CompletionKind::Module || kind == CompletionKind::Function) return 60;
        return -20;
    }
    case Situation::LoopedOver: {
        constexpr std::string_view loops[] = {"range", "enumerate", "zip", "sorted", "reversed"};
        if (builtin && is_one_of(name, loops)) return 110;
        return rare;
    }
    case Situation::Tested: {
        constexpr std::string_view tests[] = {"isinstance", "len", "hasattr",   "callable",
                                              "any",        "all", "issubclass"};
        if (builtin) return is_one_of(name, tests) ? 70 : -20 + rare;
        return rare;
    }
    case Situation::Entered:
        if (builtin) return name == "open" ? 120 : -40;
        return rare;
    case Situation::StatementBegin: {
        constexpr std::string_view acts[] = {"print", "super", "setattr"};
        if (builtin) return is_one_of(name, acts) ? 0 : -60 + rare;
        return rare;
    }
    case Situation::Returned:
    case Situation::Plain: return rare;
    }
    return 0;
}

}  // namespace pilcrow::lsp::completion
