cargo embody compile wide.wat -o a --feature wide_aritmetic=true
