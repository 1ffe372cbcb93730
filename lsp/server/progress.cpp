#include "lsp/server/progress.h"

#include "lsp/protocol/rpc.h"

#include <string>

namespace pilcrow::lsp {

void IndexingProgress::tell(std::size_t done, std::size_t total) {
    const std::scoped_lock lock(mutex_);
    if (!shown_ && (done >= total || total < fewest_files)) return;
    const auto token = [this] { return "pilcrow/indexing/" + std::to_string(number_); };
    const auto say = [&](Json value) {
        send_(notification("$/progress", {{"token", token()}, {"value", std::move(value)}}));
    };
    const std::string message = std::to_string(done) + " of " + std::to_string(total) + " files";
    const std::size_t percentage = total > 0 ? done * 100 / total : 100;
    if (!shown_) {
        ++number_;
        // The answer tells nothing: a client that cannot show it drops what follows.
        send_(request(token(), "window/workDoneProgress/create", {{"token", token()}}));
        say({{"kind", "begin"},
             {"title", "Indexing"},
             {"message", message},
             {"percentage", percentage}});
        shown_ = true;
    } else if (done < total) {
        say({{"kind", "report"}, {"message", message}, {"percentage", percentage}});
    } else {
        say({{"kind", "end"}, {"message", message}});
        shown_ = false;
    }
}

}  // namespace pilcrow::lsp
