cargo embody expand --help
