cargo embody compile wide.wat -o a
