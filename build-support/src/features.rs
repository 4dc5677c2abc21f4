//! Proposals that can be turned on and off.
//!
//! One list gives the names, the defaults (those of Wasmtime 48, as far as Embody supports the proposal) and what the
//! validator calls them. What is not in the list is always validated, and what of it the compiler lacks is refused by
//! name: garbage collection, for one.

use std::fmt;

use wasmparser::{Validator, WasmFeatures};

use crate::error::{Error, ErrorKind};

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident, $key:literal, $proposal:literal, $flag:ident, $default:literal;)*) => {
        /// A proposal that can be turned on and off.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Feature { $($(#[$doc])* $name,)* }

        impl Feature {
            /// All of them.
            pub const ALL: &'static [Feature] = &[$(Feature::$name,)*];

            /// Its name as a setting, for example `wide_arithmetic`.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Feature::$name => $key,)* }
            }

            /// The proposal's own name, for example `wide-arithmetic`.
            #[must_use]
            pub const fn proposal(self) -> &'static str {
                match self { $(Feature::$name => $proposal,)* }
            }

            /// Whether it is on where nothing is said.
            #[must_use]
            pub const fn is_default(self) -> bool {
                match self { $(Feature::$name => $default,)* }
            }

            /// What the validator calls it.
            const fn flag(self) -> WasmFeatures {
                match self { $(Feature::$name => WasmFeatures::$flag,)* }
            }
        }
    };
}

features! {
    /// `bulk-memory-operations`: `memory.copy` and its like, passive segments.
    BulkMemory, "bulk_memory", "bulk-memory-operations", BULK_MEMORY, true;
    /// Lists of fixed length, a type of components.
    FixedLengthLists, "component_model_fixed_length_lists", "component-model-fixed-length-lists", CM_FIXED_LENGTH_LISTS,
        false;
    /// `custom-page-sizes`: memories in pages of one byte.
    CustomPageSizes, "custom_page_sizes", "custom-page-sizes", CUSTOM_PAGE_SIZES, false;
    /// `exception-handling`: `throw` and `try_table`.
    Exceptions, "exceptions", "exception-handling", EXCEPTIONS, true;
    /// `extended-const`: arithmetic in constant expressions.
    ExtendedConst, "extended_const", "extended-const", EXTENDED_CONST, true;
    /// `function-references`: references to functions of one type, references that are never null, `call_ref`.
    FunctionReferences, "function_references", "function-references", FUNCTION_REFERENCES, true;
    /// `memory64`: memories and tables with 64-bit addresses.
    Memory64, "memory64", "memory64", MEMORY64, true;
    /// `multi-memory`: several memories in a module.
    MultiMemory, "multi_memory", "multi-memory", MULTI_MEMORY, true;
    /// `multi-value`: functions and blocks with several results.
    MultiValue, "multi_value", "multi-value", MULTI_VALUE, true;
    /// `reference-types`: `externref`, several tables, `table.get` and its like.
    ReferenceTypes, "reference_types", "reference-types", REFERENCE_TYPES, true;
    /// `relaxed-simd`: vector instructions whose results may depend on the processor.
    RelaxedSimd, "relaxed_simd", "relaxed-simd", RELAXED_SIMD, true;
    /// `simd`: vectors of 128 bits.
    Simd, "simd", "simd", SIMD, true;
    /// `tail-call`: `return_call` and its like.
    TailCall, "tail_call", "tail-call", TAIL_CALL, true;
    /// `threads`: shared memories and atomic instructions.
    Threads, "threads", "threads", THREADS, true;
    /// `wide-arithmetic`: additions and multiplications of 128 bits.
    WideArithmetic, "wide_arithmetic", "wide-arithmetic", WIDE_ARITHMETIC, false;
}

impl Feature {
    /// The feature of this [key](Feature::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|feature| feature.key() == key)
    }

    const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// Which proposals are on.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Features(u32);

impl Default for Features {
    fn default() -> Self {
        let defaults = Feature::ALL.iter().filter(|feature| feature.is_default());
        Self(defaults.fold(0, |bits, feature| bits | feature.bit()))
    }
}

impl fmt::Debug for Features {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let on = Feature::ALL.iter().filter(|feature| self.contains(**feature));
        f.debug_set().entries(on.map(|feature| feature.key())).finish()
    }
}

impl Features {
    /// All that can be on.
    #[must_use]
    pub fn all() -> Self {
        Self(Feature::ALL.iter().fold(0, |bits, feature| bits | feature.bit()))
    }

    /// Whether a proposal is on.
    #[must_use]
    pub fn contains(self, feature: Feature) -> bool {
        self.0 & feature.bit() != 0
    }

    /// Turns a proposal on or off.
    pub fn set(&mut self, feature: Feature, enable: bool) {
        match enable {
            true => self.0 |= feature.bit(),
            false => self.0 &= !feature.bit(),
        }
    }

    /// These, with a proposal turned on or off.
    ///
    /// ```
    /// use embody_build::features::{Feature, Features};
    /// let features = Features::default().with(Feature::WideArithmetic, true);
    /// assert!(features.contains(Feature::WideArithmetic));
    /// ```
    #[must_use]
    pub fn with(mut self, feature: Feature, enable: bool) -> Self {
        self.set(feature, enable);
        self
    }

    /// The proposals without which bytes are not valid; none if they are not valid with all of them.
    #[must_use]
    pub fn needed(bytes: &[u8]) -> Vec<Feature> {
        let is_valid = |features: Self| features.valid_up_to(bytes) == usize::MAX;
        if !is_valid(Self::all()) {
            return Vec::new();
        }
        let needed = |feature: &Feature| !is_valid(Self::all().with(*feature, false));
        Feature::ALL.iter().copied().filter(needed).collect()
    }

    /// What the validator is to accept.
    pub(crate) fn validated(self) -> WasmFeatures {
        let off = Feature::ALL.iter().filter(|feature| !self.contains(**feature));
        let mut accepted = WasmFeatures::all() - WasmFeatures::LEGACY_EXCEPTIONS;
        for feature in off {
            accepted.remove(feature.flag());
            match feature {
                // To the validator these are part of those.
                Feature::FunctionReferences => accepted.remove(WasmFeatures::GC),
                Feature::Threads => accepted.remove(WasmFeatures::SHARED_EVERYTHING_THREADS),
                _ => {}
            }
        }
        accepted
    }

    /// An error of validating `bytes`, with the names of the proposals that are off and without which it would not be
    /// one.
    pub(crate) fn explain(self, bytes: &[u8], error: Error) -> Error {
        if error.kind != ErrorKind::Invalid || self == Self::all() {
            return error;
        }
        let (mut features, mut needed) = (self, Vec::new());
        let mut reached = features.valid_up_to(bytes);
        'more: while reached != usize::MAX {
            for feature in Feature::ALL.iter().filter(|feature| !features.contains(**feature)) {
                let further = features.with(*feature, true).valid_up_to(bytes);
                if further > reached {
                    (features, reached) = (features.with(*feature, true), further);
                    needed.push(*feature);
                    continue 'more;
                }
            }
            break;
        }
        let list = |text: fn(&Feature) -> String, between: &str| {
            needed.iter().map(text).collect::<Vec<_>>().join(between)
        };
        let proposals = list(|feature| format!("`{}`", feature.proposal()), " and ");
        let settings = list(|feature| format!("{}: true", feature.key()), ", ");
        let message = match needed.len() {
            0 => return error,
            1 => format!(
                "needs the proposal {proposals}, which is off: turn it on with `features: {{ {settings} }}`"
            ),
            _ => format!(
                "needs the proposals {proposals}, which are off: turn them on with `features: {{ {settings} }}`"
            ),
        };
        Error { message: format!("{} ({message})", error.message), ..error }
    }

    /// The offset up to which bytes are valid; [`usize::MAX`] if all of them are.
    fn valid_up_to(self, bytes: &[u8]) -> usize {
        match Validator::new_with_features(self.validated()).validate_all(bytes) {
            Ok(_) => usize::MAX,
            Err(error) => usize::try_from(error.offset()).unwrap_or(usize::MAX - 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{parse_module_with, parse_with};

    fn validate(text: &str, features: Features) -> Result<(), Error> {
        let bytes = wat::parse_str(text).unwrap();
        match text.starts_with("(component") {
            true => parse_with(&bytes, features).map(drop),
            false => parse_module_with(&bytes, features).map(drop),
        }
    }

    fn text(feature: Feature) -> String {
        match feature {
            Feature::FixedLengthLists => format!("(component {})", needing(feature)),
            _ => format!("(module {})", needing(feature)),
        }
    }

    /// For each feature, fields of a module or component that needs it.
    fn needing(feature: Feature) -> &'static str {
        match feature {
            Feature::BulkMemory => {
                "(memory 1) (func (memory.fill (i32.const 0) (i32.const 0) (i32.const 0)))"
            }
            Feature::CustomPageSizes => "(memory 1 (pagesize 1))",
            Feature::Exceptions => "(tag $t) (func throw $t)",
            Feature::FixedLengthLists => "(type (list u8 4))",
            Feature::ExtendedConst => "(global i32 (i32.add (i32.const 1) (i32.const 2)))",
            Feature::FunctionReferences => "(type $f (func)) (func (param (ref $f)))",
            Feature::Memory64 => "(memory i64 1)",
            Feature::MultiMemory => "(memory 1) (memory 1)",
            Feature::MultiValue => "(func (result i32 i32) (i32.const 1) (i32.const 2))",
            Feature::ReferenceTypes => "(func (param externref))",
            Feature::RelaxedSimd => {
                "(func (result v128) (i8x16.relaxed_swizzle (v128.const i64x2 0 0) (v128.const i64x2 0 0)))"
            }
            Feature::Simd => "(func (param v128))",
            Feature::TailCall => "(func $f return_call $f)",
            Feature::Threads => "(memory 1 1 shared)",
            Feature::WideArithmetic => {
                "(func (param i64) (result i64 i64) (i64.mul_wide_u (local.get 0) (local.get 0)))"
            }
        }
    }

    #[test]
    fn what_is_off_is_refused_by_name() {
        for feature in Feature::ALL {
            let text = text(*feature);
            let error = validate(&text, Features::all().with(*feature, false)).err();
            let error = error.unwrap_or_else(|| panic!("{feature:?} is accepted"));
            let setting = format!("`features: {{ {}: true }}`", feature.key());
            let proposal = format!("the proposal `{}`, which is off", feature.proposal());
            assert!(error.message.contains(&setting) && error.message.contains(&proposal), "{error}");
            assert_eq!(error.kind, ErrorKind::Invalid);
            assert!(validate(&text, Features::all()).is_ok(), "{feature:?} is on");
        }
    }

    #[test]
    fn all_that_is_needed_is_named() {
        let fields = [Feature::Simd, Feature::WideArithmetic].map(needing).concat();
        let module = wat::parse_str(format!("(module {fields})")).unwrap();
        let error = parse_module_with(&module, Features::default().with(Feature::Simd, false)).err().unwrap();
        assert!(error.message.contains("`features: { simd: true, wide_arithmetic: true }`"), "{error}");
    }

    #[test]
    fn what_is_needed_is_listed() {
        for feature in Feature::ALL {
            let bytes = wat::parse_str(text(*feature)).unwrap();
            assert!(Features::needed(&bytes).contains(feature), "{feature:?}");
        }
        let invalid = wat::parse_str("(module (func (result i32)))").unwrap();
        assert_eq!(Features::needed(&invalid), []);
    }

    #[test]
    fn what_no_feature_makes_valid_is_left_alone() {
        let module = wat::parse_str("(module (func (result i32)))").unwrap();
        let error = parse_module_with(&module, Features::default()).err().unwrap();
        assert!(!error.message.contains("proposal"), "{error}");
    }

    #[test]
    fn names_lead_back() {
        for feature in Feature::ALL {
            assert_eq!(Feature::from_key(feature.key()), Some(*feature));
        }
        assert_eq!(Feature::from_key("gc"), None);
    }
}
