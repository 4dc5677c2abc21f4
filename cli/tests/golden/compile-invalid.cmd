cargo embody compile invalid.wat -o a
