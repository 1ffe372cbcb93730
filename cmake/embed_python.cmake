# cmake -DOUTPUT=FILE -DBOOT=FILE -DPACKAGE=FOLDER -DMODULES=a,b -P embed_python.cmake
# Writes cli/embedded_python.h's definitions: the sources as raw strings.

function(raw_string name file)
    file(READ "${file}" text)
    string(FIND "${text}" ")PYTHON\"" clash)
    if(NOT clash EQUAL -1)
        message(FATAL_ERROR "${file} holds the mark that ends a raw string")
    endif()
    file(APPEND "${OUTPUT}.new" "constexpr std::string_view ${name} = R\"PYTHON(${text})PYTHON\";\n")
endfunction()

file(WRITE "${OUTPUT}.new" "#include \"cli/embedded_python.h\"\n\nnamespace pilcrow::cli {\nnamespace {\n")
string(REPLACE "," ";" MODULES "${MODULES}")
set(entries "")
foreach(module IN LISTS MODULES)
    raw_string("module_${module}" "${PACKAGE}/${module}.py")
    set(name "pilcrow.${module}")
    if(module STREQUAL "__init__")
        set(name "pilcrow")
    endif()
    string(APPEND entries "        {\"${name}\", module_${module}},\n")
endforeach()
raw_string(boot "${BOOT}")
file(APPEND "${OUTPUT}.new" "}  // namespace\n\nconst std::string_view run_boot = boot;\n
std::vector<EmbeddedModule> embedded_modules() {\n    return {\n${entries}    };\n}\n\n}  // namespace pilcrow::cli\n")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
