//! Compiled components, kept under the hash of all that they depend on.
//!
//! An entry is four files, `KEY.text`, `KEY.data`, `KEY.meta` and `KEY.facts`. Each is written under another name and
//! renamed, the facts last, so that builds in parallel see whole entries or none; an entry whose bytes are not those
//! of its hash counts as none. Nothing in an entry says where or when it was made.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use embody_abi::artifact::{ABI_VERSION, content_hash};
use embody_abi::plan::Plan;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use super::agree;
use crate::emit::Artifact;
use crate::error::{Error, Result};
use crate::options::Options;

/// A compiled component, in files or in memory.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// Machine code.
    pub text: Bytes,
    /// Initial contents and tables.
    pub data: Bytes,
    /// What the dynamic API decodes.
    pub meta: Bytes,
    /// What is rendered as constants.
    pub facts: Facts,
}

/// What is known about a compiled component.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Processor features that the text needs.
    pub cpu_features: u64,
    /// Hash of processor features, text, data and meta.
    pub content_hash: u64,
    /// How instances are made.
    pub plan: Plan,
}

/// Bytes in a file that an expansion can include, or in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bytes {
    /// A file, and how many bytes it has.
    File(PathBuf, usize),
    /// The bytes themselves.
    Inline(Vec<u8>),
}

impl Default for Bytes {
    fn default() -> Self {
        Self::Inline(Vec::new())
    }
}

/// Compiles a component unless one of the directories has it compiled.
///
/// # Errors
/// If it cannot be compiled. A cache that cannot be written is no error: the bytes are then in memory.
pub fn compiled(component: &[u8], options: &Options, directories: &[PathBuf]) -> Result<Compiled> {
    let key = key(component, options);
    if let Some(found) = directories.iter().find_map(|dir| Entry { dir, key: &key }.read()) {
        return Ok(found);
    }
    let artifact = crate::compile_component(component, options)?;
    agree::check(component, options, &artifact)?;
    let facts = Facts {
        cpu_features: artifact.cpu_features,
        content_hash: artifact.content_hash,
        plan: artifact.plan.clone(),
    };
    match directories.iter().find_map(|dir| Entry { dir, key: &key }.write(&artifact, &facts)) {
        Some(written) => Ok(written),
        None => Ok(Compiled {
            text: Bytes::Inline(artifact.text),
            data: Bytes::Inline(artifact.data),
            meta: Bytes::Inline(artifact.meta),
            facts,
        }),
    }
}

/// Names what a compiled component depends on: its bytes, the options, and all of the compiler.
pub(crate) fn key(component: &[u8], options: &Options) -> String {
    // Destructured, so that a new option cannot be forgotten here. Threads and checks do not change what comes out.
    let Options {
        target,
        cpu_features,
        opt_level,
        memory,
        canonical_nans,
        features,
        modules,
        threads: _,
        check: _,
    } = options;
    let compiler = (ABI_VERSION, env!("EMBODY_COMPILER"), cranelift_codegen::VERSION);
    let mut hasher = Xxh3::new();
    let chosen =
        format!("{target:?} {cpu_features:x} {opt_level:?} {memory:?} {canonical_nans} {features:?}");
    hasher.update(format!("{compiler:?} {chosen}\n").as_bytes());
    for (name, module) in modules {
        hasher.update(format!("{name} {}\n", module.len()).as_bytes());
        hasher.update(module);
    }
    hasher.update(component);
    format!("{:032x}", hasher.digest128())
}

/// Names what a component depends on that is put together of others.
pub(crate) fn key_of_parts(parts: &[(String, &[u8])]) -> String {
    let mut hasher = Xxh3::new();
    hasher.update(env!("EMBODY_COMPILER").as_bytes());
    for (_, part) in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    format!("{:032x}", hasher.digest128())
}

/// Where one entry is.
struct Entry<'a> {
    dir: &'a Path,
    key: &'a str,
}

impl Entry<'_> {
    fn path(&self, part: &str) -> PathBuf {
        self.dir.join(format!("{}.{part}", self.key))
    }

    fn read(&self) -> Option<Compiled> {
        let facts: Facts = postcard::from_bytes(&fs::read(self.path("facts")).ok()?).ok()?;
        let [text, data, meta] = ["text", "data", "meta"].map(|part| fs::read(self.path(part)).ok());
        let (text, data, meta) = (text?, data?, meta?);
        (content_hash(facts.cpu_features, [&text, &data, &meta]) == facts.content_hash).then(|| Compiled {
            text: Bytes::File(self.path("text"), text.len()),
            data: Bytes::File(self.path("data"), data.len()),
            meta: Bytes::File(self.path("meta"), meta.len()),
            facts,
        })
    }

    fn write(&self, artifact: &Artifact, facts: &Facts) -> Option<Compiled> {
        let encoded = postcard::to_allocvec(facts).ok()?;
        fs::create_dir_all(self.dir).ok()?;
        self.write_part("text", &artifact.text).ok()?;
        self.write_part("data", &artifact.data).ok()?;
        self.write_part("meta", &artifact.meta).ok()?;
        self.write_part("facts", &encoded).ok()?;
        Some(Compiled {
            text: Bytes::File(self.path("text"), artifact.text.len()),
            data: Bytes::File(self.path("data"), artifact.data.len()),
            meta: Bytes::File(self.path("meta"), artifact.meta.len()),
            facts: facts.clone(),
        })
    }

    fn write_part(&self, part: &str, bytes: &[u8]) -> Result<()> {
        write_whole(&self.path(part), bytes)
    }
}

/// Writes a file under another name and renames it, so that others see all of it or none.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(format!(".{}-{count}", std::process::id()));
    let temporary = PathBuf::from(temporary);
    let io = |error: std::io::Error| Error::io(format!("{}: {error}", temporary.display()));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(io)?;
    }
    let written = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written.map_err(io)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMPONENT: &str = r#"
        (component
            (core module $m (func (export "f") (result i32) (i32.const 7)))
            (core instance $i (instantiate $m))
            (func (export "f") (result u32) (canon lift (core func $i "f"))))
    "#;

    /// A directory of its own that is gone after the test.
    struct Directory(PathBuf);

    impl Directory {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("embody-cache-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            Self(path)
        }
    }

    impl Drop for Directory {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn compile(dir: &PathBuf) -> Compiled {
        let component = wat::parse_str(COMPONENT).unwrap();
        let target = embody_abi::features::Target::X86_64Linux;
        compiled(&component, &Options::new(target), std::slice::from_ref(dir)).unwrap()
    }

    fn modified(compiled: &Compiled) -> std::time::SystemTime {
        let Bytes::File(path, _) = &compiled.text else { panic!("not in a file") };
        fs::metadata(path).unwrap().modified().unwrap()
    }

    #[test]
    fn what_was_compiled_once_is_found() {
        let dir = Directory::new("found");
        let first = compile(&dir.0);
        let written = modified(&first);
        let again = compile(&dir.0);
        assert_eq!((&first.facts, &first.text), (&again.facts, &again.text));
        assert_eq!(modified(&again), written);
        assert_eq!(fs::read_dir(&dir.0).unwrap().count(), 4, "no temporary file is left");
    }

    #[test]
    fn a_damaged_entry_is_made_anew() {
        let dir = Directory::new("damaged");
        let first = compile(&dir.0);
        let Bytes::File(path, _) = &first.text else { panic!("not in a file") };
        let whole = fs::read(path).unwrap();
        fs::write(path, &whole[1..]).unwrap();
        assert_eq!(compile(&dir.0).text, first.text);
        assert_eq!(fs::read(path).unwrap(), whole);
    }

    #[test]
    fn bytes_are_in_memory_where_nothing_can_be_written() {
        let dir = Directory::new("unwritable");
        fs::write(&dir.0, "a file, not a directory").unwrap();
        assert!(matches!(compile(&dir.0.join("below")).text, Bytes::Inline(_)));
        fs::remove_file(&dir.0).unwrap();
    }
}
