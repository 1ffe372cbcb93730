''
""
''''''
""""""
'a'
"a"
'''a'''
"""a"""
'it"s'
"it's"
'\''
"\""
'''it's "quoted"'''
"""it's "quoted\""""
'''multi
line'''
"""multi

  line
"""
'a\
b'
"""a\
b"""
r'\n'
R"\""
r'\\'
r'''\
'''
u'a'
U"a"
u'''a'''
b'a'
B"a"
b'\x00\xff\n\'\"\\\a\b\f\r\t\v\0\12\377'
br'\x'
bR"\x"
Br'\x'
BR"\x"
rb'\x'
rB"\x"
Rb'\x'
RB"\x"
b'''a
b'''
"\a\b\f\n\r\t\v\\\'\"\0\1\12\123\x41\u0041\U00000041\N{LATIN SMALL LETTER A}"
"\N{latin small letter a}\N{EM DASH}\N{BELL}"
"\777"
"é ü 漢字 🎅"
"\x7f\x80\xa0\xad\u200b\ud800\udfff\U0010ffff\ue000\ufeff"
"\q\ \{ \%"
"tab	inside"
"\
"
"   "
"#"
"a" "b"
