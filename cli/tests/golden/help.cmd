cargo embody --help
