"""Strings that are joined where a comma may be missing."""

names = [
    "one",
    "two" "three",  # expect: implicit-concatenation "two" "three"
    "four",
]
pair = "a", "b" "c"  # expect: implicit-concatenation "b" "c"
group = ("a" "b")
tuple_of_one = ("a" "b",)  # expect: implicit-concatenation "a" "b"
unique = {"a", f"b" "c"}  # expect: implicit-concatenation f"b" "c"
print("a" "b", names, pair, group, tuple_of_one, unique)
