// The one executable.

#include "cli/command_line.h"
#include "cli/standard_output.h"

#include <exception>
#include <new>
#include <string>

int main(int argc, char** argv) {
    try {
        return pilcrow::cli::run_command_line(argc, argv);
    } catch (const std::bad_alloc&) {
        pilcrow::cli::complain("there is not enough memory");
    } catch (const std::exception& error) {
        pilcrow::cli::complain(std::string("something that should not happen: ") + error.what());
    }
    return 2;
}
