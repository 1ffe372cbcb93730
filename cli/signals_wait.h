// Ctrl-C and the like wait until no file is half written.
#pragma once

#include <csignal>

namespace pilcrow::cli {

// While it lives, SIGINT, SIGTERM and SIGHUP wait, for this thread and those that it starts, and a
// file that grows beyond a limit is an error of the write instead of a signal. Where one of them
// came meanwhile, it does what it does (it ends the process) when this ends. Work in many steps
// asks `arrived` before each.
class SignalsWait {
public:
    SignalsWait();
    ~SignalsWait();
    SignalsWait(const SignalsWait&) = delete;
    SignalsWait& operator=(const SignalsWait&) = delete;

    bool arrived() const;

private:
    sigset_t waiting_;
    sigset_t before_;
    struct sigaction limit_before_;
};

}  // namespace pilcrow::cli
