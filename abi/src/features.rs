//! Targets, and the processor features that compiled code may use.

/// A machine and operating system for which code is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u32)]
pub enum Target {
    /// x86-64 Linux.
    X86_64Linux = 1,
    /// 64-bit Arm Linux.
    Aarch64Linux = 2,
}

impl Target {
    /// All targets for which code is compiled.
    pub const ALL: &'static [Target] = &[Target::X86_64Linux, Target::Aarch64Linux];

    /// The target of this number in a header, if there is one.
    #[must_use]
    pub fn from_code(code: u32) -> Option<Self> {
        Self::ALL.iter().copied().find(|t| *t as u32 == code)
    }

    /// The target that this crate itself was compiled for, if it is supported.
    #[must_use]
    pub const fn current() -> Option<Self> {
        if cfg!(all(target_arch = "x86_64", target_os = "linux")) {
            Some(Self::X86_64Linux)
        } else if cfg!(all(target_arch = "aarch64", target_os = "linux", target_endian = "little")) {
            Some(Self::Aarch64Linux)
        } else {
            None
        }
    }

    /// `target_arch` and `target_os` of its `cfg`.
    #[must_use]
    pub const fn cfg(self) -> (&'static str, &'static str) {
        match self {
            Self::X86_64Linux => ("x86_64", "linux"),
            Self::Aarch64Linux => ("aarch64", "linux"),
        }
    }

    /// The largest page that a kernel of this target uses: images are aligned so.
    #[must_use]
    pub const fn image_align(self) -> u32 {
        match self {
            Self::X86_64Linux => 4 << 10,
            Self::Aarch64Linux => 64 << 10,
        }
    }
}

/// Calls `$mac!` with each x86-64 feature beyond the baseline: bit, rustc's name, Cranelift's flag.
#[macro_export]
macro_rules! for_each_x86_feature {
    ($mac:ident) => {
        $mac! {
            0 "sse3" "has_sse3";
            1 "ssse3" "has_ssse3";
            2 "sse4.1" "has_sse41";
            3 "sse4.2" "has_sse42";
            4 "popcnt" "has_popcnt";
            5 "avx" "has_avx";
            6 "avx2" "has_avx2";
            7 "bmi1" "has_bmi1";
            8 "bmi2" "has_bmi2";
            9 "lzcnt" "has_lzcnt";
            10 "fma" "has_fma";
            11 "avx512f" "has_avx512f";
            12 "avx512vl" "has_avx512vl";
            13 "avx512dq" "has_avx512dq";
            14 "avx512vbmi" "has_avx512vbmi";
            15 "avx512bitalg" "has_avx512bitalg";
            16 "avx512vnni" "has_avx512vnni";
        }
    };
}

macro_rules! table {
    ($($bit:literal $name:literal $flag:literal;)*) => {
        /// Each x86-64 feature beyond the baseline: its bit, rustc's name and Cranelift's flag.
        pub const X86_FEATURES: &[(u32, &str, &str)] = &[$(($bit, $name, $flag),)*];
    };
}
for_each_x86_feature!(table);

/// The features of x86-64-v2 and v3 as bits.
pub const X86_64_V2: u64 = 0b000_0001_1111;
/// The features of x86-64-v3 as bits.
pub const X86_64_V3: u64 = 0b111_1111_1111;
/// The features of x86-64-v4 as bits, of those that compiled code knows.
pub const X86_64_V4: u64 = 0b11_1111_1111_1111;
