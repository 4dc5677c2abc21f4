//! What was made before: wrappers of the same component and the same choices, and components put together of the same ones.
//!
//! In: what wrappers are generated from. Out: their tokens, from a file beside the compiled components if they are there. To
//! generate them takes reading and validating all of a component, which an editor would do at each key that is pressed.
//! Only what holds no tokens of the user's is kept: those have places in the user's source.

use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use proc_macro2::TokenStream;
use quote::ToTokens;
use xxhash_rust::xxh3::xxh3_64;

use crate::bind::{BindError, Choices, RuntimePath};
use crate::compose;
use crate::embed::{cache, place};
use crate::error::Result;
use crate::options::Options;

/// [`super::wrappers`], perhaps kept.
///
/// # Errors
/// As those.
pub(super) fn wrappers(
    component: &[u8],
    options: &Options,
    runtime: RuntimePath,
    choices: Choices,
) -> Result<TokenStream, Vec<BindError>> {
    if !choices.is_empty() {
        return super::wrappers(component, options, runtime, choices);
    }
    let rest = format!("{} {:?}", runtime.to_token_stream(), choices.wasi);
    let name = format!("{}-{:016x}.wrappers", cache::key(component, options), xxh3_64(rest.as_bytes()));
    let places: Vec<PathBuf> = place::directories().into_iter().map(|folder| folder.join(&name)).collect();
    if let Some(found) = places.iter().find_map(read) {
        return Ok(found);
    }
    let made = super::wrappers(component, options, runtime, choices)?;
    // Where nothing can be written, they are generated again.
    let text = made.to_string();
    let _ = places.iter().find(|place| cache::write_whole(place, &with_hash(text.as_bytes())).is_ok());
    Ok(made)
}

/// [`compose::compose`], perhaps kept.
///
/// # Errors
/// As that.
pub(super) fn composed(parts: &[(String, &[u8])]) -> Result<Vec<u8>> {
    let name = format!("{}.composed", cache::key_of_parts(parts));
    let places: Vec<PathBuf> = place::directories().into_iter().map(|folder| folder.join(&name)).collect();
    if let Some(found) = places.iter().find_map(bytes) {
        return Ok(found);
    }
    let made = compose::compose(parts)?;
    let _ = places.iter().find(|place| cache::write_whole(place, &with_hash(&made)).is_ok());
    Ok(made)
}

/// Bytes behind their hash.
fn with_hash(bytes: &[u8]) -> Vec<u8> {
    [&xxh3_64(bytes).to_le_bytes(), bytes].concat()
}

fn read(place: impl AsRef<Path>) -> Option<TokenStream> {
    TokenStream::from_str(&String::from_utf8(bytes(place)?).ok()?).ok()
}

fn bytes(place: impl AsRef<Path>) -> Option<Vec<u8>> {
    let mut bytes = fs::read(place).ok()?;
    let hash = bytes.first_chunk().map(|hash| u64::from_le_bytes(*hash))?;
    bytes.drain(..size_of::<u64>());
    (xxh3_64(&bytes) == hash).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_what_was_made() {
        let wat = "(component (import \"f\" (func (param \"a\" string))))";
        let component = wat::parse_str(wat).unwrap();
        let options = Options::new(embody_abi::features::Target::X86_64Linux);
        let make = || wrappers(&component, &options, RuntimePath::default(), Choices::default()).unwrap();
        let fresh =
            super::super::wrappers(&component, &options, RuntimePath::default(), Choices::default()).unwrap();
        assert_eq!(make().to_string(), fresh.to_string());
        assert_eq!(make().to_string(), fresh.to_string());
    }

    #[test]
    fn what_is_damaged_is_not_read() {
        let place = std::env::temp_dir().join(format!("embody-kept-{}", std::process::id()));
        fs::write(&place, with_hash(b"fn f() {}")).unwrap();
        assert_eq!(read(&place).unwrap().to_string(), "fn f () { }");
        fs::write(&place, &with_hash(b"fn f() {}")[..12]).unwrap();
        assert!(read(&place).is_none());
        fs::remove_file(&place).unwrap();
    }
}
