cargo embody check --json adder.wasm refused.wat large-tuple.wat
