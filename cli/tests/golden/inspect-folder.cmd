cargo embody inspect folder
