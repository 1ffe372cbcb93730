# -*- coding: ascii -*-
x = "a"
