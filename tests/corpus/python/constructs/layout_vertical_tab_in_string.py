x = "abcd"
# comment with     line separators
y = "  "
z = """

"""
