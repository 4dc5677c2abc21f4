cargo embody objdump --help
