cargo embody compile module.wat -o a
