if a:
 b
if a:
        b
if a:
   if b:
            c
   d
