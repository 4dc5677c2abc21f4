//! The one list of compute kernels, from which each side derives how to call them.
//!
//! The sizes make one run take between about two and twenty milliseconds: long enough that calling costs
//! nothing, short enough for many rounds.

/// Calls a macro with `guest { #[group] Name function(size) -> type; … }` for each guest that has kernels. Only
/// those kernels have a group that the summary shows by itself.
macro_rules! for_each_kernel {
    ($mac:ident) => {
        $mac! {
            kernels {
                Fib fib(32) -> u64;
                Sieve sieve(2_000_000) -> u64;
                Matrix matrix(220) -> f64;
                Nbody nbody(50_000) -> f64;
                Mandelbrot mandelbrot(200) -> u64;
                Crc32 crc32(1_000_000) -> u64;
                Sort sort(100_000) -> u64;
                Keccak keccak(500_000) -> u64;
                Sha256 sha256(1_000_000) -> u64;
                #[indirect] Indirect indirect(1_000_000) -> u64;
                Fannkuch fannkuch(9) -> u64;
                Spectral spectral(300) -> f64;
            }
            programs {
                #[indirect] Threaded threaded(5_000) -> u64;
                #[indirect] Shapes shapes(150) -> f64;
                #[indirect] Ast ast(10_000) -> u64;
                #[indirect] Compare compare(20_000) -> u64;
                #[indirect] Closures closures(300_000) -> u64;
                Bytecode bytecode(5_000) -> u64;
                Hashmap hashmap(100_000) -> u64;
                Btree btree(50_000) -> u64;
                List list(40_000) -> u64;
                Dijkstra dijkstra(150) -> u64;
                Copy copy(100_000) -> u64;
                Base64 base64(1_000_000) -> u64;
                Compress compress(1_000_000) -> u64;
                Search search(1_000_000) -> u64;
                Utf8 utf8(2_000_000) -> u64;
                Json json(1_000_000) -> u64;
                Regex regex(200_000) -> u64;
                Fft fft(65_536) -> f64;
                Lu lu(400) -> f64;
                Raytrace raytrace(200) -> f64;
                Options options(40_000) -> f64;
                Bignum bignum(100_000) -> u64;
                Xoshiro xoshiro(2_000_000) -> u64;
                Siphash siphash(60_000) -> u64;
                Queens queens(12) -> u64;
                Sudoku sudoku(300) -> u64;
                Life life(100) -> u64;
            }
            simd {
                #[simd] Saxpy saxpy(4_000) -> f64;
                #[simd] Transform transform(50_000) -> f64;
                #[simd] Blur blur(1_000) -> u64;
                #[simd] Blend blend(200_000) -> u64;
                #[simd] Sobel sobel(1_000) -> u64;
                #[simd] Adler32 adler32(1_000_000) -> u64;
                #[simd] Count count(1_000_000) -> u64;
                #[simd] Chacha chacha(20_000) -> u64;
                #[simd] Julia julia(300) -> u64;
            }
        }
    };
}
pub(crate) use for_each_kernel;

macro_rules! define {
    ($($guest:ident {
        $($(#[$group:ident])? $name:ident $function:ident($size:literal) -> $result:ident;)*
    })*) => {
        /// A compute kernel.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Kernel {
            $($($name,)*)*
        }

        impl Kernel {
            /// All of them.
            pub(crate) const ALL: &[Kernel] = &[$($(Kernel::$name,)*)*];

            /// What it is called where it is exported.
            pub(crate) fn name(self) -> &'static str {
                match self {
                    $($(Kernel::$name => stringify!($function),)*)*
                }
            }

            /// The guest that exports it.
            pub(crate) fn guest(self) -> &'static str {
                match self {
                    $($(Kernel::$name => stringify!($guest),)*)*
                }
            }

            /// What it has in common with others that the summary shows by themselves.
            pub(crate) fn group(self) -> Option<&'static str> {
                match self {
                    $($(Kernel::$name => [$(stringify!($group))?].first().copied(),)*)*
                }
            }
        }
    };
}
for_each_kernel!(define);
