// Requests that are not answered yet, and which of them nobody waits for any more.
//
// From any thread.
#pragma once

#include "lsp/protocol/rpc.h"

#include <atomic>
#include <list>
#include <memory>
#include <mutex>
#include <string>

namespace pilcrow::lsp {

// One request, from its arrival to its answer.
struct Pending {
    Json id;
    std::string method;
    std::string path;                    // of the document that it is about, or empty
    bool retried = false;                // the client asks again after ContentModified
    std::atomic<bool> cancelled{false};  // what works on it ends as soon as it sees this
    std::atomic<ErrorCode> reason{ErrorCode::RequestCancelled};
};
using PendingPtr = std::shared_ptr<Pending>;

class PendingRequests {
public:
    PendingPtr begin(Json id, std::string method, std::string path, bool retried);
    void end(const PendingPtr& pending);

    // `$/cancelRequest`. A request that is answered already is none.
    void cancel(const Json& id);
    // The document has changed: what was asked about it and will be asked again is stale.
    void changed(const std::string& path);
    void cancel_all();

private:
    std::mutex mutex_;
    std::list<PendingPtr> all_;  // a few, in the order of their arrival
};

}  // namespace pilcrow::lsp
