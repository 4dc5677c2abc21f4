//! The one list of compute kernels, from which each side derives how to call them.
//!
//! The sizes make one run take between about two and twenty milliseconds: long enough that calling costs
//! nothing, short enough for many rounds.

/// Calls a macro with `Name function(size) -> type;` for each kernel.
macro_rules! for_each_kernel {
    ($mac:ident) => {
        $mac! {
            Fib fib(32) -> u64;
            Sieve sieve(2_000_000) -> u64;
            Matrix matrix(220) -> f64;
            Nbody nbody(50_000) -> f64;
            Mandelbrot mandelbrot(200) -> u64;
            Crc32 crc32(1_000_000) -> u64;
            Sort sort(100_000) -> u64;
            Keccak keccak(500_000) -> u64;
            Sha256 sha256(1_000_000) -> u64;
            Indirect indirect(1_000_000) -> u64;
            Fannkuch fannkuch(9) -> u64;
            Spectral spectral(300) -> f64;
        }
    };
}
pub(crate) use for_each_kernel;

macro_rules! define {
    ($($name:ident $function:ident($size:literal) -> $result:ident;)*) => {
        /// A compute kernel.
        #[derive(Clone, Copy, Debug)]
        pub(crate) enum Kernel {
            $($name,)*
        }

        impl Kernel {
            /// All of them.
            pub(crate) const ALL: &[Kernel] = &[$(Kernel::$name,)*];

            /// What it is called where it is exported.
            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Kernel::$name => stringify!($function),)*
                }
            }
        }
    };
}
for_each_kernel!(define);
