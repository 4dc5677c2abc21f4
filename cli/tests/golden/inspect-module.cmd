cargo embody inspect module.wat
