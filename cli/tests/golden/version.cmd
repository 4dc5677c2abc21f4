cargo embody --version
