cargo embody compile wide.wat -o a --feature wide_arithmetic=true --target x86_64-linux
