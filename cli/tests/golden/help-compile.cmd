cargo embody compile --help
