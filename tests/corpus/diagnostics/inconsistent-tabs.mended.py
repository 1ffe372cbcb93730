if True:
        print("Ho")
        print("Ho")
