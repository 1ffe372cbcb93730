// What iterating, awaiting and entering give, through the special methods.
#include "lsp/types/engine.h"

namespace pilcrow::lsp {

TypeRef Engine::iterated(TypeRef value, bool is_async) {
    Guard guard(*this);
    if (!guard) return unknown();
    if (value->is(TypeKind::Union)) {
        std::vector<TypeRef> parts;
        for (const TypeRef part : value->items)
            if (!part->is(TypeKind::None)) parts.push_back(iterated(part, is_async));
        return types_.union_of(parts);
    }
    if (value->is_unknown()) return unknown();
    if (!is_async && value->is(TypeKind::Instance)) {
        const ClassInfo* tuple = builtin("tuple");
        const TypeRef base = tuple != nullptr ? as_base(value, *tuple) : nullptr;
        if (base != nullptr && base->fixed) return types_.widened(element_union(base));
    }
    const TypeRef iterator = call_method(value, is_async ? "__aiter__" : "__iter__", {});
    if (!iterator->is_unknown()) {
        const TypeRef next = call_method(iterator, is_async ? "__anext__" : "__next__", {});
        return is_async ? awaited(next) : next;
    }
    if (is_async) return unknown();
    // The old way: `__getitem__` with numbers.
    const TypeRef number = builtin_instance("int");
    return call_method(value, "__getitem__", {&number, 1});
}

TypeRef Engine::awaited(TypeRef value) {
    Guard guard(*this);
    if (!guard) return unknown();
    if (value->is(TypeKind::Union)) {
        std::vector<TypeRef> parts;
        for (const TypeRef part : value->items) parts.push_back(awaited(part));
        return types_.union_of(parts);
    }
    // A generator's third argument is what it returns.
    const TypeRef waiting = call_method(value, "__await__", {});
    if (!waiting->is(TypeKind::Instance)) return unknown();
    const ClassInfo* generator = known_class("typing", "Generator");
    const TypeRef base = generator != nullptr ? as_base(waiting, *generator) : nullptr;
    return base != nullptr && base->items.size() >= 3 ? base->items[2] : unknown();
}

TypeRef Engine::entered(TypeRef context, bool is_async) {
    if (context->is(TypeKind::Union)) {
        std::vector<TypeRef> parts;
        for (const TypeRef part : context->items) parts.push_back(entered(part, is_async));
        return types_.union_of(parts);
    }
    if (!is_async) return call_method(context, "__enter__", {});
    return awaited(call_method(context, "__aenter__", {}));
}

}  // namespace pilcrow::lsp
