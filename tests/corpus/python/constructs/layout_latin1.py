# -*- coding: latin-1 -*-
x = "éüÿ"
été = b"a"
# ä
