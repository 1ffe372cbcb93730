if a:
    b
  
        
	
    c
   # odd
d
    
