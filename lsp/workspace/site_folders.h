// The folders that a Python finds packages in: site-packages, and what `.pth` files in it add.
#pragma once

#include <string>
#include <vector>

namespace pilcrow::lsp {

class SiteFolders {
public:
    // Appends to `folders`; the `.pth` files that were read are appended to `sources`.
    SiteFolders(std::vector<std::string>& folders, std::vector<std::string>& sources)
        : folders_(folders), sources_(sources) {}

    // A folder with packages and `.pth` files. Nothing happens where there is no such folder, or
    // where it is there already, under this name or through a link.
    void add(const std::string& folder);
    // The same, `.pth` files left alone.
    bool add_plain(const std::string& folder);

private:
    void read_path_file(const std::string& folder, const std::string& name);

    std::vector<std::string>& folders_;
    std::vector<std::string>& sources_;
};

}  // namespace pilcrow::lsp
