x = "é"
if x:
    y
