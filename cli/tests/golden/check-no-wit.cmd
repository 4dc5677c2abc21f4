cargo embody check wit-package.wat type-export.wat
