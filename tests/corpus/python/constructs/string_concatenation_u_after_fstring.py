# as CPython 3.12.0 reads it
f"{x}" u"a"
f"{x}" u"a" "b"
f"{x}" "a" u"b"
f"{x}" u"" f"{y}"
u"a" f"{x}" u"b"
"a" f"{x}" u"b" f"c"
