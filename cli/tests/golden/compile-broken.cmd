cargo embody compile broken.wat -o a
