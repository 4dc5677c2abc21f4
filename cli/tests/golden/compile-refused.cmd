cargo embody compile refused.wat -o a
