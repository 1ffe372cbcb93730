// The line lexer: text in, tokens out as compact strings (see token_text.h).

#include "parser/lexer/lexer.h"
#include "parser/lexer/names.h"
#include "tests/unit/parser/token_text.h"

#include <gtest/gtest.h>

#include <cctype>
#include <random>
#include <string>

namespace pilcrow {
namespace {

std::string segment(const std::string& text) {
    UnitBuilder builder;
    builder.clear(Role::Statement);
    const LexedSegment result = lex_segment(builder, text, 0);
    EXPECT_EQ(result.end, text.size());
    return test::unit_text(builder, text) + (result.open_literal() ? " open" : "");
}

std::string fstring_line(const std::string& text, std::uint8_t flags = string_f | string_triple) {
    UnitBuilder builder;
    builder.clear(Role::FLiteralLine);
    lex_fstring_line(builder, text, 0, flags);
    return test::unit_text(builder, text);
}

std::string literal_line(const std::string& text, std::uint8_t flags = string_triple) {
    UnitBuilder builder;
    builder.clear(Role::LiteralLine);
    check_literal_line(builder, text, 0, flags);
    return test::unit_text(builder, text);
}

// One logical line of Python; what it left of the text behind ` | `.
std::string logical(const std::string& text, std::uint32_t column = 0) {
    UnitBuilder builder;
    builder.clear(Role::Statement);
    const LexedSegment result = lex_logical_line(builder, text, column, true);
    std::string tokens = test::unit_text(builder, text);
    if (result.end < text.size()) tokens += " | " + text.substr(result.end);
    return tokens;
}

TEST(Lexer, ReadsNamesAndKeywords) {
    EXPECT_EQ(segment("x _ __x9 Xyz"), "x _* __x9 Xyz");
    EXPECT_EQ(segment("match case type matchx cases"), "match* case* type* matchx cases");
    // Names that share a keyword's beginning, length or letters are names.
    EXPECT_EQ(segment("de defx Def nonlocals false"), "de defx Def nonlocals false");
}

TEST(Lexer, KnowsEveryTokenWithASpelling) {
    for (int kind = 0; kind <= static_cast<int>(TokenKind::KwYield); ++kind) {
        const std::string text(spelling(static_cast<TokenKind>(kind)));
        if (text.empty() || text == "!") continue;  // `!` is a token in fields only
        UnitBuilder builder;
        builder.clear(Role::Statement);
        lex_segment(builder, text, 0);
        ASSERT_EQ(builder.tokens.size(), 1u) << text;
        EXPECT_EQ(static_cast<int>(builder.tokens[0].kind), kind) << text;
        EXPECT_EQ(builder.tokens[0].end, text.size()) << text;
    }
}

TEST(Lexer, TakesTheLongestOperator) {
    EXPECT_EQ(segment("a**=b//=c<<=d>>=e->f:=g!=h"), "a **= b //= c <<= d >>= e -> f := g != h");
    EXPECT_EQ(segment("....x ..1 <>= ==="), "... . x . f:.1 < >= == =");
    EXPECT_EQ(segment("-=->--=@=~=|=^=&=%="), "-= -> - -= @= ~ = |= ^= &= %=");
}

TEST(Lexer, OwnOffsetsCountFromTheSegmentsBegin) {
    UnitBuilder builder;
    builder.clear(Role::Statement);
    lex_segment(builder, "a # b", 100);
    ASSERT_EQ(builder.tokens.size(), 1u);
    EXPECT_EQ(builder.tokens[0].begin, 100u);
    EXPECT_EQ(builder.tokens[0].end, 101u);
    ASSERT_EQ(builder.comments.size(), 1u);
    EXPECT_EQ(builder.comments[0].begin, 102u);
    EXPECT_EQ(builder.comments[0].end, 105u);
}

TEST(Lexer, ReadsNumbers) {
    EXPECT_EQ(segment("0 00 0_0 12 1_000 0x1F 0X_f 0o17 0b1_0"),
              "i:0 i:00 i:0_0 i:12 i:1_000 i:0x1F i:0X_f i:0o17 i:0b1_0");
    EXPECT_EQ(segment("1. .5 1.5 1e5 1E-5 1_0.0_1e+1_0 0777.5 0e0 077e1"),
              "f:1. f:.5 f:1.5 f:1e5 f:1E-5 f:1_0.0_1e+1_0 f:0777.5 f:0e0 f:077e1");
    EXPECT_EQ(segment("1j 1.J 0j 1e5j 077j"), "j:1j j:1.J j:0j j:1e5j j:077j");
    EXPECT_EQ(segment("1if 0xfor 1.else 1jin 0b1and 1_0is 2not"),
              "i:1 if. i:0xf or. f:1. else. j:1j in. i:0b1 and. i:1_0 is. i:2 not.");
    EXPECT_EQ(segment("1..real 1 .real 1._"), "f:1. . real i:1 . real f:1._ !invalid-number@16-19");
}

TEST(Lexer, ReportsMalformedNumbersWhole) {
    for (const std::string text : {"0777", "0_7", "1_", "1__0", "0x", "0xg", "0x_", "0b12", "0b2",
                                   "0o8", "0o18", "1abc", "1e", "1_e5", "1e_5", "0_"}) {
        const std::string result = segment(text);
        EXPECT_EQ(result, "i:" + text + " !invalid-number@0-" + std::to_string(text.size()));
    }
    EXPECT_EQ(segment("1.real"), "f:1.real !invalid-number@0-6");
    EXPECT_EQ(segment("1e5x"), "f:1e5x !invalid-number@0-4");
    EXPECT_EQ(segment("1e+"), "f:1e+ !invalid-number@0-3");
    EXPECT_EQ(segment("1jx"), "j:1jx !invalid-number@0-3");
    EXPECT_EQ(segment("1ife"), "i:1 ife");  // as CPython: what follows `if` is not looked at
}

TEST(Lexer, ReadsStringsWithEveryPrefix) {
    for (const char* prefix : {"", "r", "R", "u", "U", "b", "B", "br", "Rb", "rB", "BR"}) {
        const std::string text = std::string(prefix) + "'a\\'' " + prefix + "\"\"\"b\"\"\"";
        EXPECT_EQ(segment(text),
                  "s:" + text.substr(0, text.find(' ')) + " s:" + text.substr(text.find(' ') + 1));
    }
    for (const char* prefix : {"f", "F", "fr", "Rf", "rF"}) {
        const std::string start = std::string(prefix) + "'";
        EXPECT_EQ(segment(start + "'"), "F:" + start + " E:'");
    }
    EXPECT_EQ(segment("uf'{a}'"), "s:uf'{a}' !invalid-string-prefix@0-2");
    EXPECT_EQ(segment("bf'' rr'' ur''"),
              "s:bf'' s:rr'' s:ur'' !invalid-string-prefix@0-2 !invalid-string-prefix@5-7 "
              "!invalid-string-prefix@10-12");
    // Longer words are names; keywords may stand before a quote.
    EXPECT_EQ(segment("in'a' print'a' brr 'a'"), "in. s:'a' print s:'a' brr s:'a'");
}

TEST(Lexer, FlagsTellAStringsForm) {
    UnitBuilder builder;
    builder.clear(Role::Statement);
    lex_segment(builder, "rb'' u\"\" '''a''' F\"\"", 0);
    ASSERT_EQ(builder.tokens.size(), 5u);
    EXPECT_EQ(builder.tokens[0].flags, string_raw | string_bytes | string_single_quote);
    EXPECT_EQ(builder.tokens[1].flags, string_u);
    EXPECT_EQ(builder.tokens[2].flags, string_triple | string_single_quote);
    EXPECT_EQ(builder.tokens[3].flags, string_f);
}

TEST(Lexer, ChecksEscapes) {
    EXPECT_EQ(segment(R"('\\\'\"\a\b\f\n\r\t\v\0\377\x41\u0041\U00010FFFF\N{EM DASH}')"),
              R"(s:'\\\'\"\a\b\f\n\r\t\v\0\377\x41\u0041\U00010FFFF\N{EM DASH}')");
    EXPECT_EQ(segment(R"('\d' r'\d')"), R"(s:'\d' s:r'\d' !invalid-escape@1-3)");
    EXPECT_EQ(segment(R"('\400')"), R"(s:'\400' !invalid-escape@1-5)");
    EXPECT_EQ(segment(R"(b'\x4' b'\N{A}' b'\u1')"),
              R"(s:b'\x4' s:b'\N{A}' s:b'\u1' !malformed-escape@2-5 !invalid-escape@9-11 )"
              R"(!invalid-escape@18-20)");
    EXPECT_EQ(segment(R"('\x4')"), R"(s:'\x4' !malformed-escape@1-4)");
    EXPECT_EQ(segment(R"('\u12')"), R"(s:'\u12' !malformed-escape@1-5)");
    EXPECT_EQ(segment(R"('\U00110000')"), R"(s:'\U00110000' !malformed-escape@1-11)");
    EXPECT_EQ(segment(R"('\N{}')"), R"(s:'\N{}' !malformed-escape@1-5)");
    EXPECT_EQ(segment(R"('\N')"), R"(s:'\N' !malformed-escape@1-3)");
    EXPECT_EQ(segment(R"('\N{A')"), R"(s:'\N{A' !malformed-escape@1-5)");
    EXPECT_EQ(segment("b'\xC3\xA9'"), "s:b'\xC3\xA9' !non-ascii-bytes@2-4");
    EXPECT_EQ(segment("'\\\xC3\xA9'"), "s:'\\\xC3\xA9'");
}

TEST(Lexer, ReadsFStrings) {
    EXPECT_EQ(segment("f'a{b}c'"), "F:f' M:a { b } M:c E:'");
    EXPECT_EQ(segment("f'{{a}}'"), "F:f' M:{{a}} E:'");
    EXPECT_EQ(segment("f'{a!r:>{w}.{p}}'"), "F:f' { a ! r : S:> { w } S:. { p } } E:'");
    EXPECT_EQ(segment("f'{a=} {a = !s} {a=:5}'"),
              "F:f' { a = } M:  { a = ! s } M:  { a = : S:5 } E:'");
    // The colon on the field's own level begins the spec, even before `=`; elsewhere it does not.
    EXPECT_EQ(segment("f'{a:=5}'"), "F:f' { a : S:=5 } E:'");
    EXPECT_EQ(segment("f'{(a:=5)} {a[1:2]} { {1: 2} }'"),
              "F:f' { ( a := i:5 ) } M:  { a [ i:1 : i:2 ] } M:  { { i:1 : i:2 } } E:'");
    EXPECT_EQ(segment("f'{a!=b}'"), "F:f' { a != b } E:'");
    EXPECT_EQ(segment("f'{lambda x: 1}'"), "F:f' { lambda. x : S: 1 } E:'");
    EXPECT_EQ(segment("f'{a:}'"), "F:f' { a : } E:'");
    // In a spec a brace cannot be doubled.
    EXPECT_EQ(segment("f'{a:{{b}}}'"), "F:f' { a : { { b } } } E:'");
    // Quotes inside fields belong to the field (PEP 701).
    EXPECT_EQ(segment("f'{d['k']}' f\"{f\"{f\"{1}\"}\"}\""),
              "F:f' { d [ s:'k' ] } E:' F:f\" { F:f\" { F:f\" { i:1 } E:\" } E:\" } E:\"");
    EXPECT_EQ(segment("f'''a'b''{c}'''"), "F:f''' M:a'b'' { c } E:'''");
}

TEST(Lexer, ChecksEscapesInFStrings) {
    EXPECT_EQ(segment(R"(f'\N{EM DASH}{a}')"), R"(F:f' M:\N{EM DASH} { a } E:')");
    EXPECT_EQ(segment(R"(rf'\N{a}')"), R"(F:rf' M:\N { a } E:')");
    EXPECT_EQ(segment(R"(f'\{a}')"), R"(F:f' M:\ { a } E:' !invalid-escape@2-4)");
    EXPECT_EQ(segment(R"(rf'\{a}')"), R"(F:rf' M:\ { a } E:')");
    EXPECT_EQ(segment(R"(f'\}}')"), R"(F:f' M:\}} E:' !invalid-escape@2-4)");
    EXPECT_EQ(segment(R"(f'\'{a:\x4}')"), R"(F:f' M:\' { a : S:\x4 } E:' !malformed-escape@7-10)");
    EXPECT_EQ(segment(R"(f'\N{')"), R"(F:f' M:\N{ E:' !malformed-escape@2-5)");
}

TEST(Lexer, KeepsDamageInFStringsSmall) {
    EXPECT_EQ(segment("f'}' + a"), "F:f' M:} E:' + a !stray-field-brace@2-3");
    EXPECT_EQ(segment("f'{a' + b"), "F:f' { a ~} E:' + b !unclosed-field@2-3");
    EXPECT_EQ(segment("f'{a:x' + b"), "F:f' { a : S:x ~} E:' + b !unclosed-field@2-3");
    EXPECT_EQ(segment("f'{a[' + b"), "F:f' { a [ ~] ~} E:' + b !unclosed-field@2-3");
    EXPECT_EQ(segment("f'{a + b"), "F:f' { a + b ~} ~E: !unclosed-field@2-3");
    EXPECT_EQ(segment("f'a + b"), "F:f' M:a + b ~E: !unclosed-string@0-2");
    EXPECT_EQ(segment("f'{a)}' + b"), "F:f' { a skip:) } E:' + b !unmatched-closer@4-5");
    EXPECT_EQ(segment("f'{(a}' + b"), "F:f' { ( a ~) } E:' + b !mismatched-closer@5-6");
    EXPECT_EQ(segment("f'{(a]}' + b"), "F:f' { ( a skip:] ~) } E:' + b !mismatched-closer@5-6");
    EXPECT_EQ(segment("f'{a # b}' + c"), "F:f' { a ~} ~E: #:# b}' + c !unclosed-field@2-3");
}

// Whether the lexer says that all brackets of a line have their partner.
bool closed(std::string_view text) {
    UnitBuilder builder;
    builder.clear(Role::Statement);
    return lex_segment(builder, text, 0).closed;
}

TEST(Lexer, SeesThatBracketsAreClosed) {
    EXPECT_TRUE(closed("a"));
    EXPECT_TRUE(closed("a(b)[{c: ()}]"));
    EXPECT_FALSE(closed("a(b"));
    EXPECT_FALSE(closed("a)"));
    EXPECT_FALSE(closed(")("));
    EXPECT_FALSE(closed("(]"));
    EXPECT_FALSE(closed("([)]"));
    EXPECT_FALSE(closed("(f\"{a}\")"));  // left to who looks at the tokens
    EXPECT_TRUE(closed(std::string(30, '[') + std::string(30, ']')));
    EXPECT_FALSE(closed(std::string(40, '[') + std::string(40, ']')));
    EXPECT_FALSE(closed(std::string(40, '(')));
    EXPECT_FALSE(closed(std::string(64, '(') + "))"));
}

TEST(Lexer, LeavesLiteralsOpenAtTheEndOfASegment) {
    EXPECT_EQ(segment("a = '''b # c"), "a = s:'''b # c open");
    EXPECT_EQ(segment("f(a, rb\"\"\""), "f ( a , s:rb\"\"\" open");
    EXPECT_EQ(segment("f\"\"\"a{b}c"), "F:f\"\"\" M:a { b } M:c open");
    EXPECT_EQ(segment("f\"\"\"a{b"), "F:f\"\"\" M:a { b ~} !unclosed-field@5-6 open");
    EXPECT_EQ(segment("f\"\"\"a{b:c"), "F:f\"\"\" M:a { b : S:c ~} !unclosed-field@5-6 open");
    EXPECT_EQ(segment("f\"\"\"a{f'{b"),
              "F:f\"\"\" M:a { F:f' { b ~} ~E: ~} !unclosed-field@5-6 open");
    EXPECT_EQ(segment("f\"\"\"a{'b"), "F:f\"\"\" M:a { s:'b ~} !unclosed-field@5-6 open");
    EXPECT_EQ(segment("'''a\\"), "s:'''a\\ !literal-backslash@4-5 open");
    EXPECT_EQ(segment("'''a\\\\"), "s:'''a\\\\ open");
    EXPECT_EQ(segment("r'''a\\"), "s:r'''a\\ open");
    EXPECT_EQ(segment("f'''a\\"), "F:f''' M:a\\ !literal-backslash@5-6 open");

    UnitBuilder builder;
    builder.clear(Role::Statement);
    const LexedSegment result = lex_segment(builder, "f'''a' '''  + f'''b", 0);
    ASSERT_TRUE(result.open_literal());
    EXPECT_EQ(builder.tokens[result.literal_token].begin, 14u);
    EXPECT_EQ(builder.tokens[result.literal_token].flags,
              string_f | string_triple | string_single_quote | string_open);
}

TEST(Lexer, ClosesStringsAtTheEndOfTheirLine) {
    EXPECT_EQ(segment("a = 'b"), "a = s:'b !unclosed-string@4-5");
    EXPECT_EQ(segment("a = b\"c\\"), "a = s:b\"c\\ !unclosed-string@4-6");
    EXPECT_EQ(segment("''' ''"), "s:''' '' open");
    EXPECT_EQ(segment("''"), "s:''");
    EXPECT_EQ(segment("'"), "s:' !unclosed-string@0-1");
}

TEST(Lexer, ReadsLiteralLinesOfFStrings) {
    EXPECT_EQ(fstring_line("Thank \"you\" {name}, '''x'''"),
              "M:Thank \"you\"  { name } M:, '''x'''");
    EXPECT_EQ(fstring_line(""), "");
    EXPECT_EQ(fstring_line("a {b"), "M:a  { b ~} !unclosed-field@2-3");
    EXPECT_EQ(fstring_line("a {b:>{c"), "M:a  { b : S:> { c ~} ~} !unclosed-field@2-3");
    EXPECT_EQ(fstring_line("a {"), "M:a  { ~} !unclosed-field@2-3");
    EXPECT_EQ(fstring_line("a } b"), "M:a } b !stray-field-brace@2-3");
    EXPECT_EQ(fstring_line("a {\"b\"} \"\"\""), "M:a  { s:\"b\" } M: \"\"\"");
    EXPECT_EQ(fstring_line("a\\"), "M:a\\ !literal-backslash@1-2");
    EXPECT_EQ(fstring_line("\\d{x}\\", string_f | string_triple | string_raw), "M:\\d { x } M:\\");
}

TEST(Lexer, ChecksLiteralLines) {
    EXPECT_EQ(literal_line("a 'b' \"\"\" {c"), "");
    EXPECT_EQ(literal_line("a\\d"), "!invalid-escape@1-3");
    EXPECT_EQ(literal_line("a\\d\\", string_triple | string_raw), "");
    EXPECT_EQ(literal_line("a\\"), "!literal-backslash@1-2");
    EXPECT_EQ(literal_line("a\\\\"), "");
    EXPECT_EQ(literal_line("\xC3\xA9", string_triple | string_bytes), "!non-ascii-bytes@0-2");
    EXPECT_EQ(literal_line("a\xC3"), "!invalid-utf8@1-2");
}

TEST(Lexer, ReportsStrayCharactersOnce) {
    EXPECT_EQ(segment("a $? b"), "a ?:$? b !invalid-character@2-3");
    EXPECT_EQ(segment("a ! b ` c"), "a ?:! b ?:` c !invalid-character@2-3");
    EXPECT_EQ(segment(std::string("a \0 b", 5)),
              std::string("a ?:\0 b !invalid-character@2-3", 30));
    EXPECT_EQ(segment("a\xC2\xA0"
                      "b"),
              "a ?:\xC2\xA0 b !invalid-character@1-3");
    EXPECT_EQ(segment("a = 5\xE2\x82\xAC"), "a = i:5 ?:\xE2\x82\xAC !invalid-character@5-8");
    EXPECT_EQ(segment("a \\ b"), "a ?:\\ b !invalid-character@2-3");
    EXPECT_EQ(segment("a\v"), "a ?:\v !invalid-character@1-2");
}

TEST(Lexer, ReportsATrailingBackslash) {
    EXPECT_EQ(segment("a = b \\"), "a = b skip:\\ !trailing-backslash@6-7");
    EXPECT_EQ(segment("a = b \\  "), "a = b skip:\\ !trailing-backslash@6-7");
}

TEST(Lexer, ReportsInvalidUtf8OnceALine) {
    EXPECT_EQ(segment("a = \xFF + \xFE"), "a = ?:\xFF + ?:\xFE !invalid-utf8@4-5");
    EXPECT_EQ(segment("'\xE9' # \xE9"), "s:'\xE9' #:# \xE9 !invalid-utf8@1-2");
    EXPECT_EQ(fstring_line("\xE9{a}"), "M:\xE9 { a } !invalid-utf8@0-1");
}

TEST(Lexer, ReadsNamesBeyondAscii) {
    EXPECT_EQ(segment("\xC3\xA9t\xC3\xA9 + x\xCC\x81 = \xE5\x90\x8D"),
              "\xC3\xA9t\xC3\xA9 + x\xCC\x81 = \xE5\x90\x8D");
    UnitBuilder builder;
    builder.clear(Role::Statement);
    lex_segment(builder, "\xC3\xA9 e", 0);
    EXPECT_EQ(builder.tokens[0].flags, name_non_ascii);
    EXPECT_EQ(builder.tokens[1].flags, 0);

    using lexer::is_name_continue;
    using lexer::is_name_start;
    EXPECT_TRUE(is_name_start(U'ª') && is_name_start(U'℘') && is_name_start(0x2EBF0));
    EXPECT_TRUE(is_name_continue(U'·') && !is_name_start(U'·'));
    EXPECT_TRUE(is_name_continue(0x0301) && !is_name_start(0x0301));
    // Letters by category whose compatibility form begins with a space, or is no letter.
    EXPECT_FALSE(is_name_start(0x037A) || is_name_continue(0x037A) || is_name_start(0x2E2F));
    EXPECT_FALSE(is_name_start(U'€') || is_name_continue(U'€') || is_name_continue(0x00A0));
}

TEST(PythonLexer, JoinsLines) {
    EXPECT_EQ(logical("a = 1\nb"), "a = i:1 | b");
    EXPECT_EQ(logical("a\r\nb"), "a | b");
    EXPECT_EQ(logical("a\rb"), "a | b");
    EXPECT_EQ(logical("f(a,\n  b) # c\nd"), "f ( a , b ) #:# c | d");
    EXPECT_EQ(logical("[ # a\n# b\n1]\n"), "[ i:1 ] #:# a #:# b");
    EXPECT_EQ(logical("a + \\\n b\\\r\n.c\nd"), "a + b . c | d");
    EXPECT_EQ(logical("'a\\\nb' 'c\\\r\nd'\ne"), "s:'a\\\nb' s:'c\\\r\nd' | e");
    EXPECT_EQ(logical("'''a\nb''' + f'''{\na # b\n}\n{b:\nc}'''\nd"),
              "s:'''a\nb''' + F:f''' { a } M:\n { b : S:\nc } E:''' #:# b | d");
    EXPECT_EQ(logical("f'{a\n}' f'''{b:c\n}''' f'd\\\ne'\ng"),
              "F:f' { a } E:' F:f''' { b : S:c\n } E:''' F:f' M:d\\\ne E:' | g");
}

TEST(PythonLexer, BalancesBrackets) {
    EXPECT_EQ(logical("f(a]\nb"), "f ( a skip:] ~) !mismatched-closer@3-4 | b");
    EXPECT_EQ(logical("f([a)\nb"), "f ( [ a ~] ) !mismatched-closer@4-5 | b");
    EXPECT_EQ(logical("a)\nb"), "a skip:) !unmatched-closer@1-2 | b");
    EXPECT_EQ(logical("f(a,\nb"), "f ( a , b ~) !unclosed-bracket@1-2");
    UnitBuilder builder;
    builder.clear(Role::Statement);
    lex_logical_line(builder, "f(\n[a)\n", 0, false);
    ASSERT_EQ(builder.diagnostics.size(), 1u);
    EXPECT_EQ(builder.diagnostics[0].related, 3u);
    EXPECT_EQ(builder.diagnostics[0].token, TokenKind::LeftBracket);
}

TEST(PythonLexer, EndsAnUnclosedBracketBeforeAStatement) {
    const std::string unclosed = "a = ( i:1 , ~) !unclosed-bracket@4-5 | ";
    for (const char* next :
         {"def f(): 1", "class A: 1", "return", "import a", "from a.b import c", "with a: 1",
          "while a: 1", "try: 1", "raise", "del a", "global a", "assert a", "pass",
          "async def f(): 1", "elif a: 1", "@a\n@b(c)\ndef f(): 1"}) {
        EXPECT_EQ(logical(std::string("a = (1,\n") + next), unclosed + next);
    }
    // What can stand in brackets does not end them.
    for (const char* next : {"x = 1", "for b in c", "if b else c", "lambda: b", "@ b", "not b",
                             "yield", "from b", "async for b in c", "defx", "match b"}) {
        const std::string text = std::string("a = (1,\n") + next + ")\nb";
        const std::string result = logical(text);
        EXPECT_EQ(result.substr(result.size() - 5), ") | b") << next;
    }
    // Deeper lines go on, unless the bracket is a header's that ends in a colon.
    EXPECT_EQ(logical("(\n  pass\nb)"), "( pass. b )");
    EXPECT_EQ(logical("(\n    pass\n  b)", 2), "( pass. b )");
    EXPECT_EQ(logical("(\n  pass\n  b)", 2), "( ~) !unclosed-bracket@0-1 |   pass\n  b)");
    EXPECT_EQ(logical("def f(a:\n    return a"),
              "def. f ( a : ~) !unclosed-bracket@5-6 |     return a");
}

TEST(PythonLexer, AFieldThatIsNeverClosedCostsOneLine) {
    EXPECT_EQ(logical("f'{a\nb = 1\n"), "F:f' { a ~} ~E: !unclosed-field@2-3 | b = 1\n");
    EXPECT_EQ(logical("f'''{a\nb c'd\n}'''\ne"),
              "F:f''' { a ~} M:\nb c'd\n} E:''' "
              "!unclosed-field@4-5 !stray-field-brace@13-14 | e");
    EXPECT_EQ(logical("f'''{a\ndef b(): {c}\n'''\nd"),
              "F:f''' { a ~} M:\ndef b():  { c } M:\n E:''' !unclosed-field@4-5 | d");
    EXPECT_EQ(logical("(f'{a\nx', c)\nd"),
              "( F:f' { a ~} ~E: x s:', c) d ~) "
              "!unclosed-field@3-4 !unclosed-string@7-8 "
              "!unclosed-bracket@0-1");
}

TEST(PythonLexer, ReportsStringsThatAreNeverClosed) {
    EXPECT_EQ(logical("'a\nb"), "s:'a !unclosed-string@0-1 | b");
    EXPECT_EQ(logical("x = '''a\nb"), "x = s:'''a\nb !unclosed-string@4-7");
    EXPECT_EQ(logical("x = f'''a\nb"), "x = F:f''' M:a\nb ~E: !unclosed-string@4-8");
}

TEST(PythonLexer, ReportsBackslashesThatJoinNothing) {
    EXPECT_EQ(logical("a \\"), "a skip:\\ !trailing-backslash@2-3");
    EXPECT_EQ(logical("a \\\n"), "a skip:\\ !trailing-backslash@2-3");
    EXPECT_EQ(logical("a \\ \nb\nc"), "a skip:\\ b !invalid-character@2-3 | c");
}

TEST(Lexer, HasLimitsInsteadOfAStack) {
    // Brackets have none here; the deepest f-strings are read as plain strings.
    const std::string brackets(100000, '(');
    UnitBuilder builder;
    builder.clear(Role::Statement);
    lex_logical_line(builder, brackets, 0, false);
    EXPECT_EQ(builder.tokens.size(), 200000u);

    std::string nested;
    for (int i = 0; i < 1000; ++i) nested += "f'{";
    builder.clear(Role::Statement);
    lex_segment(builder, nested, 0);
    ASSERT_FALSE(builder.diagnostics.empty());
    EXPECT_EQ(builder.diagnostics[0].code, Code::TooDeep);

    EXPECT_EQ(segment("f'{1:{2:{3}}}'").find('!'), std::string::npos);
    EXPECT_NE(segment("f'{1:{2:{3:{4}}}}'").find("!too-deep"), std::string::npos);
}

// What any text's tokens must satisfy: they lie in order, cover all but white space and joined
// lines, and (Python) are balanced.
void check_tokens(const UnitBuilder& builder, std::string_view text, bool balanced) {
    std::string gaps;
    std::uint32_t at = 0;
    std::size_t comment = 0;
    const auto to = [&](std::uint32_t place) {
        while (comment < builder.comments.size() && builder.comments[comment].begin < place) {
            ASSERT_GE(builder.comments[comment].begin, at);
            gaps += text.substr(at, builder.comments[comment].begin - at);
            at = builder.comments[comment++].end;
        }
        ASSERT_LE(at, place);
        gaps += text.substr(at, place - at);
    };
    std::vector<TokenKind> open;
    for (const Token& token : builder.tokens) {
        if (token.is_virtual()) {
            ASSERT_EQ(token.begin, token.end);
        } else {
            ASSERT_LT(token.begin, token.end);
            to(token.begin);
            if (::testing::Test::HasFatalFailure()) return;
            at = token.end;
        }
        if (is_opening(token.kind)) open.push_back(closer_of(token.kind));
        if (token.kind == TokenKind::FStringStart) open.push_back(TokenKind::FStringEnd);
        if (balanced && (is_closing(token.kind) || token.kind == TokenKind::FStringEnd)) {
            ASSERT_FALSE(open.empty());
            ASSERT_EQ(open.back(), token.kind);
            open.pop_back();
        }
    }
    to(static_cast<std::uint32_t>(text.size()));
    if (balanced) {
        ASSERT_TRUE(open.empty());
    }
    for (std::size_t i = 0; i < gaps.size(); ++i) {
        const bool joins =
            gaps[i] == '\\' && i + 1 < gaps.size() && (gaps[i + 1] == '\n' || gaps[i + 1] == '\r');
        ASSERT_TRUE(joins || std::string_view(" \t\f\r\n").find(gaps[i]) != std::string_view::npos)
            << "byte " << static_cast<int>(gaps[i]) << " is in no token";
    }
    for (const UnitDiagnostic& finding : builder.diagnostics) {
        ASSERT_LE(finding.begin, finding.end);
        ASSERT_LE(finding.end, text.size());
    }
}

// Texts that are mostly made of what matters to a lexer.
std::string random_text(std::mt19937& random, bool line_ends) {
    static const std::string pieces[] = {
        "f'",   "f\"", "f'''", "f\"\"\"",  "'",    "\"", "'''", "\"\"\"", "{",  "}",  "{",
        "}",    "(",   ")",    "[",        "]",    ":",  "!",   "=",      "!=", ":=", "\\",
        "\\N{", "\\x", "#",    "rb'",      "uf'",  "a",  "0x",  "1_",     "1.", "e",  " ",
        " ",    ".",   "def ", "\xC3\xA9", "\xFF", "$",  "@",   "import"};
    static const std::string ends[] = {"\n", "\r\n", "\r", "\\\n", "\ndef ", "\n@a\ndef"};
    std::string text;
    const auto count = static_cast<unsigned>(random() % 24);
    for (unsigned i = 0; i < count; ++i) {
        const auto kind = static_cast<unsigned>(random() % 16);
        if (kind == 0) {
            char byte = static_cast<char>(random() % 256);
            if (!line_ends && (byte == '\n' || byte == '\r')) byte = ' ';
            text += byte;
        } else if (kind < 3 && line_ends) {
            text += ends[random() % std::size(ends)];
        } else {
            text += pieces[random() % std::size(pieces)];
        }
    }
    return text;
}

TEST(Lexer, AnyTextIsCoveredByItsTokens) {
    std::mt19937 random(3);
    UnitBuilder builder;
    for (int i = 0; i < 20000; ++i) {
        const std::string text = random_text(random, false);
        builder.clear(Role::Statement);
        lex_segment(builder, text, 0);
        check_tokens(builder, text, false);
        builder.clear(Role::FLiteralLine);
        lex_fstring_line(builder, text, 0, string_f | string_triple);
        check_tokens(builder, text, false);
        if (HasFatalFailure()) FAIL() << "in: " << testing::PrintToString(text);
    }
}

TEST(PythonLexer, AnyTextIsCoveredByItsTokens) {
    std::mt19937 random(4);
    UnitBuilder builder;
    for (int i = 0; i < 20000; ++i) {
        const std::string text = random_text(random, true);
        builder.clear(Role::Statement);
        const LexedSegment result = lex_logical_line(builder, text, 0, true);
        ASSERT_TRUE(result.end > 0 || text.empty()) << testing::PrintToString(text);
        check_tokens(builder, std::string_view(text).substr(0, result.end), true);
        if (HasFatalFailure()) FAIL() << "in: " << testing::PrintToString(text);
    }
}

}  // namespace
}  // namespace pilcrow
