#include "cli/signals_wait.h"

#include <initializer_list>

namespace pilcrow::cli {

SignalsWait::SignalsWait() {
    sigemptyset(&waiting_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        // Who started this may have said that it goes on, as nohup does: then it is not to wait,
        // or it would be there to be seen.
        struct sigaction now{};
        sigaction(signal, nullptr, &now);
        if (now.sa_handler != SIG_IGN) sigaddset(&waiting_, signal);
    }
    pthread_sigmask(SIG_BLOCK, &waiting_, &before_);
    struct sigaction ignored{};
    ignored.sa_handler = SIG_IGN;
    sigaction(SIGXFSZ, &ignored, &limit_before_);
}

SignalsWait::~SignalsWait() {
    sigaction(SIGXFSZ, &limit_before_, nullptr);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

bool SignalsWait::arrived() const {
    sigset_t pending;
    sigpending(&pending);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        if (sigismember(&waiting_, signal) == 1 && sigismember(&pending, signal) == 1) return true;
    }
    return false;
}

}  // namespace pilcrow::cli
