#include "lsp/server/run.h"

#include "lsp/protocol/message_reader.h"
#include "lsp/server/channel.h"
#include "lsp/server/server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace pilcrow::lsp {
namespace {

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }
    bool is_open() const { return number_ >= 0; }

private:
    int number_;
};

int new_socket() { return ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0); }

// Connects to whoever listens at a port of this machine. (The system may connect a socket to itself
// where the port is one that it gives to clients.)
bool connect(int socket, const sockaddr_in& address) {
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        return false;
    }
    sockaddr_in own{};
    socklen_t size = sizeof own;
    return ::getsockname(socket, reinterpret_cast<sockaddr*>(&own), &size) == 0 &&
           own.sin_port != address.sin_port;
}

int failed(const char* what) {
    std::fprintf(stderr, "pilcrow: %s: %s\n", what, std::strerror(errno));
    return 2;
}

int serve_socket(int connection) {
    const int on = 1;
    ::setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return serve(connection, connection);
}

}  // namespace

int serve(int input, int output) {
    // Writing to a pipe that nobody reads fails; it does not kill.
    ::signal(SIGPIPE, SIG_IGN);
    Inbox inbox(input);
    Outbox outbox(output, [&inbox] { inbox.end(); });
    const auto send = [&outbox](const Json& message) { outbox.put(framed(text_of(message))); };
    Server server(send, {});
    bool watched = false;
    while (true) {
        Inbox::Item item = inbox.next();
        if (item.is_end) return server.status_at_end();
        if (!item.fault.empty()) {
            server.complain(item.is_parse_fault ? ErrorCode::ParseError : ErrorCode::InvalidRequest,
                            item.fault);
            continue;
        }
        server.receive(std::move(item.message));
        if (const auto status = server.exit_status()) return *status;
        if (!watched && server.client_process() != 0) {
            inbox.watch(server.client_process());
            watched = true;
        }
    }
}

int serve_standard_streams() {
    const Descriptor output(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3));
    if (!output.is_open()) return failed("standard output cannot be used");
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
    return serve(STDIN_FILENO, output.number());
}

int serve_port(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const place = reinterpret_cast<sockaddr*>(&address);
    if (port != 0) {
        const Descriptor client(new_socket());
        if (connect(client.number(), address)) return serve_socket(client.number());
    }
    const Descriptor listener(new_socket());
    const int on = 1;
    ::setsockopt(listener.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (::bind(listener.number(), place, sizeof address) != 0 ||
        ::listen(listener.number(), 1) != 0) {
        return failed("the port cannot be listened at");
    }
    if (port == 0) {
        socklen_t size = sizeof address;
        ::getsockname(listener.number(), place, &size);
        std::fprintf(stderr, "pilcrow: listening at port %d\n", ntohs(address.sin_port));
    }
    const Descriptor connection(::accept4(listener.number(), nullptr, nullptr, SOCK_CLOEXEC));
    if (!connection.is_open()) return failed("no client could be taken");
    return serve_socket(connection.number());
}

}  // namespace pilcrow::lsp
