# examples/embed: a second language on pilcrow_blocks, built as the program `embed_json`.

file(GLOB embed_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/examples/embed/*.cpp"
    "${PROJECT_SOURCE_DIR}/examples/embed/*.c")
if(embed_sources)
    add_executable(embed_json ${embed_sources})
    pilcrow_target(embed_json)
    target_link_libraries(embed_json PRIVATE pilcrow_blocks)
endif()
