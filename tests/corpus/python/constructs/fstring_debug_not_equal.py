# as CPython 3.13.5 reads it
f"{a != b = }"
f"{a!=b=}"
f"{a != b = !r}"
f"{a != b=:c}"
f"{a==b!=c = }"
f"{'!' != "!" = }"
