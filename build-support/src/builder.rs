//! Components in a build script.
//!
//! In: paths of components, and what a user chooses about them. Out: for each a file of Rust in `OUT_DIR`, which
//! `embody::include_component!` includes, and files of code and data beside it. What comes out is what `component!` expands
//! to; the macro that includes it links no compiler.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Span, TokenStream};

use crate::bind::{Choices, Named, Params, RuntimePath, TypeChoices, Wasi};
use crate::embed;
use crate::error::ErrorKind;
use crate::expand;
use crate::features::Feature;
use crate::options::{MemoryKind, OptLevel, Options};
use crate::text;
use embody_abi::features::Target;

/// The folder below `OUT_DIR`.
const FOLDER: &str = "embody";

/// Compiles components in a build script.
///
/// ```no_run
/// // build.rs
/// embody_build::Builder::new()
///     .component("greeter", "guests/greeter.wasm")
///     .derive("serde::Serialize")
///     .build();
/// ```
///
/// and where the component is used:
///
/// ```ignore
/// mod greeter {
///     embody::include_component!("greeter");
/// }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Builder {
    /// Names, each with the paths of one component, or of those that it is put together from.
    components: Vec<(String, Vec<PathBuf>)>,
    modules: Vec<(String, PathBuf)>,
    choices: Choices,
    features: Vec<(Feature, bool)>,
    cpu: Option<String>,
    opt_level: Option<OptLevel>,
    memory: MemoryKind,
    target: Option<Target>,
    out_dir: Option<PathBuf>,
    runtime: Option<String>,
    /// The first choice that is no Rust.
    wrong: Option<String>,
}

/// What went wrong in a build, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildError {
    /// Whose fault it is.
    pub kind: ErrorKind,
    message: String,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for BuildError {}

impl BuildError {
    fn new(kind: ErrorKind, message: impl fmt::Display) -> Self {
        Self { kind, message: message.to_string() }
    }

    fn at(path: &Path, error: &crate::error::Error) -> Self {
        Self::new(error.kind, format!("{}: {error}", path.display()))
    }
}

impl Builder {
    /// No components, and the defaults of `component!`.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the component at a path, relative to the package, under the name that `include_component!` gets.
    #[must_use]
    pub fn component(mut self, name: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        self.components.push((name.into(), vec![path.into()]));
        self
    }

    /// Adds a component that is put together of those at these paths, with feature `compose`: the first one's imports are
    /// satisfied by the exports of those behind it, as [`compose`](crate::compose) says.
    #[must_use]
    pub fn compose<P: Into<PathBuf>>(
        mut self,
        name: impl Into<String>,
        paths: impl IntoIterator<Item = P>,
    ) -> Self {
        self.components.push((name.into(), paths.into_iter().map(Into::into).collect()));
        self
    }

    /// Gives a core module for one that components import, by the import's name.
    #[must_use]
    pub fn module(mut self, name: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        self.modules.push((name.into(), path.into()));
        self
    }

    /// Derives a trait for each record, variant, enum and set of flags: the path of the derive, `serde::Serialize`.
    #[must_use]
    pub fn derive(mut self, path: &str) -> Self {
        let tokens = self.tokens(path);
        self.choices.derives.push(tokens);
        self
    }

    /// Derives a trait for one type: `ns:pkg/interface/type`.
    #[must_use]
    pub fn type_derive(mut self, name: &str, path: &str) -> Self {
        let tokens = self.tokens(path);
        self.type_choices(name).derives.push(tokens);
        self
    }

    /// Puts an attribute at one type; what is between `#[` and `]`.
    #[must_use]
    pub fn type_attribute(mut self, name: &str, attribute: &str) -> Self {
        let tokens = self.tokens(attribute);
        self.type_choices(name).attributes.push(tokens);
        self
    }

    /// Rust in a string. What is none is remembered, and an error of the build.
    fn tokens(&mut self, text: &str) -> TokenStream {
        text.parse().unwrap_or_else(|error| {
            self.wrong.get_or_insert_with(|| format!("`{text}` is not Rust: {error}"));
            TokenStream::new()
        })
    }

    fn type_choices(&mut self, name: &str) -> &mut TypeChoices {
        let types = &mut self.choices.types;
        let at = types.iter().position(|named| named.name == name).unwrap_or_else(|| {
            types.push(named(name, TypeChoices::default()));
            types.len() - 1
        });
        &mut types[at].value
    }

    /// Uses a module, or a type, that exists already for an interface, or a type: `ns:pkg/interface`, `crate::module`.
    #[must_use]
    pub fn with(mut self, name: &str, path: &str) -> Self {
        let tokens = self.tokens(path);
        self.choices.with.push(named(name, tokens));
        self
    }

    /// Who owns what is passed to functions.
    #[must_use]
    pub fn params(mut self, params: Params) -> Self {
        self.choices.params = params;
        self
    }

    /// Has host functions that fail with a WIT type, `ns:pkg/interface/error`, fail with one of the host's own instead.
    #[must_use]
    pub fn error(mut self, name: &str, path: &str) -> Self {
        let tokens = self.tokens(path);
        self.choices.errors.push(named(name, tokens));
        self
    }

    /// Allows these imports alone, of which each may end in `*`; a component that has others is an error.
    #[must_use]
    pub fn imports<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
        let names = names.into_iter().map(|name| named(name, ()));
        self.choices.imports.get_or_insert_default().extend(names);
        self
    }

    /// Where the crate `embody_wasi` is, if it is called otherwise; none if the host implements WASI itself.
    #[must_use]
    pub fn wasi_crate(mut self, path: Option<&str>) -> Self {
        self.choices.wasi = match path {
            Some(path) => Wasi::At(self.tokens(path)),
            None => Wasi::Own,
        };
        self
    }

    /// Turns a proposal on or off.
    #[must_use]
    pub fn feature(mut self, feature: Feature, enable: bool) -> Self {
        self.features.push((feature, enable));
        self
    }

    /// The processor to compile for, by name; see [`Options::cpu`].
    #[must_use]
    pub fn cpu(mut self, name: impl Into<String>) -> Self {
        self.cpu = Some(name.into());
        self
    }

    /// How hard to optimise.
    #[must_use]
    pub fn opt_level(mut self, level: OptLevel) -> Self {
        self.opt_level = Some(level);
        self
    }

    /// How memories are reserved, and accesses to them checked.
    #[must_use]
    pub fn memory(mut self, kind: MemoryKind) -> Self {
        self.memory = kind;
        self
    }

    /// The target; that of the package by default.
    #[must_use]
    pub fn target(mut self, target: Target) -> Self {
        self.target = Some(target);
        self
    }

    /// Where files go, instead of `OUT_DIR`.
    #[must_use]
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(path.into());
        self
    }

    /// Where the crate `embody` is, if it is called otherwise: `crate::reexported`.
    #[must_use]
    pub fn runtime_crate(mut self, path: &str) -> Self {
        self.runtime = Some(path.to_owned());
        self
    }

    /// Compiles all components. What is wrong is printed for cargo to show, and ends the build script.
    ///
    /// # Panics
    /// Never; it exits the process instead.
    pub fn build(&self) {
        if let Err(error) = self.try_build() {
            println!("cargo::error={}", error.to_string().replace('\n', " "));
            std::process::exit(1);
        }
    }

    /// As [`Builder::build`], with the error as a value.
    ///
    /// # Errors
    /// If a file cannot be read or written, a component cannot be compiled, or a choice is wrong.
    pub fn try_build(&self) -> Result<(), BuildError> {
        if let Some(wrong) = &self.wrong {
            return Err(BuildError::new(ErrorKind::Invalid, wrong));
        }
        let out = self.out_dir.clone().or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from));
        let out = out.ok_or_else(|| {
            BuildError::new(
                ErrorKind::Io,
                "`OUT_DIR` is not set: this is for build scripts, or say where with `out_dir`",
            )
        })?;
        let folder = out.join(FOLDER);
        fs::create_dir_all(&folder).map_err(|error| io(&folder, &error))?;
        let mut options = self.options()?;
        for (name, path) in &self.modules {
            options.modules.push((name.clone(), read(path)?));
        }
        for (name, paths) in &self.components {
            let file = self.one(paths, &options, &folder)?;
            let text = prettyplease::unparse(&file);
            let target = folder.join(format!("{name}.rs"));
            // An unchanged file has its crate not compiled again.
            if fs::read_to_string(&target).ok().as_deref() != Some(&text) {
                fs::write(&target, text).map_err(|error| io(&target, &error))?;
            }
        }
        Ok(())
    }

    fn one(&self, paths: &[PathBuf], options: &Options, folder: &Path) -> Result<syn::File, BuildError> {
        let shown = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>();
        let path = Path::new(&shown.join(" + ")).to_owned();
        let at = |error: crate::error::Error| BuildError::at(&path, &error);
        let mut parts = paths.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>()?;
        let component = if parts.len() == 1 {
            parts.remove(0)
        } else {
            let parts: Vec<_> = shown.into_iter().zip(parts.iter().map(Vec::as_slice)).collect();
            crate::compose::compose(&parts).map_err(at)?
        };
        let runtime: RuntimePath = match &self.runtime {
            Some(path) => syn::parse_str(path).map_err(|error| BuildError::new(ErrorKind::Invalid, error))?,
            None => RuntimePath::default(),
        };
        let wrappers = expand::wrappers(&component, options, runtime.clone(), self.choices.clone());
        let wrappers = wrappers.map_err(|errors| {
            let messages = errors.iter().map(ToString::to_string).collect::<Vec<_>>();
            let kind = errors.first().map_or(ErrorKind::Bug, crate::bind::BindError::kind);
            BuildError::new(kind, format!("{}: {}", path.display(), messages.join("; ")))
        })?;
        let image = embed::image_in(&component, options, &runtime, folder).map_err(at)?;
        let items = expand::module(&wrappers, &quote::quote!(mod __image { #image }), &[]);
        syn::parse2(items).map_err(|error| {
            BuildError::new(ErrorKind::Bug, format!("an expansion that is no Rust: {error}"))
        })
    }

    fn options(&self) -> Result<Options, BuildError> {
        let invalid = |error: crate::error::Error| BuildError::new(error.kind, error);
        let target = match self.target {
            Some(target) => target,
            None => target_of_cargo()?,
        };
        let mut options = Options::new(target);
        if let Some(cpu) = &self.cpu {
            options = options.cpu(cpu).map_err(invalid)?;
        }
        options.opt_level = self.opt_level.unwrap_or_default();
        options.memory = self.memory;
        for (feature, enable) in &self.features {
            options.features.set(*feature, *enable);
        }
        Ok(options)
    }
}

fn named<T>(name: &str, value: T) -> Named<T> {
    Named { name: name.to_owned(), span: Span::call_site(), value }
}

/// The target that cargo compiles the package for.
fn target_of_cargo() -> Result<Target, BuildError> {
    let variable = |name: &str| std::env::var(name).ok();
    let (Some(arch), Some(os)) = (variable("CARGO_CFG_TARGET_ARCH"), variable("CARGO_CFG_TARGET_OS")) else {
        return Target::current()
            .ok_or_else(|| BuildError::new(ErrorKind::Unsupported, embed::unsupported_target()));
    };
    let found = Target::ALL.iter().find(|target| target.cfg() == (arch.as_str(), os.as_str()));
    found.copied().ok_or_else(|| BuildError::new(ErrorKind::Unsupported, embed::unsupported_target()))
}

/// Reads a file that may be text, and has cargo look at it.
fn read(path: &Path) -> Result<Vec<u8>, BuildError> {
    let base = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    let absolute = base.join(path);
    println!("cargo::rerun-if-changed={}", absolute.display());
    let bytes = fs::read(&absolute).map_err(|error| io(&absolute, &error))?;
    Ok(text::to_binary(&bytes).map_err(|error| BuildError::at(path, &error))?.into_owned())
}

fn io(path: &Path, error: &std::io::Error) -> BuildError {
    BuildError::new(ErrorKind::Io, format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_that_is_no_rust_fails_the_build() {
        let error = Builder::new().derive("serde::Serialize)").try_build().unwrap_err();
        assert_eq!(error.kind, ErrorKind::Invalid);
        assert!(error.to_string().starts_with("`serde::Serialize)` is not Rust"), "{error}");
    }
}
