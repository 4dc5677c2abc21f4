//! `xtask guests [NAME…]`: builds the components that examples, benches and tests run.
//!
//! In: the source of each guest and the `guest.wit` beside it. Out: the `.wasm` files that are committed,
//! each a component which imports nothing but what its WIT says, has function names for backtraces, and
//! carries the documentation of its WIT. Nobody needs this to build Embody; it is for whoever changes guests.
//!
//! A guest whose toolchain is missing is skipped by name, with what to install. Absent by design: nothing
//! here installs or downloads a toolchain.
//!
//! Variables help where toolchains stand in unusual places: `GUEST_RUSTC` (a Rust compiler with a standard
//! library for Wasm, or with the library's source), `GUEST_CC` (clang), `GUEST_SYSROOT` (the parent of
//! wasi-libc's `include/wasm32-wasi`; `/usr` unless set), and for scripts `GUEST_COMPONENTIZE_JS`,
//! `GUEST_COMPONENTIZE_QJS` and `GUEST_COMPONENTIZE_PY`, the programs of these names.

mod list;
mod wasi;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_encoder::{CustomSection, Encode, Section};
use wit_component::{ComponentEncoder, DecodedWasm, StringEncoding};
use wit_parser::{PackageMetadata, Resolve, WorldId};

use Language::{C, CWithLibc, CWithVectors, Component, Rust, Text, TextWith, Wasi};
use list::GUESTS;

/// One guest: where its source is, what it becomes, and how.
struct Guest {
    /// What a user types to build this guest alone.
    name: &'static str,
    /// The folder with `guest.wit`, relative to the repository like all paths here.
    source: &'static str,
    /// The committed component.
    output: &'static str,
    language: Language,
}

enum Language {
    /// One file of core Wasm text.
    Text(&'static str),
    /// One file of text that is a component already, and has no WIT beside it.
    Component(&'static str),
    /// The same, with strings in this encoding.
    TextWith(&'static str, StringEncoding),
    /// A Cargo package whose library has the guest's name.
    Rust,
    /// C without any library.
    C(&'static [&'static str]),
    /// The same, with vectors.
    CWithVectors(&'static [&'static str]),
    /// C on top of wasi-libc; only what does no I/O can be used, since there is no WASI to import.
    CWithLibc(&'static [&'static str]),
    /// One that imports WASI, and has no WIT beside it.
    Wasi(wasi::Toolchain),
}

/// Why a guest was not built.
enum Failure {
    /// A tool is not installed; the text says which, and where it comes from.
    Missing(String),
    /// The guest or this module is at fault.
    Broken(String),
}

impl Failure {
    fn broken(error: impl std::fmt::Display) -> Self {
        // The alternate form prints the causes of an `anyhow::Error` as well.
        Failure::Broken(format!("{error:#}"))
    }
}

/// Builds the guests named in `args`, or all of them.
///
/// # Errors
/// A name that no guest has, or a guest that does not build. A missing toolchain is reported but is no error.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    let selected = select(args)?;
    let root = repository();
    for guest in selected {
        match build(&root, guest) {
            Ok(len_bytes) => println!("built    {} ({len_bytes} bytes)", guest.output),
            Err(Failure::Missing(what)) => println!("skipped  {}: {what}", guest.name),
            Err(Failure::Broken(why)) => return Err(format!("guest `{}`: {why}", guest.name)),
        }
    }
    Ok(())
}

fn select(names: &[String]) -> Result<Vec<&'static Guest>, String> {
    if names.is_empty() {
        return Ok(GUESTS.iter().collect());
    }
    let find = |name: &String| {
        GUESTS.iter().find(|guest| guest.name == name).ok_or_else(|| {
            let known: Vec<_> = GUESTS.iter().map(|guest| guest.name).collect();
            format!("no guest is named `{name}`; there are: {}", known.join(", "))
        })
    };
    names.iter().map(find).collect()
}

fn build(root: &Path, guest: &Guest) -> Result<usize, Failure> {
    let source = root.join(guest.source);
    if let Component(file) = guest.language {
        let component = wat::parse_file(source.join(file)).map_err(Failure::broken)?;
        fs::write(root.join(guest.output), &component).map_err(Failure::broken)?;
        return Ok(component.len());
    }
    if let Wasi(toolchain) = &guest.language {
        let component = wasi::build(root, guest, toolchain)?;
        fs::write(root.join(guest.output), &component).map_err(Failure::broken)?;
        return Ok(component.len());
    }
    let (resolve, world) = read_wit(&source)?;
    let mut core = match guest.language {
        Wasi(_) => return Err(Failure::Broken("a guest that is built elsewhere".into())),
        Text(file) | TextWith(file, _) | Component(file) => {
            wat::parse_file(source.join(file)).map_err(Failure::broken)?
        }
        Rust => build_rust(root, &source, guest.name)?,
        C(files) => build_c(root, &source, guest.name, files, WITHOUT_LIBC)?,
        CWithVectors(files) => {
            build_c(root, &source, guest.name, files, &[WITHOUT_LIBC, &["-msimd128"]].concat())?
        }
        CWithLibc(files) => {
            build_c(root, &source, guest.name, files, &[REACTOR, &[&wasi_sysroot()?]].concat())?
        }
    };
    if !matches!(guest.language, Rust) {
        // In Rust, `wit-bindgen` has put the world's description into the module already.
        let encoding = match guest.language {
            TextWith(_, encoding) => encoding,
            _ => StringEncoding::UTF8,
        };
        wit_component::embed_component_metadata(&mut core, &resolve, world, encoding, false)
            .map_err(Failure::broken)?;
    }
    let mut component = encode_component(&core).map_err(Failure::broken)?;
    append_docs(&mut component, &resolve, world).map_err(Failure::broken)?;
    wit_component::targets(&resolve, world, &component, false).map_err(Failure::broken)?;
    refuse_machine_paths(root, &component)?;
    fs::write(root.join(guest.output), &component).map_err(Failure::broken)?;
    Ok(component.len())
}

fn read_wit(source: &Path) -> Result<(Resolve, WorldId), Failure> {
    let mut resolve = Resolve::default();
    let package = resolve.push_file(source.join("guest.wit")).map_err(Failure::broken)?;
    let world = resolve.select_world(&[package], None).map_err(Failure::broken)?;
    Ok((resolve, world))
}

fn encode_component(core: &[u8]) -> anyhow::Result<Vec<u8>> {
    ComponentEncoder::default().validate(true).module(core)?.encode()
}

// ---- Rust -------------------------------------------------------------------------------------------------

const RUST_TARGET: &str = "wasm32-unknown-unknown";

/// A Rust compiler, and what it lacks for Wasm.
struct RustToolchain {
    rustc: PathBuf,
    /// Set when the standard library has to be built from source: the folder with that source.
    library_source: Option<PathBuf>,
    /// Set when the compiler comes without a linker.
    linker: Option<PathBuf>,
}

impl RustToolchain {
    fn find(target: &str) -> Result<Self, Failure> {
        let rustc = env::var_os("GUEST_RUSTC").map_or_else(|| PathBuf::from("rustc"), PathBuf::from);
        let sysroot = print(Command::new(&rustc).args(["--print", "sysroot"]))?;
        let rustlib = Path::new(&sysroot).join("lib/rustlib");
        Ok(RustToolchain {
            library_source: find_library(&rustlib, target)?,
            linker: find_linker(&rustlib)?,
            rustc,
        })
    }

    /// The compiler flags that keep this machine's folders out of the guest's panic messages.
    ///
    /// They are the same for all guests, so that the standard library is built once for all of them.
    fn remap_flags(&self, root: &Path) -> Vec<String> {
        let mut remaps = vec![(root.to_path_buf(), "embody")];
        if let Some(library) = &self.library_source {
            // A distribution may have a symbolic link here, and the compiler sees either form.
            remaps.extend(library.canonicalize().map(|real| (real, "std")));
            remaps.push((library.clone(), "std"));
        }
        remaps.extend(registry_folders().into_iter().map(|folder| (folder, "crates")));
        remaps.iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display())).collect()
    }
}

/// Looks for a standard library for Wasm, or else for the folder to build it from.
fn find_library(rustlib: &Path, target: &str) -> Result<Option<PathBuf>, Failure> {
    let source = rustlib.join("src/rust/library");
    if rustlib.join(target).join("lib").is_dir() {
        Ok(None)
    } else if source.is_dir() {
        Ok(Some(source))
    } else {
        Err(Failure::Missing(format!(
            "the Rust compiler has no standard library for Wasm; run `rustup target add {target}`, or \
             install Debian's `rustc-web` and `rust-web-src`, and name that compiler in GUEST_RUSTC"
        )))
    }
}

/// Looks for a linker on the path, unless the compiler has its own.
fn find_linker(rustlib: &Path) -> Result<Option<PathBuf>, Failure> {
    let mut targets = fs::read_dir(rustlib).into_iter().flatten().flatten();
    if targets.any(|target| target.path().join("bin/rust-lld").is_file()) {
        return Ok(None);
    }
    find_program(&["rust-lld", "wasm-ld-19", "wasm-ld"], "lld-19").map(Some)
}

fn build_rust(root: &Path, source: &Path, name: &str) -> Result<Vec<u8>, Failure> {
    build_rust_for(root, source, name, RUST_TARGET, |_| Ok(Vec::new()))
}

/// The same for any target, with compiler flags that depend on what the toolchain has.
fn build_rust_for(
    root: &Path,
    source: &Path,
    name: &str,
    target: &str,
    flags: impl FnOnce(&RustToolchain) -> Result<Vec<String>, Failure>,
) -> Result<Vec<u8>, Failure> {
    let toolchain = RustToolchain::find(target)?;
    let target_dir = target_dir(root);
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(source).args(["build", "--quiet", "--locked", "--release", "--target", target]);
    cargo.arg("--target-dir").arg(&target_dir);
    cargo.env("RUSTC", &toolchain.rustc);
    let flags = [toolchain.remap_flags(root), flags(&toolchain)?].concat();
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    if toolchain.library_source.is_some() {
        // Cargo does this for a nightly compiler alone, or for one that this variable makes pass as such.
        cargo.env("RUSTC_BOOTSTRAP", "1").arg("-Zbuild-std=std,panic_abort");
    }
    if let Some(linker) = &toolchain.linker {
        let variable = target.replace('-', "_").to_uppercase();
        cargo.env(format!("CARGO_TARGET_{variable}_LINKER"), linker);
    }
    succeed(&mut cargo)?;
    // Cargo names a program as its package, and a library as its crate.
    let folder = target_dir.join(target).join("release");
    let names = [name.to_owned(), name.replace('-', "_")];
    let file = names.iter().map(|name| folder.join(format!("{name}.wasm"))).find(|file| file.is_file());
    fs::read(file.unwrap_or(folder)).map_err(Failure::broken)
}

/// The folders below which Cargo unpacks registry crates, one per registry.
fn registry_folders() -> Vec<PathBuf> {
    let cargo_home =
        env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let entries = cargo_home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    entries.into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

// ---- C ----------------------------------------------------------------------------------------------------

/// Clang's target, and that there is no library.
const WITHOUT_LIBC: &[&str] =
    &["--target=wasm32-unknown-unknown", "-ffreestanding", "-nostdlib", "-nostartfiles", "-Wl,--no-entry"];

/// Flags of a library for WASI, without its start.
const REACTOR: &[&str] = &["--target=wasm32-wasi", "-nostartfiles", "-Wl,--no-entry"];

fn build_c(
    root: &Path,
    source: &Path,
    name: &str,
    files: &[&str],
    target: &[&str],
) -> Result<Vec<u8>, Failure> {
    let output_dir = target_dir(root).join("c");
    fs::create_dir_all(&output_dir).map_err(Failure::broken)?;
    let output = output_dir.join(format!("{name}.wasm"));

    let mut clang = Command::new(find_clang()?);
    // Sources are named relative to the guest's folder, so that no assertion or debug record can name another
    // one.
    clang.current_dir(source).args(files).arg("-o").arg(&output);
    clang.args(["-std=c17", "-Wall", "-Wextra", "-Werror", "-O3", "-g0"]);
    clang.args(["-mbulk-memory", "-mnontrapping-fptoint", "-msign-ext"]);
    clang.args(["-Wl,--gc-sections", "-Wl,--strip-debug"]);
    // The stack comes first, so that its overflow leaves the memory and traps instead of reaching data.
    clang.args(["-Wl,--stack-first", "-Wl,-z,stack-size=1048576"]);
    clang.args(target);
    succeed(&mut clang)?;
    fs::read(&output).map_err(Failure::broken)
}

fn find_clang() -> Result<PathBuf, Failure> {
    let clang = match env::var_os("GUEST_CC") {
        Some(path) => PathBuf::from(path),
        None => find_program(&["clang-19", "clang"], "clang-19")?,
    };
    // Clang finds its linker by itself; asking first makes for a better message than the one it gives.
    find_program(&["wasm-ld-19", "wasm-ld"], "lld-19")?;
    Ok(clang)
}

fn wasi_sysroot() -> Result<String, Failure> {
    Ok(format!("--sysroot={}", wasi_libc()?))
}

/// The parent of wasi-libc's folders.
fn wasi_libc() -> Result<String, Failure> {
    let sysroot = env::var("GUEST_SYSROOT").unwrap_or_else(|_| "/usr".into());
    if !Path::new(&sysroot).join("include/wasm32-wasi").is_dir() {
        let packages = "`wasi-libc` and `libclang-rt-19-dev-wasm32`";
        return Err(Failure::Missing(format!(
            "wasi-libc is not in `{sysroot}`; Debian has it as {packages}"
        )));
    }
    Ok(sysroot)
}

// ---- Documentation ----------------------------------------------------------------------------------------
//
// `wit-component` leaves the documentation of a WIT package out of the components it makes. Its decoder,
// however, looks for a section `package-docs` in a component, and applies it to the package `root:component`
// that it makes up around the component's world. That section is added here. Interfaces stay in the package
// that they come from; their documentation is in a section of the same format, named
// `package-docs:NAMESPACE:PACKAGE`.

/// What a decoder calls the world of a component.
const DECODED_WORLD: &str = "root";

fn append_docs(component: &mut Vec<u8>, wit: &Resolve, world: WorldId) -> anyhow::Result<()> {
    let package = wit.worlds[world].package.expect("a world that was parsed is part of a package");

    let mut of_world = wit.clone();
    of_world.packages[package].interfaces.clear();
    of_world.packages[package].worlds = [(DECODED_WORLD.to_owned(), world)].into_iter().collect();
    append_section(component, PackageMetadata::SECTION_NAME, &PackageMetadata::extract(&of_world, package))?;

    let mut of_interfaces = wit.clone();
    of_interfaces.packages[package].worlds.clear();
    let of_interfaces = PackageMetadata::extract(&of_interfaces, package);
    let name = &wit.packages[package].name;
    if !wit.packages[package].interfaces.is_empty() {
        let section_name = format!("{}:{}:{}", PackageMetadata::SECTION_NAME, name.namespace, name.name);
        append_section(component, &section_name, &of_interfaces)?;
    }

    // Decoding applies the first section; the second must fit as well.
    let DecodedWasm::Component(mut decoded, _) = wit_component::decode(component)? else {
        unreachable!("the encoder makes components");
    };
    if let Some(&package) = decoded.package_names.get(name) {
        of_interfaces.inject(&mut decoded, package)?;
    }
    Ok(())
}

fn append_section(component: &mut Vec<u8>, name: &str, docs: &PackageMetadata) -> anyhow::Result<()> {
    let data = docs.encode()?;
    let section = CustomSection { name: name.into(), data: data.into() };
    component.push(section.id());
    section.encode(component);
    Ok(())
}

// ---- Programs and folders ---------------------------------------------------------------------------------

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the repository").to_path_buf()
}

/// Where guests are built: a folder of its own, because it holds the artifacts of another compiler.
fn target_dir(root: &Path) -> PathBuf {
    root.join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into())).join("guests")
}

fn find_program(names: &[&str], debian_package: &str) -> Result<PathBuf, Failure> {
    let folders: Vec<_> = env::var_os("PATH").iter().flat_map(env::split_paths).collect();
    let mut candidates = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    candidates.find(|candidate| candidate.is_file()).ok_or_else(|| {
        Failure::Missing(format!(
            "`{}` is not installed; Debian has it as `{debian_package}`",
            names.join("` or `")
        ))
    })
}

/// Runs a program that says on standard error what is wrong.
fn succeed(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|error| cannot_run(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::Broken(format!("{}: {status}", command.get_program().display())))
    }
}

/// Runs a program for the one line that it prints.
fn print(command: &mut Command) -> Result<String, Failure> {
    let output = command.output().map_err(|error| cannot_run(command, &error))?;
    if !output.status.success() {
        return Err(Failure::Broken(format!("{}: {}", command.get_program().display(), output.status)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn cannot_run(command: &Command, error: &std::io::Error) -> Failure {
    Failure::Missing(format!("cannot run `{}`: {error}", command.get_program().display()))
}

/// Refuses a component that would tell where it was built.
fn refuse_machine_paths(root: &Path, component: &[u8]) -> Result<(), Failure> {
    let folders = [Some(root.to_path_buf()), Some(target_dir(root)), env::home_dir(), Some(env::temp_dir())];
    for folder in folders.iter().flatten().filter_map(|folder| folder.to_str()) {
        if component.windows(folder.len()).any(|bytes| bytes == folder.as_bytes()) {
            return Err(Failure::Broken(format!("the component contains the path `{folder}`")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The guests whose worlds are described beside them.
    fn with_wit() -> impl Iterator<Item = &'static Guest> {
        GUESTS.iter().filter(|guest| !matches!(guest.language, Component(_) | Wasi(_)))
    }

    #[test]
    fn components_in_text_are_what_their_text_says() {
        for guest in GUESTS {
            let Component(file) = guest.language else { continue };
            let text = wat::parse_file(repository().join(guest.source).join(file)).expect(guest.name);
            assert!(text == fs::read(repository().join(guest.output)).expect(guest.output), "{}", guest.name);
        }
    }

    #[test]
    fn committed_components_are_what_their_wit_says() {
        for guest in with_wit() {
            let Ok((resolve, world)) = read_wit(&repository().join(guest.source)) else {
                panic!("{}: no readable guest.wit", guest.name)
            };
            let component = fs::read(repository().join(guest.output)).expect(guest.output);
            let checked = wit_component::targets(&resolve, world, &component, false);
            assert!(checked.is_ok(), "{}: {:#}", guest.name, checked.unwrap_err());
        }
    }

    #[test]
    fn committed_components_carry_the_documentation_of_their_world() {
        for guest in with_wit() {
            let component = fs::read(repository().join(guest.output)).expect(guest.output);
            let decoded = wit_component::decode(&component).expect(guest.output);
            let DecodedWasm::Component(resolve, world) = decoded else {
                panic!("{}: a WIT package", guest.name)
            };
            assert!(resolve.worlds[world].docs.contents.is_some(), "{}: no documentation", guest.name);
        }
    }

    #[test]
    fn unknown_names_are_refused_with_the_known_ones() {
        assert_eq!(select(&["adder".to_owned()]).map(|guests| guests.len()), Ok(1));
        let refused = select(&["adder".to_owned(), "subtractor".to_owned()]).map(|guests| guests.len());
        assert!(refused.is_err_and(|error| error.contains("`subtractor`") && error.contains("traps")));
    }
}
