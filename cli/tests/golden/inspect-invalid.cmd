cargo embody inspect invalid.wat
