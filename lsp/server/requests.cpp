#include "lsp/server/requests.h"

#include <utility>

namespace pilcrow::lsp {

PendingPtr PendingRequests::begin(Json id, std::string method, std::string path, bool retried) {
    auto pending = std::make_shared<Pending>();
    pending->id = std::move(id);
    pending->method = std::move(method);
    pending->path = std::move(path);
    pending->retried = retried;
    const std::scoped_lock lock(mutex_);
    all_.push_back(pending);
    return pending;
}

void PendingRequests::end(const PendingPtr& pending) {
    const std::scoped_lock lock(mutex_);
    all_.remove(pending);
}

void PendingRequests::cancel(const Json& id) {
    const std::scoped_lock lock(mutex_);
    for (const PendingPtr& one : all_) {
        if (one->id != id || one->cancelled) continue;
        one->reason = ErrorCode::RequestCancelled;
        one->cancelled = true;
    }
}

void PendingRequests::changed(const std::string& path) {
    const std::scoped_lock lock(mutex_);
    for (const PendingPtr& one : all_) {
        if (!one->retried || one->path != path || one->cancelled) continue;
        one->reason = ErrorCode::ContentModified;
        one->cancelled = true;
    }
}

void PendingRequests::cancel_all() {
    const std::scoped_lock lock(mutex_);
    for (const PendingPtr& one : all_) one->cancelled = true;
}

}  // namespace pilcrow::lsp
