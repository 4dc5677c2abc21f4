//! Requests by `https`: which servers are trusted.

use std::sync::Arc;

use embody_wasi::http::RootCertificates;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::*;

/// Somebody who says who somebody is.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, "an authority");
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self { issuer: Issuer::new(params, key), pem }
    }

    fn roots(&self) -> RootCertificates {
        RootCertificates::none().with_pem(&self.pem).unwrap()
    }

    /// What a server of this name shows.
    fn server_config(&self, name: &str, change: impl FnOnce(&mut CertificateParams)) -> Arc<ServerConfig> {
        let mut params = CertificateParams::new([name.to_owned()]).unwrap();
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder =
            ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let config = builder.with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key);
        Arc::new(config.unwrap())
    }
}

/// A server of this certificate for one connection. It gives the head of the request, if there was one.
fn secure(config: Arc<ServerConfig>) -> (SocketAddr, JoinHandle<Option<String>>) {
    server(move |stream| {
        let mut stream = StreamOwned::new(ServerConnection::new(config).unwrap(), stream);
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).ok()?;
            head.push(byte[0]);
        }
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nsecret").ok()?;
        stream.conn.send_close_notify();
        stream.flush().ok()?;
        String::from_utf8(head).ok()
    })
}

/// Asks a server at this port of a name.
fn ask(ctx: &mut WasiCtx, name: &str, to: SocketAddr) -> Result<IncomingResponse, ErrorCode> {
    let mut request = request(ctx, to, &[]);
    ctx.outgoing_request_set_scheme(&mut request, Some(Scheme::Https)).unwrap().unwrap();
    let authority = format!("{name}:{}", to.port());
    ctx.outgoing_request_set_authority(&mut request, Some(&authority)).unwrap().unwrap();
    send(ctx, request, None)
}

fn trusting(roots: RootCertificates) -> WasiCtx {
    WasiCtx::builder().inherit_http().tls_roots(roots).build()
}

#[test]
fn https_reaches_a_server_whose_certificate_is_right() {
    let authority = Authority::new();
    for name in ["localhost", "127.0.0.1"] {
        let (to, server) = secure(authority.server_config(name, |_| {}));
        // Others are trusted besides.
        let roots = RootCertificates::public().with_pem(&authority.pem).unwrap();
        let mut ctx = trusting(roots);
        let response = ask(&mut ctx, name, to).unwrap();
        assert_eq!(read_response(&mut ctx, response), (Ok(b"secret".to_vec()), Ok(None)));
        let head = server.join().unwrap().unwrap();
        assert!(head.starts_with("GET / HTTP/1.1\r\n"), "{head}");
    }
}

#[test]
fn contexts_share_what_they_trust() {
    let authority = Authority::new();
    let config = authority.server_config("localhost", |_| {});
    let roots = Arc::new(authority.roots());
    for _ in 0..2 {
        let (to, server) = secure(Arc::clone(&config));
        let mut ctx = WasiCtx::builder().inherit_http().tls_roots(Arc::clone(&roots)).build();
        let response = ask(&mut ctx, "localhost", to).unwrap();
        assert_eq!(read_response(&mut ctx, response).0.unwrap(), b"secret");
        assert!(server.join().unwrap().is_some());
    }
}

#[test]
fn https_refuses_a_server_whose_certificate_is_not_right() {
    let authority = Authority::new();
    let refused = |ctx: &mut WasiCtx, config: Arc<ServerConfig>| {
        let (to, server) = secure(config);
        assert_eq!(ask(ctx, "localhost", to).err(), Some(ErrorCode::TlsCertificateError));
        // It was sent nothing.
        assert_eq!(server.join().unwrap(), None);
    };
    let good = || authority.server_config("localhost", |_| {});
    // From an authority that nobody has heard of, or another one than is trusted.
    refused(&mut guest(), good());
    refused(&mut trusting(RootCertificates::none()), good());
    refused(&mut trusting(Authority::new().roots()), good());
    // Of somebody else.
    let mut ctx = trusting(authority.roots());
    for name in ["example.com", "localhost.example.com", "127.0.0.1", "*"] {
        refused(&mut ctx, authority.server_config(name, |_| {}));
    }
    // Of another time.
    let year = rcgen::date_time_ymd;
    refused(&mut ctx, authority.server_config("localhost", |params| params.not_after = year(2001, 1, 1)));
    refused(&mut ctx, authority.server_config("localhost", |params| params.not_before = year(2999, 1, 1)));
}

#[test]
fn roots_are_certificates() {
    let none = RootCertificates::none;
    assert!(none().with_pem("").is_err());
    assert!(none().with_pem("no certificate").is_err());
    assert!(none().with_pem("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n").is_err());
    assert!(none().with_pem(KeyPair::generate().unwrap().serialize_pem()).is_err());
    let two = Authority::new().pem + &Authority::new().pem;
    assert_eq!(format!("{:?}", none().with_pem(two).unwrap()), "RootCertificates { count: 2, .. }");
}

#[test]
fn https_takes_nothing_else() {
    let mut ctx = guest();
    let (to, server) = server(|mut stream| {
        let mut hello = [0; 3];
        stream.read_exact(&mut hello).unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
        hello
    });
    assert_eq!(ask(&mut ctx, "127.0.0.1", to).err(), Some(ErrorCode::TlsProtocolError));
    // A handshake of TLS.
    assert_eq!(server.join().unwrap()[..2], [0x16, 0x03]);
}
