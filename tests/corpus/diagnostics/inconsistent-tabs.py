if True:
        print("Ho")
	print("Ho")  # expect: inconsistent-tabs
