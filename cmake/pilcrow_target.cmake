# Compiler settings that every target of this project shares.

include(GNUInstallDirs)
find_package(Threads REQUIRED)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_C_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

# Sanitizers are a property of the whole program, so they are set for the directory and not per target.
if(PILCROW_SANITIZE)
    add_compile_options(-fsanitize=${PILCROW_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${PILCROW_SANITIZE})
endif()
if(PILCROW_FUZZ)
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        message(FATAL_ERROR "PILCROW_FUZZ needs clang, whose libFuzzer it uses; the compiler here is ${CMAKE_CXX_COMPILER_ID}.")
    endif()
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# pilcrow_target(TARGET): the project's warnings and include root for a target.
function(pilcrow_target target)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wconversion -Wshadow)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
        # g++ 12 sees overlapping copies in std::string where there are none (GCC's bug 105651).
        target_compile_options(${target} PRIVATE -Wno-restrict)
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        # g++ 12's std::stable_sort uses what g++ 12's <memory> calls deprecated.
        target_compile_options(${target} PRIVATE -Wno-deprecated-declarations)
    endif()
    if(PILCROW_WERROR)
        target_compile_options(${target} PRIVATE -Werror)
    endif()
    target_compile_definitions(${target} PRIVATE "PILCROW_VERSION=\"${PROJECT_VERSION}\"")
    # Without this a program that is not optimised would show its folder's absolute name in __FILE__.
    target_compile_options(${target} PRIVATE "-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=")
endfunction()

# pilcrow_library(TARGET SOURCE...): a static library whose headers are included from the repository's root.
function(pilcrow_library target)
    if(NOT ARGN)
        # A library must have a source; a folder that is still empty gives an empty one.
        file(TOUCH "${CMAKE_CURRENT_BINARY_DIR}/${target}_empty.cpp")
        set(ARGN "${CMAKE_CURRENT_BINARY_DIR}/${target}_empty.cpp")
    endif()
    add_library(${target} STATIC ${ARGN})
    pilcrow_target(${target})
    target_compile_features(${target} PUBLIC cxx_std_20)
    target_include_directories(${target} PUBLIC
        "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>"
        "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/pilcrow>")
endfunction()
