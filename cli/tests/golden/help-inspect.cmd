cargo embody inspect --help
