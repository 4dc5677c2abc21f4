//! Connections that nobody reads along: rustls, with the certificates that browsers trust.

use std::io;
use std::sync::{Arc, OnceLock};

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::error;
use crate::bindings::http::types::{ErrorCode, TlsAlertReceivedPayload};

/// What is trusted.
fn config() -> Result<Arc<ClientConfig>, ErrorCode> {
    static CONFIG: OnceLock<Result<Arc<ClientConfig>, String>> = OnceLock::new();
    let config = CONFIG.get_or_init(|| {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.into() };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let builder = builder.map_err(|error| error.to_string())?;
        Ok(Arc::new(builder.with_root_certificates(roots).with_no_client_auth()))
    });
    config.clone().map_err(error::internal)
}

/// A connection to a server that has shown that it is the one.
pub(super) async fn connect(name: &str, stream: TcpStream) -> Result<TlsStream<TcpStream>, ErrorCode> {
    let name = ServerName::try_from(name.to_owned()).map_err(|_| ErrorCode::HttpRequestUriInvalid)?;
    let connected = TlsConnector::from(config()?).connect(name, stream).await;
    connected.map_err(|error| of_handshake(&error))
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
