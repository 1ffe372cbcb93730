print("Ho")
    print("Ho")  # expect: unexpected-indent
