// A folder of a test's own, which goes when the test ends.
#pragma once

#include <gtest/gtest.h>

#include <unistd.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace pilcrow::lsp {

class TemporaryFolder {
public:
    TemporaryFolder() {
        namespace fs = std::filesystem;
        std::string name = (fs::canonical(fs::temp_directory_path()) / "pilcrow-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) std::abort();
        path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code failed;
        std::filesystem::remove_all(path_, failed);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::string& path() const { return path_; }
    std::string at(const std::string& name) const { return path_ + '/' + name; }
    // Writes a file, and the folders that it stands in.
    std::string put(const std::string& name, const std::string& text = "") const {
        std::filesystem::create_directories(std::filesystem::path(at(name)).parent_path());
        std::ofstream(at(name), std::ios::binary) << text;
        return at(name);
    }
    std::string folder(const std::string& name) const {
        std::filesystem::create_directories(at(name));
        return at(name);
    }
    void link(const std::string& to, const std::string& name) const {
        std::filesystem::create_directories(std::filesystem::path(at(name)).parent_path());
        std::filesystem::create_symlink(to, at(name));
    }
    void remove(const std::string& name) const { std::filesystem::remove_all(at(name)); }
    // A path as it is written in expectations: the folder's own name left away.
    std::string inner(const std::string& path) const {
        if (path == path_) return ".";
        return path.starts_with(path_ + '/') ? path.substr(path_.size() + 1) : path;
    }
    // The same for many, with a blank between them.
    template <typename Paths>
    std::string inner_all(const Paths& paths) const {
        std::string all;
        for (const std::string& path : paths) all += (all.empty() ? "" : " ") + inner(path);
        return all;
    }

private:
    std::string path_;
};

}  // namespace pilcrow::lsp
