// `pilcrow lsp`: the server at one end of a pipe or a socket.
#pragma once

#include <cstdint>

namespace pilcrow::lsp {

// Serves the client at the other end until it says `exit`, closes its end, or its process is gone.
// Gives the exit status: 0 where the client had said `shutdown`, else 1.
int serve(int input, int output);

// Over standard input and output. What anything else writes to standard output meanwhile goes to
// standard error.
int serve_standard_streams();

// Over a TCP port of 127.0.0.1, for one client. Editors differ in who waits for whom: where
// somebody listens at the port, the server connects to that, else it listens itself. Port 0: a
// free one, which a line on standard error names. 2 where that fails, with a sentence there.
int serve_port(std::uint16_t port);

}  // namespace pilcrow::lsp
