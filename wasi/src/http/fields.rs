//! `wasi:http/types.fields`: headers and trailers.
//!
//! In: names and values of a guest. Out: those that HTTP allows, within a limit. Fields that say how a message is carried
//! are the host's: no guest writes or sees them.

use std::sync::Arc;

use embody::{Result, ensure};
use http::header::{
    CONNECTION, CONTENT_LENGTH, HOST, PROXY_AUTHENTICATE, PROXY_AUTHORIZATION, TRANSFER_ENCODING, UPGRADE,
};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::bindings::http::types::HeaderError;
use crate::limits::Held;

/// Fields that say how a message is carried.
const FORBIDDEN: [HeaderName; 9] = [
    CONNECTION,
    HeaderName::from_static("keep-alive"),
    PROXY_AUTHENTICATE,
    PROXY_AUTHORIZATION,
    HeaderName::from_static("proxy-connection"),
    TRANSFER_ENCODING,
    UPGRADE,
    HOST,
    HeaderName::from_static("http2-settings"),
];

/// What a field costs besides its bytes.
const FIELD_BYTES: usize = 64;

/// Headers or trailers. Clones share them until one is changed.
pub struct Fields {
    map: Arc<HeaderMap>,
    is_mutable: bool,
    _held: Held,
}

impl Fields {
    /// Fields that can be changed.
    pub(super) fn new(held: Held) -> Self {
        Self { map: Arc::default(), is_mutable: true, _held: held }
    }

    /// Fields that cannot be changed, without those that guests do not see.
    pub(super) fn of(mut map: HeaderMap, held: Held) -> Self {
        for name in &FORBIDDEN {
            map.remove(name);
        }
        Self::shared(Arc::new(map), held)
    }

    /// Fields that cannot be changed, and are those of something.
    pub(super) fn shared(map: Arc<HeaderMap>, held: Held) -> Self {
        Self { map, is_mutable: false, _held: held }
    }

    /// The fields alone.
    pub(super) fn into_map(self) -> Arc<HeaderMap> {
        self.map
    }

    /// A copy that can be changed.
    pub(super) fn copy(&self, held: Held) -> Self {
        Self { map: Arc::clone(&self.map), is_mutable: true, _held: held }
    }

    pub(super) fn get(&self, name: &str) -> Vec<Vec<u8>> {
        let values = HeaderName::from_bytes(name.as_bytes()).map(|name| self.map.get_all(name).into_iter());
        values.into_iter().flatten().map(|value| value.as_bytes().to_vec()).collect()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        HeaderName::from_bytes(name.as_bytes()).is_ok_and(|name| self.map.contains_key(name))
    }

    pub(super) fn entries(&self) -> Vec<(String, Vec<u8>)> {
        let entries = self.map.iter();
        entries.map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec())).collect()
    }

    /// Replaces all values of a name.
    pub(super) fn set(
        &mut self,
        name: &str,
        values: &[&[u8]],
        limit: usize,
    ) -> Result<Result<(), HeaderError>> {
        let name = match self.change(name) {
            Ok(name) => name,
            Err(error) => return Ok(Err(error)),
        };
        let Some(values) = values.iter().map(|value| parse(&name, value)).collect::<Option<Vec<_>>>() else {
            return Ok(Err(HeaderError::InvalidSyntax));
        };
        if name == CONTENT_LENGTH && values.len() > 1 {
            return Ok(Err(HeaderError::InvalidSyntax));
        }
        Arc::make_mut(&mut self.map).remove(&name);
        for value in values {
            self.push(name.clone(), value, limit)?;
        }
        Ok(Ok(()))
    }

    pub(super) fn delete(&mut self, name: &str) -> Result<(), HeaderError> {
        let name = self.change(name)?;
        Arc::make_mut(&mut self.map).remove(&name);
        Ok(())
    }

    /// Adds a value.
    pub(super) fn append(
        &mut self,
        name: &str,
        value: &[u8],
        limit: usize,
    ) -> Result<Result<(), HeaderError>> {
        let name = match self.change(name) {
            Ok(name) => name,
            Err(error) => return Ok(Err(error)),
        };
        // Who reads two lengths may take either.
        let is_second_length = name == CONTENT_LENGTH && self.map.contains_key(&name);
        match parse(&name, value) {
            Some(value) if !is_second_length => self.push(name, value, limit).map(Ok),
            _ => Ok(Err(HeaderError::InvalidSyntax)),
        }
    }

    /// The name, if it can be changed.
    fn change(&self, name: &str) -> Result<HeaderName, HeaderError> {
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| HeaderError::InvalidSyntax)?;
        if FORBIDDEN.contains(&name) {
            Err(HeaderError::Forbidden)
        } else if !self.is_mutable {
            Err(HeaderError::Immutable)
        } else {
            Ok(name)
        }
    }

    fn push(&mut self, name: HeaderName, value: HeaderValue, limit: usize) -> Result<()> {
        let bytes = size(&self.map) + name.as_str().len() + value.len() + FIELD_BYTES;
        ensure!(
            bytes <= limit,
            "over a limit: a guest can have {limit} bytes of HTTP fields together (`Limits::header_bytes`)"
        );
        Arc::make_mut(&mut self.map).try_append(name, value)?;
        Ok(())
    }
}

/// A value, if it may stand there.
fn parse(name: &HeaderName, value: &[u8]) -> Option<HeaderValue> {
    let value = HeaderValue::from_bytes(value).ok()?;
    (*name != CONTENT_LENGTH || length(&value).is_some()).then_some(value)
}

/// What the fields cost.
fn size(map: &HeaderMap) -> usize {
    map.iter().map(|(name, value)| name.as_str().len() + value.len() + FIELD_BYTES).sum()
}

/// A length that a message says.
fn length(value: &HeaderValue) -> Option<u64> {
    let text = value.to_str().ok()?;
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// The length that a message says its body has.
pub(super) fn content_length(map: &HeaderMap) -> Option<u64> {
    map.get(CONTENT_LENGTH).and_then(length)
}
