cargo embody -h
