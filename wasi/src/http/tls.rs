//! Connections that nobody reads along: rustls, with the certificates that browsers trust or those that the host names.

use std::fmt;
use std::io;
use std::sync::{Arc, OnceLock};

use embody::{Result, ensure, format_err};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::error;
use crate::WasiCtxBuilder;
use crate::bindings::http::types::{ErrorCode, TlsAlertReceivedPayload};

/// Certificates of the authorities that a server's certificate has to be from.
///
/// ```no_run
/// use embody_wasi::WasiCtx;
/// use embody_wasi::http::RootCertificates;
///
/// # fn main() -> embody::Result<()> {
/// let roots = RootCertificates::public().with_pem(std::fs::read("company.pem")?)?;
/// let wasi = WasiCtx::builder().allow_http("intranet.example").tls_roots(roots).build();
/// # Ok(())
/// # }
/// ```
pub struct RootCertificates {
    store: RootCertStore,
    /// Made for the first connection; later ones go on with its sessions.
    config: OnceLock<std::result::Result<Arc<ClientConfig>, String>>,
}

impl RootCertificates {
    fn of(store: RootCertStore) -> Self {
        Self { store, config: OnceLock::new() }
    }

    /// None, so that no server is trusted.
    #[must_use]
    pub fn none() -> Self {
        Self::of(RootCertStore::empty())
    }

    /// Those that browsers trust, as Mozilla lists them. It is what a guest has if nothing is said.
    #[must_use]
    pub fn public() -> Self {
        Self::of(RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.into() })
    }

    /// Adds certificates in PEM, one or more.
    ///
    /// # Errors
    /// If it holds none, or something that is none.
    pub fn with_pem(self, pem: impl AsRef<[u8]>) -> Result<Self> {
        let mut store = self.store;
        let mut count = 0;
        for certificate in CertificateDer::pem_slice_iter(pem.as_ref()) {
            let certificate = certificate.map_err(|error| format_err!("no certificate in PEM: {error}"))?;
            store.add(certificate).map_err(|error| format_err!("no certificate of an authority: {error}"))?;
            count += 1;
        }
        ensure!(count != 0, "there is no certificate in the PEM");
        Ok(Self::of(store))
    }

    fn config(&self) -> std::result::Result<Arc<ClientConfig>, ErrorCode> {
        let config = self.config.get_or_init(|| {
            let provider = Arc::new(rustls::crypto::ring::default_provider());
            let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
            let builder = builder.map_err(|error| error.to_string())?;
            Ok(Arc::new(builder.with_root_certificates(self.store.clone()).with_no_client_auth()))
        });
        config.clone().map_err(error::internal)
    }

    /// The public ones, of which the process has one.
    pub(crate) fn shared() -> Arc<Self> {
        static PUBLIC: OnceLock<Arc<RootCertificates>> = OnceLock::new();
        Arc::clone(PUBLIC.get_or_init(|| Arc::new(Self::public())))
    }

    /// A connection to a server that has shown that it is the one.
    pub(super) async fn connect(
        &self,
        name: &str,
        stream: TcpStream,
    ) -> std::result::Result<TlsStream<TcpStream>, ErrorCode> {
        let name = ServerName::try_from(name.to_owned()).map_err(|_| ErrorCode::HttpRequestUriInvalid)?;
        let connected = TlsConnector::from(self.config()?).connect(name, stream).await;
        connected.map_err(|error| of_handshake(&error))
    }
}

impl fmt::Debug for RootCertificates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RootCertificates").field("count", &self.store.len()).finish_non_exhaustive()
    }
}

/// Requests by `https`.
impl WasiCtxBuilder {
    /// Whom servers have to have their certificates from; those whom browsers trust, if it is not said.
    ///
    /// A host that makes many contexts gives all of them one `Arc`.
    pub fn tls_roots(mut self, roots: impl Into<Arc<RootCertificates>>) -> Self {
        self.ctx.tls_roots = Some(roots.into());
        self
    }
}

fn of_handshake(error: &io::Error) -> ErrorCode {
    let inner = error.get_ref().and_then(|error| error.downcast_ref::<rustls::Error>());
    match inner {
        Some(rustls::Error::AlertReceived(alert)) => ErrorCode::TlsAlertReceived(TlsAlertReceivedPayload {
            alert_id: Some(u8::from(*alert)),
            alert_message: Some(format!("{alert:?}")),
        }),
        Some(rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented) => {
            ErrorCode::TlsCertificateError
        }
        Some(_) => ErrorCode::TlsProtocolError,
        None => error::of_io(error),
    }
}
