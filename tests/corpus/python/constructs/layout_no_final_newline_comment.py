if a:
    b
    # comment