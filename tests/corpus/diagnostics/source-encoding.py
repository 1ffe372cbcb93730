# -*- coding: klingon -*-
# expect above: source-encoding
name = "K'Ehleyr"
