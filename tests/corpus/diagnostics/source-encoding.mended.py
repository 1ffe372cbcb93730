# -*- coding: utf-8 -*-
name = "K'Ehleyr"
