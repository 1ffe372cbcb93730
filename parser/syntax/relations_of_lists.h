// The part of relations.h about lists: arguments, parameters, patterns of a class, displays.
// Internal to parser/syntax.
#pragma once

#include "parser/diagnostics/diagnostics.h"

#include <string_view>
#include <unordered_set>
#include <vector>

namespace pilcrow {

// The lists that begin in one unit after the other. Linear in their elements.
class ListChecker {
public:
    ListChecker(const Tree& tree, std::vector<Diagnostic>& found) : tree_(tree), found_(found) {}
    void check(BlockId block, const Unit& unit);

private:
    struct Element {
        NodeRef ref;
        const Unit* unit;
        const Node& node() const { return unit->node(ref.node); }
    };

    void call(NodeId call);
    void parameters(NodeId list);
    void type_parameters(NodeId list);
    void class_pattern(NodeId pattern);
    void display(NodeId display);
    void single_target(NodeRef statement, Code code);

    // Makes the children of a node `elements_`, through Hang.
    void gather(NodeId list);
    // Notes an element; true once it or one before it stands on a damaged line.
    bool meet(const Element& element);
    void repeated(const Element& element, Code code);
    void report(Code code, NodeRef at, std::string_view name = {});

    const Tree& tree_;
    std::vector<Diagnostic>& found_;
    BlockId block_ = 0;
    const Unit* unit_ = nullptr;
    std::vector<Element> elements_;
    std::vector<std::string_view> few_names_;
    std::unordered_set<std::string_view> many_names_;  // all, once they are more than a few
    std::uint32_t seen_ = 0;
    bool damaged_ = false;
};

}  // namespace pilcrow
