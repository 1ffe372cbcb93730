// The one executable.

#include "cli/command_line.h"
#include "cli/standard_output.h"

#include <exception>
#include <new>
#include <string>
#ifdef __GLIBC__
#include <malloc.h>
#endif

int main(int argc, char** argv) {
#ifdef __GLIBC__
    // What one file's tree leaves, the next one takes: the system need not clear it each time.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
#endif
    try {
        return pilcrow::cli::run_command_line(argc, argv);
    } catch (const std::bad_alloc&) {
        pilcrow::cli::complain("there is not enough memory");
    } catch (const std::exception& error) {
        pilcrow::cli::complain(std::string("something that should not happen: ") + error.what());
    }
    return 2;
}
