// Threads, cancellation and what is stale: a lane that is held up, so that what waits behind it can
// be seen.

#include "lsp/server/requests.h"
#include "lsp/server/lane.h"

#include <gtest/gtest.h>

#include <future>
#include <vector>

namespace pilcrow::lsp {
namespace {

using namespace std::chrono_literals;

TEST(PendingRequests, AreCancelledByTheirIds) {
    PendingRequests requests;
    const PendingPtr number = requests.begin(1, "m", "", false);
    const PendingPtr text = requests.begin("1", "m", "", false);
    requests.cancel("1");
    EXPECT_FALSE(number->cancelled);
    EXPECT_TRUE(text->cancelled);
    EXPECT_EQ(text->reason, ErrorCode::RequestCancelled);
    requests.end(number);
    requests.cancel(1);
    EXPECT_FALSE(number->cancelled);
}

TEST(PendingRequests, AboutAChangedDocumentAreStaleWhereTheClientAsksAgain) {
    PendingRequests requests;
    const PendingPtr again = requests.begin(1, "m", "/a.pil", true);
    const PendingPtr once = requests.begin(2, "n", "/a.pil", false);
    const PendingPtr other = requests.begin(3, "m", "/b.pil", true);
    const PendingPtr cancelled = requests.begin(4, "m", "/a.pil", true);
    requests.cancel(4);
    requests.changed("/a.pil");
    EXPECT_TRUE(again->cancelled);
    EXPECT_EQ(again->reason, ErrorCode::ContentModified);
    EXPECT_FALSE(once->cancelled);
    EXPECT_FALSE(other->cancelled);
    EXPECT_EQ(cancelled->reason, ErrorCode::RequestCancelled);
}

TEST(Lane, DoesJobsInOrderAndLaterOnesWhenNothingElseIsToBeDone) {
    std::vector<std::string> done;
    std::promise<void> all;
    {
        Lane lane(true);
        std::promise<void> held;
        lane.post([&](Desk&) { held.get_future().wait(); });
        lane.post_later("key", 0ms, [&](Desk&) { done.emplace_back("replaced"); });
        lane.post_later("other", 0ms, [&](Desk&) { done.emplace_back("forgotten"); });
        lane.post_later("key", 0ms, [&](Desk&) {
            done.emplace_back("later");
            all.set_value();
        });
        lane.post([&](Desk&) { done.emplace_back("first"); });
        lane.post([&](Desk&) { done.emplace_back("second"); });
        lane.forget("other");
        held.set_value();
        all.get_future().wait();
    }
    EXPECT_EQ(done, (std::vector<std::string>{"first", "second", "later"}));
}

TEST(Lane, DropsWhatWasNotBegunWhenItEnds) {
    bool ran = false;
    {
        Lane lane(true);
        lane.post_later("key", 10min, [&](Desk&) { ran = true; });
    }
    EXPECT_FALSE(ran);
}

}  // namespace
}  // namespace pilcrow::lsp
