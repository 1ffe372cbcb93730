print("Ho")
print("Ho")
