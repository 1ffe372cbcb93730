# typeshed's stubs of the builtins and the standard library, for the language server: taken from PyPI's wheel
# `typeshed-client` (Apache 2.0 and MIT licences, kept beside them), pinned by its hash, and unpacked into the build folder.
# Without a network the build goes on, and the server knows no builtins.

set(typeshed_version 2.15.0)
set(typeshed_hash 04982c298c9e133977f0a9ec3e66d4ec424a09ec7d4fad63f814eb69dfbbc7fc)
set(PILCROW_TYPESHED_DIR "${PROJECT_BINARY_DIR}/typeshed")

function(pilcrow_fetch_typeshed)
    set(stamp "${PILCROW_TYPESHED_DIR}/FETCHED")
    if(EXISTS "${stamp}")
        file(READ "${stamp}" there)
        if(there STREQUAL "${typeshed_version}")
            return()
        endif()
    endif()
    find_package(Python3 REQUIRED COMPONENTS Interpreter)
    set(downloads "${PROJECT_BINARY_DIR}/typeshed-download")
    file(MAKE_DIRECTORY "${downloads}")
    file(WRITE "${downloads}/requirements.txt" "typeshed-client==${typeshed_version} --hash=sha256:${typeshed_hash}\n")
    execute_process(
        COMMAND "${Python3_EXECUTABLE}" -m pip download -q --disable-pip-version-check --no-deps --only-binary :all:
            --require-hashes -r "${downloads}/requirements.txt" -d "${downloads}"
        RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE said)
    set(wheel "${downloads}/typeshed_client-${typeshed_version}-py3-none-any.whl")
    if(failed OR NOT EXISTS "${wheel}")
        message(WARNING "typeshed could not be fetched (${Python3_EXECUTABLE} -m pip download typeshed-client==${typeshed_version}): "
            "the language server is built, but will know neither the builtins nor the standard library. "
            "With a network, configure again: cmake ${PROJECT_BINARY_DIR}\n${said}")
        return()
    endif()
    file(REMOVE_RECURSE "${PILCROW_TYPESHED_DIR}" "${downloads}/unpacked")
    file(ARCHIVE_EXTRACT INPUT "${wheel}" DESTINATION "${downloads}/unpacked")
    file(RENAME "${downloads}/unpacked/typeshed_client/typeshed" "${PILCROW_TYPESHED_DIR}")
    file(GLOB licence "${downloads}/unpacked/*.dist-info/licenses/LICENSE" "${downloads}/unpacked/*.dist-info/LICENSE")
    if(licence)
        list(GET licence 0 licence)
        file(COPY "${licence}" DESTINATION "${PILCROW_TYPESHED_DIR}")
    endif()
    file(REMOVE_RECURSE "${downloads}")
    file(WRITE "${stamp}" "${typeshed_version}")
endfunction()

pilcrow_fetch_typeshed()
if(EXISTS "${PILCROW_TYPESHED_DIR}/FETCHED")
    install(DIRECTORY "${PILCROW_TYPESHED_DIR}" DESTINATION "${CMAKE_INSTALL_DATADIR}/pilcrow" COMPONENT pilcrow)
endif()
