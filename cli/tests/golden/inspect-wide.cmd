cargo embody inspect wide.wat
