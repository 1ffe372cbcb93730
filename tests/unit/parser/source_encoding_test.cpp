// The bytes of Python files as text; what CPython 3.13 does with each of these was looked at.

#include "parser/layout/python/source_encoding.h"

#include <gtest/gtest.h>

#include <string>

namespace pilcrow {
namespace {

std::string decoded(const std::string& bytes) {
    const SourceText source = decode_python_source(bytes);
    if (!source.error) return source.text;
    EXPECT_EQ(source.text, bytes);
    return "error in line " + std::to_string(source.error->line + 1) + ": " + source.error->message;
}

TEST(SourceEncoding, IsUtf8UnlessSaid) {
    EXPECT_EQ(decoded("x = '\xC3\xA9'\n"), "x = '\xC3\xA9'\n");
    EXPECT_EQ(decoded("\xEF\xBB\xBFx\r\n"), "x\r\n");
    EXPECT_EQ(decoded("a\nx = '\xE9'\n"),
              "error in line 2: this is not valid UTF-8, and no other encoding is declared");
    for (const char* name : {"utf-8", "UTF_8", "utf-8-sig", "utf-8-unix"}) {
        const std::string text = "# coding: " + std::string(name) + "\n\xC3\xA9";
        EXPECT_EQ(decoded(text), text);
        EXPECT_EQ(decoded("\xEF\xBB\xBF" + text), text);
    }
    EXPECT_EQ(decoded("# coding: utf8\n\xC3\xA9"), "# coding: utf8\n\xC3\xA9");
    EXPECT_EQ(decoded("# coding: utf-8\n\xE9"), "error in line 2: this is not valid UTF-8");
}

TEST(SourceEncoding, ConvertsWhatTheCommentNames) {
    EXPECT_EQ(decoded("# coding: latin-1\n\xE9"), "# coding: latin-1\n\xC3\xA9");
    EXPECT_EQ(decoded("# coding=iso_8859_1-unix\n\xE9"), "# coding=iso_8859_1-unix\n\xC3\xA9");
    EXPECT_EQ(decoded("#!/bin/x\n# vim: set fileencoding=cp1252 :\n\x80"),
              "#!/bin/x\n# vim: set fileencoding=cp1252 :\n\xE2\x82\xAC");
    EXPECT_EQ(decoded("\f# -*- coding: koi8-r -*-\r\n\xC1"),
              "\f# -*- coding: koi8-r -*-\r\n\xD0\xB0");
    EXPECT_EQ(decoded("# coding: iso-8859-15\n\xA4"), "# coding: iso-8859-15\n\xE2\x82\xAC");
    EXPECT_EQ(decoded("# coding: mac-roman\n\x8E"), "# coding: mac-roman\n\xC3\xA9");
    EXPECT_EQ(decoded("# coding: euc_jp\n\xA4\xA2"), "# coding: euc_jp\n\xE3\x81\x82");
    EXPECT_EQ(decoded("# coding: shift_jis\n\x82\xA0"), "# coding: shift_jis\n\xE3\x81\x82");
    EXPECT_EQ(decoded("# coding: windows-1251\n\xE0"), "# coding: windows-1251\n\xD0\xB0");
    const std::string long_line(200000, '\xE9');
    EXPECT_EQ(decoded("# coding: latin-1\n" + long_line).size(), 18 + 2 * long_line.size());
}

TEST(SourceEncoding, LooksForTheCommentWhereCPythonDoes) {
    EXPECT_EQ(decoded("\n# coding: latin-1\n\xE9"), "\n# coding: latin-1\n\xC3\xA9");
    EXPECT_EQ(decoded("\n\n# coding: nope\n"), "\n\n# coding: nope\n");
    EXPECT_EQ(decoded("x\n# coding: nope\n"), "x\n# coding: nope\n");
    EXPECT_EQ(decoded("'''\n# coding: nope\n'''"), "'''\n# coding: nope\n'''");
    EXPECT_EQ(decoded("x # coding: nope\n"), "x # coding: nope\n");
    EXPECT_EQ(decoded("# coding : nope\n# coding:\n"), "# coding : nope\n# coding:\n");
}

TEST(SourceEncoding, ReportsWhatCannotBeRead) {
    EXPECT_EQ(decoded("\n# coding: nope\n"), "error in line 2: unknown encoding: nope");
    EXPECT_EQ(decoded("# coding: hex\n"), "error in line 1: unknown encoding: hex");
    EXPECT_EQ(decoded("# coding: utf-16\nx"),
              "error in line 1: the encoding utf-16 cannot be that of source code");
    EXPECT_EQ(decoded("\xEF\xBB\xBF# coding: latin-1\n"),
              "error in line 1: the encoding latin-1 contradicts the UTF-8 mark at the file's "
              "beginning");
    EXPECT_NE(decoded("\xEF\xBB\xBF# coding: utf8\n").find("contradicts"), std::string::npos);
    EXPECT_EQ(decoded("# coding: ascii\n\n\xE9"),
              "error in line 3: this byte has no meaning in the encoding ascii");
    EXPECT_EQ(decoded("# coding: cp1252\n\x81"),
              "error in line 2: this byte has no meaning in the encoding cp1252");
    EXPECT_EQ(decoded(std::string("a\nb\0", 4)),
              "error in line 2: source code cannot contain NUL bytes");
}

}  // namespace
}  // namespace pilcrow
