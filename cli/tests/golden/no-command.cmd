cargo embody 
