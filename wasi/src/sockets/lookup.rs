//! `wasi:sockets/ip-name-lookup`: addresses of names.
//!
//! In: a name. Out: the addresses that the system's resolver gives. It blocks, so each lookup has a thread of its own; a
//! pipe whose other end the thread closes is what a guest waits for.

use std::io::{PipeReader, PipeWriter};
use std::net::{IpAddr, Ipv6Addr};
use std::os::fd::AsFd;
use std::sync::{Arc, Mutex, PoisonError};
use std::vec;

use dns_lookup::{AddrInfoHints, LookupErrorKind, SockType};
use embody::Result;

use super::{Network, address};
use crate::WasiView;
use crate::bindings::sockets::ip_name_lookup;
use crate::bindings::sockets::network::{ErrorCode, IpAddress};
use crate::io::{Interest, Pollable, Readiness, Subscribe};
use crate::limits::Held;

type Found = Result<Vec<IpAddr>, ErrorCode>;

/// `wasi:sockets/ip-name-lookup.resolve-address-stream`.
pub struct ResolveAddressStream {
    lookup: Arc<Lookup>,
    /// What is left of it, once something was found.
    found: Option<Result<vec::IntoIter<IpAddr>, ErrorCode>>,
}

/// What is being looked for.
struct Lookup {
    found: Arc<Mutex<Option<Found>>>,
    /// At its end when something was found; nothing was looked for if there is none.
    done: Option<PipeReader>,
    /// The thread has it as well.
    _held: Arc<Held>,
}

impl Subscribe for Lookup {
    fn readiness(&self) -> Readiness<'_> {
        match &self.done {
            Some(done) => Readiness::Fd(done.as_fd(), Interest::Read),
            None => Readiness::Ready,
        }
    }
}

/// What a name is, as far as it can be said without asking anybody.
enum Name {
    Address(IpAddr),
    /// In ASCII.
    Domain(String),
}

impl Name {
    fn parse(name: &str) -> Result<Self, ErrorCode> {
        if let Ok(address) = name.parse::<IpAddr>() {
            return Ok(Self::Address(address));
        }
        let bracketed = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
        if let Some(address) = bracketed {
            let address = address.parse::<Ipv6Addr>().map_err(|_| ErrorCode::InvalidArgument)?;
            return Ok(Self::Address(address.into()));
        }
        let domain = idna::domain_to_ascii_cow(name.as_bytes(), idna::AsciiDenyList::URL)
            .map_err(|_| ErrorCode::InvalidArgument)?;
        let is_name = (1..=253).contains(&domain.trim_end_matches('.').len());
        is_name.then(|| Self::Domain(domain.into_owned())).ok_or(ErrorCode::InvalidArgument)
    }
}

impl ResolveAddressStream {
    fn new(name: Name, held: Held) -> Result<Self, ErrorCode> {
        let held = Arc::new(held);
        let domain = match name {
            Name::Address(address) => {
                let found = Arc::new(Mutex::new(Some(Ok(vec![address]))));
                let lookup = Arc::new(Lookup { found, done: None, _held: held });
                return Ok(Self { lookup, found: None });
            }
            Name::Domain(domain) => domain,
        };
        let failed = |_| ErrorCode::TemporaryResolverFailure;
        let (done, ends) = std::io::pipe().map_err(failed)?;
        let found = Arc::<Mutex<Option<Found>>>::default();
        let (to, in_thread) = (Arc::clone(&found), Arc::clone(&held));
        let thread = std::thread::Builder::new().name("embody-wasi-lookup".to_owned());
        thread.spawn(move || look_up(&domain, &to, ends, in_thread)).map_err(failed)?;
        Ok(Self { lookup: Arc::new(Lookup { found, done: Some(done), _held: held }), found: None })
    }

    fn next(&mut self) -> Result<Option<IpAddress>, ErrorCode> {
        if self.found.is_none() {
            let found = self.lookup.found.lock().unwrap_or_else(PoisonError::into_inner).take();
            self.found = found.map(|found| found.map(Vec::into_iter));
        }
        match &mut self.found {
            None => Err(ErrorCode::WouldBlock),
            Some(Ok(found)) => Ok(found.next().map(address::lower_ip)),
            Some(Err(code)) => Err(*code),
        }
    }
}

/// What the thread does. Ends with `ends`, which says so.
fn look_up(domain: &str, to: &Mutex<Option<Found>>, ends: PipeWriter, held: Arc<Held>) {
    let hints = AddrInfoHints { socktype: SockType::Stream.into(), ..AddrInfoHints::default() };
    let found = dns_lookup::getaddrinfo(Some(domain), None, Some(hints)).map_err(|error| error.kind());
    let found = match found {
        Ok(all) => {
            let mut addresses = Vec::new();
            for address in all.flatten().map(|info| info.sockaddr.ip()) {
                if !addresses.contains(&address) {
                    addresses.push(address);
                }
            }
            Ok(addresses)
        }
        Err(kind) => Err(code(kind)),
    };
    *to.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
    drop(held);
    drop(ends);
}

fn code(kind: LookupErrorKind) -> ErrorCode {
    match kind {
        LookupErrorKind::Again => ErrorCode::TemporaryResolverFailure,
        LookupErrorKind::Fail => ErrorCode::PermanentResolverFailure,
        LookupErrorKind::NoName | LookupErrorKind::NoData | LookupErrorKind::Family => {
            ErrorCode::NameUnresolvable
        }
        LookupErrorKind::Memory => ErrorCode::OutOfMemory,
        _ => ErrorCode::Unknown,
    }
}

impl<T: WasiView> ip_name_lookup::Host for T {
    type ResolveAddressStream = ResolveAddressStream;

    fn resolve_addresses(
        &mut self,
        _: &mut Network,
        name: &str,
    ) -> Result<Result<ResolveAddressStream, ErrorCode>> {
        let ctx = self.wasi();
        if !ctx.network.lookup {
            return Ok(Err(ErrorCode::PermanentResolverFailure));
        }
        let held = ctx.hold()?;
        Ok(Name::parse(name).and_then(|name| ResolveAddressStream::new(name, held)))
    }

    fn resolve_address_stream_resolve_next_address(
        &mut self,
        stream: &mut ResolveAddressStream,
    ) -> Result<Result<Option<IpAddress>, ErrorCode>> {
        Ok(stream.next())
    }

    fn resolve_address_stream_subscribe(&mut self, stream: &mut ResolveAddressStream) -> Result<Pollable> {
        let on: Arc<Lookup> = Arc::clone(&stream.lookup);
        self.wasi().pollable(on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_an_address_or_a_domain() {
        let parse = |name| match Name::parse(name) {
            Ok(Name::Address(address)) => address.to_string(),
            Ok(Name::Domain(domain)) => format!("domain {domain}"),
            Err(code) => format!("{code:?}"),
        };
        assert_eq!(parse("127.0.0.1"), "127.0.0.1");
        assert_eq!(parse("::1"), "::1");
        assert_eq!(parse("[::1]"), "::1");
        assert_eq!(parse("DEAD:BEEF::0"), "dead:beef::");
        assert_eq!(parse("localhost"), "domain localhost");
        assert_eq!(parse("example.com."), "domain example.com.");
        assert_eq!(parse("münchen.de"), "domain xn--mnchen-3ya.de");
        let long = "a.".repeat(128);
        assert_eq!(parse(&long), "InvalidArgument");
        for bad in
            ["", " ", ".", "a.b<&>", "127.0.0.1:80", "[::]:80", "http://example.com/", "a\0b", "[127.0.0.1]"]
        {
            assert_eq!(parse(bad), "InvalidArgument", "{bad}");
        }
    }
}
