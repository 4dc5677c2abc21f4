//! Whom a guest may make requests to: nobody, until it is said.

use std::fmt;
use std::sync::Arc;

use http::Uri;
use http::uri::{Authority, Scheme};

use crate::WasiCtxBuilder;

type Check = dyn Fn(&Uri) -> bool + Send + Sync;

/// Whom a guest may make requests to.
#[derive(Clone, Default)]
pub(crate) struct Allowed {
    pub(crate) all: bool,
    authorities: Vec<Authority>,
    check: Option<Arc<Check>>,
}

impl Allowed {
    /// Whether a request may be made there.
    pub(super) fn allows(&self, uri: &Uri) -> bool {
        let by_authority = |allowed: &Authority| {
            let is_host = uri.host().is_some_and(|host| host.eq_ignore_ascii_case(allowed.host()));
            is_host && port(uri) == allowed.port_u16().or_else(|| uri.scheme().and_then(default_port))
        };
        self.all
            || self.authorities.iter().any(by_authority)
            || self.check.as_ref().is_some_and(|check| check(uri))
    }
}

/// The port that a request goes to.
pub(super) fn port(uri: &Uri) -> Option<u16> {
    uri.port_u16().or_else(|| uri.scheme().and_then(default_port))
}

fn default_port(scheme: &Scheme) -> Option<u16> {
    match scheme.as_str() {
        "http" => Some(80),
        "https" => Some(443),
        _ => None,
    }
}

impl fmt::Debug for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Allowed")
            .field("all", &self.all)
            .field("authorities", &self.authorities)
            .field("check", &self.check.is_some())
            .finish()
    }
}

/// Requests by HTTP. A guest may make none unless it is said here.
impl WasiCtxBuilder {
    /// A host that the guest may make requests to: a name or an address, and a port unless it is the scheme's own.
    ///
    /// What has not this form allows nothing.
    ///
    /// ```
    /// let wasi = embody_wasi::WasiCtx::builder().allow_http("example.com").allow_http("127.0.0.1:8080").build();
    /// ```
    pub fn allow_http(mut self, authority: impl AsRef<str>) -> Self {
        self.ctx.http.authorities.extend(authority.as_ref().parse::<Authority>());
        self
    }

    /// Asked for each request that nothing else allows.
    pub fn http_request_check(mut self, check: impl Fn(&Uri) -> bool + Send + Sync + 'static) -> Self {
        self.ctx.http.check = Some(Arc::new(check));
        self
    }

    /// The guest may make any request.
    pub fn inherit_http(mut self) -> Self {
        self.ctx.http.all = true;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::WasiCtx;

    #[test]
    fn a_host_is_allowed_at_its_port() {
        let wasi = WasiCtx::builder()
            .allow_http("example.com")
            .allow_http("127.0.0.1:8080")
            .allow_http("[::1]:81")
            .allow_http("no authority")
            .http_request_check(|uri| uri.host() == Some("checked.example") && uri.path() == "/yes")
            .build();
        let allows =
            |uri: &str| wasi.http.allows(&uri.parse().unwrap_or_else(|error| panic!("{uri}: {error}")));
        for good in [
            "http://example.com/",
            "https://EXAMPLE.com/a?b",
            "https://example.com:443/",
            "http://127.0.0.1:8080/",
            "http://[::1]:81/",
            "http://checked.example/yes",
        ] {
            assert!(allows(good), "{good}");
        }
        for bad in [
            "http://example.com:443/",
            "http://example.com:8080/",
            "http://www.example.com/",
            "http://example.com.evil/",
            "http://example.com@evil/",
            "http://127.0.0.1/",
            "http://[::1]/",
            "http://checked.example/no",
        ] {
            assert!(!allows(bad), "{bad}");
        }
        assert!(!WasiCtx::default().http.allows(&Uri::from_static("http://example.com/")));
        assert!(WasiCtx::builder().inherit_http().build().http.allows(&Uri::from_static("http://a/")));
    }
}
