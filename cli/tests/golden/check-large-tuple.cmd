cargo embody check large-tuple.wat
