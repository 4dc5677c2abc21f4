cargo embody check --help
