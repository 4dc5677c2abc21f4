cargo embody inspect async.wat
