cargo embody expand large-tuple.wat
