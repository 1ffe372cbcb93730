if a:
        	b
        	if c:
        	    d
        	else:
        	    e
    
	
if a:
 	b
 	c
if a:
    b

if c:
	d
