# typeshed's stubs of the builtins and the standard library, for the language server: taken from PyPI's wheel
# `typeshed-client` (their licences are kept beside them), pinned by its hash, and unpacked into the build folder when it is
# configured. Without a network the build goes on, and the server knows no builtins.

set(typeshed_version 2.15.0)
set(typeshed_hash 04982c298c9e133977f0a9ec3e66d4ec424a09ec7d4fad63f814eb69dfbbc7fc)
set(PILCROW_TYPESHED_WHEEL "" CACHE FILEPATH "The wheel of typeshed-client ${typeshed_version}, where there is no network")
set(PILCROW_TYPESHED_DIR "${PROJECT_BINARY_DIR}/typeshed")

# pip, however this machine has it: a module of the Python at hand or of another, a program, one made for the occasion.
function(pilcrow_find_pip found folder)
    find_package(Python3 COMPONENTS Interpreter QUIET)
    find_program(PILCROW_PIP NAMES pip3 pip)
    mark_as_advanced(PILCROW_PIP)
    foreach(way IN ITEMS "${Python3_EXECUTABLE};-m;pip" "/usr/bin/python3;-m;pip" "${PILCROW_PIP}")
        execute_process(COMMAND ${way} --version RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
        if(NOT failed)
            set(${found} "${way}" PARENT_SCOPE)
            return()
        endif()
    endforeach()
    execute_process(COMMAND "${Python3_EXECUTABLE}" -m venv "${folder}" RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
    if(NOT failed)
        set(${found} "${folder}/bin/python;-m;pip" PARENT_SCOPE)
    endif()
endfunction()

# Sets `wheel` to the wheel's path, or `missing` to a sentence that says why there is none.
function(pilcrow_download_typeshed downloads)
    set(wheel "" PARENT_SCOPE)
    if(PILCROW_TYPESHED_WHEEL)
        file(SHA256 "${PILCROW_TYPESHED_WHEEL}" hash)
        if(NOT hash STREQUAL typeshed_hash)
            message(FATAL_ERROR "${PILCROW_TYPESHED_WHEEL} is not the wheel of typeshed-client ${typeshed_version}: its SHA-256 is "
                "${hash}, not ${typeshed_hash}.")
        endif()
        set(wheel "${PILCROW_TYPESHED_WHEEL}" PARENT_SCOPE)
        return()
    endif()
    pilcrow_find_pip(pip "${downloads}/venv")
    if(NOT pip)
        set(missing "there is no pip (Debian: python3-pip) to fetch it with" PARENT_SCOPE)
        return()
    endif()
    file(WRITE "${downloads}/requirements.txt" "typeshed-client==${typeshed_version} --hash=sha256:${typeshed_hash}\n")
    execute_process(
        COMMAND ${pip} download -q --disable-pip-version-check --retries 1 --timeout 20 --no-deps --only-binary :all:
            --require-hashes -r "${downloads}/requirements.txt" -d "${downloads}"
        RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE said)
    set(path "${downloads}/typeshed_client-${typeshed_version}-py3-none-any.whl")
    if(failed OR NOT EXISTS "${path}")
        string(REGEX MATCHALL "ERROR: [^\n]*" errors "${said}")
        list(JOIN errors "\n  " errors)
        set(missing "it could not be downloaded\n  ${errors}" PARENT_SCOPE)
        return()
    endif()
    set(wheel "${path}" PARENT_SCOPE)
endfunction()

function(pilcrow_unpack_typeshed)
    set(stamp "${PILCROW_TYPESHED_DIR}/FETCHED")
    if(EXISTS "${stamp}")
        file(READ "${stamp}" there)
        if(there STREQUAL "${typeshed_version}, licences beside it")
            return()
        endif()
    endif()
    set(downloads "${PROJECT_BINARY_DIR}/typeshed-download")
    file(MAKE_DIRECTORY "${downloads}")
    pilcrow_download_typeshed("${downloads}")
    if(NOT wheel)
        file(REMOVE_RECURSE "${downloads}")
        message(WARNING "typeshed (PyPI's typeshed-client ${typeshed_version}) is not there: ${missing}\n"
            "All is built, but the language server will know neither the builtins nor the standard library. "
            "Later, with a network: cmake ${PROJECT_BINARY_DIR}; or give the wheel: "
            "cmake -DPILCROW_TYPESHED_WHEEL=FILE ${PROJECT_BINARY_DIR}")
        return()
    endif()
    file(REMOVE_RECURSE "${PILCROW_TYPESHED_DIR}" "${downloads}/unpacked")
    file(ARCHIVE_EXTRACT INPUT "${wheel}" DESTINATION "${downloads}/unpacked")
    file(RENAME "${downloads}/unpacked/typeshed_client/typeshed" "${PILCROW_TYPESHED_DIR}")
    file(GLOB licence "${downloads}/unpacked/*.dist-info/licenses/LICENSE" "${downloads}/unpacked/*.dist-info/LICENSE")
    foreach(its_licence IN LISTS licence)
        file(COPY_FILE "${its_licence}" "${PILCROW_TYPESHED_DIR}/LICENSE.typeshed_client")
    endforeach()
    file(COPY_FILE "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/typeshed.LICENSE" "${PILCROW_TYPESHED_DIR}/LICENSE")
    file(REMOVE_RECURSE "${downloads}")
    file(WRITE "${stamp}" "${typeshed_version}, licences beside it")
endfunction()

pilcrow_unpack_typeshed()
if(EXISTS "${PILCROW_TYPESHED_DIR}/FETCHED")
    # The executable looks in ../share/pilcrow; so it does where a wheel's are installed.
    install(DIRECTORY "${PILCROW_TYPESHED_DIR}" DESTINATION "${CMAKE_INSTALL_DATADIR}/pilcrow" COMPONENT pilcrow
        PATTERN FETCHED EXCLUDE)
    if(SKBUILD)
        install(DIRECTORY "${PILCROW_TYPESHED_DIR}" DESTINATION "${SKBUILD_DATA_DIR}/share/pilcrow" COMPONENT wheel
            PATTERN FETCHED EXCLUDE)
    endif()
endif()
