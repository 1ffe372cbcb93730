"a" "b"
"a" 'b' """c""" '''d'''
u"a" "b"
"a" u"b"
u"a" u"b"
r"\a" "\n"
b"a" b"b"
b"a" rb"\b"
("a"
 "b"
 "c")
"a" \
"b"
f"a" "b"
"a" f"b"
"a" f"{x}" "b"
f"{x}" f"{y}"
f"{x}" "" f"{y}"
"" f"" ""
f"" f""
f"a" u"b"
u"a" f"b"
u"a" f"{x}"
f"{x}" rf"\{y}" r"\z"
"{x}" f"{x}" "{{y}}"
f("a" "b", "c" f"{d}")
"a" "b".upper()
"a" "b"[0]
"a" "b" "c" % d
x = "a" "b", "c" "d"
["a" "b", "c"]
{"a" "b": "c" "d"}
(
    "a"  # comment
    # another

    f"{b}"
    "c"
)
"""doc""" "more"
