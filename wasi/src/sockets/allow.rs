//! Which addresses a guest may use, and for what: none, until it is said.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::ops::{Bound, RangeBounds, RangeFull, RangeInclusive};
use std::str::FromStr;
use std::sync::Arc;

use crate::WasiCtxBuilder;
use crate::bindings::sockets::network::ErrorCode;

/// What a guest wants to do with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SocketAddrUse {
    /// Have a TCP socket of its own there: to listen, or to connect from.
    TcpBind,
    /// Connect to it.
    TcpConnect,
    /// Have a UDP socket of its own there, and receive what comes.
    UdpBind,
    /// Send to it alone, and receive nothing else.
    UdpConnect,
    /// Send a datagram to it.
    UdpSend,
}

impl SocketAddrUse {
    /// Each use.
    pub const ALL: [Self; 5] =
        [Self::TcpBind, Self::TcpConnect, Self::UdpBind, Self::UdpConnect, Self::UdpSend];

    fn is_tcp(self) -> bool {
        matches!(self, Self::TcpBind | Self::TcpConnect)
    }
}

/// Addresses that have their first bits in common; one address if it is all of them.
///
/// ```
/// use embody_wasi::sockets::IpNetwork;
///
/// let network: IpNetwork = "10.0.0.0/8".parse()?;
/// assert!(network.contains("10.1.2.3".parse()?));
/// assert!(!network.contains("11.1.2.3".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IpNetwork {
    address: IpAddr,
    prefix: u8,
}

/// What is not a network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no network: an address, `/`, and how many of its bits are in common")]
pub struct NoNetwork(String);

impl IpNetwork {
    /// All addresses of IPv4.
    pub const ALL_V4: Self = Self { address: IpAddr::V4(Ipv4Addr::UNSPECIFIED), prefix: 0 };
    /// All addresses of IPv6.
    pub const ALL_V6: Self = Self { address: IpAddr::V6(Ipv6Addr::UNSPECIFIED), prefix: 0 };

    /// The addresses whose first `prefix` bits are those of `address`.
    ///
    /// # Errors
    /// If `address` has not as many bits.
    pub fn new(address: IpAddr, prefix: u8) -> Result<Self, NoNetwork> {
        let bits = if address.is_ipv4() { 32 } else { 128 };
        if prefix > bits {
            return Err(NoNetwork(format!("{address}/{prefix}")));
        }
        Ok(Self { address, prefix })
    }

    /// Whether the address is one of them.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let prefix = u32::from(self.prefix);
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                (own.to_bits() ^ other.to_bits()).checked_shr(32 - prefix).is_none_or(|bits| bits == 0)
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                (own.to_bits() ^ other.to_bits()).checked_shr(128 - prefix).is_none_or(|bits| bits == 0)
            }
            _ => false,
        }
    }
}

impl From<IpAddr> for IpNetwork {
    fn from(address: IpAddr) -> Self {
        Self { address, prefix: if address.is_ipv4() { 32 } else { 128 } }
    }
}

impl From<Ipv4Addr> for IpNetwork {
    fn from(address: Ipv4Addr) -> Self {
        IpAddr::from(address).into()
    }
}

impl From<Ipv6Addr> for IpNetwork {
    fn from(address: Ipv6Addr) -> Self {
        IpAddr::from(address).into()
    }
}

impl FromStr for IpNetwork {
    type Err = NoNetwork;

    fn from_str(text: &str) -> Result<Self, NoNetwork> {
        let error = || NoNetwork(text.to_owned());
        match text.split_once('/') {
            Some((address, prefix)) => {
                let address = address.parse().map_err(|_| error())?;
                Self::new(address, prefix.parse().map_err(|_| error())?).map_err(|_| error())
            }
            None => text.parse::<IpAddr>().map(Self::from).map_err(|_| error()),
        }
    }
}

impl fmt::Display for IpNetwork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}

/// Ports: one (`80`), some (`8000..=8999`) or all (`..`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ports(RangeInclusive<u16>);

impl From<u16> for Ports {
    fn from(port: u16) -> Self {
        Self(port..=port)
    }
}

impl From<RangeInclusive<u16>> for Ports {
    fn from(ports: RangeInclusive<u16>) -> Self {
        Self(ports)
    }
}

impl From<RangeFull> for Ports {
    fn from(_: RangeFull) -> Self {
        Self(0..=u16::MAX)
    }
}

impl RangeBounds<u16> for Ports {
    fn start_bound(&self) -> Bound<&u16> {
        self.0.start_bound()
    }

    fn end_bound(&self) -> Bound<&u16> {
        self.0.end_bound()
    }
}

/// Addresses that are allowed for something.
#[derive(Clone, Debug)]
struct Rule {
    network: IpNetwork,
    ports: Ports,
    uses: Vec<SocketAddrUse>,
}

type Check = dyn Fn(SocketAddr, SocketAddrUse) -> bool + Send + Sync;

/// What a guest may do in the network.
#[derive(Clone, Default)]
pub(crate) struct Allowed {
    pub(crate) tcp: bool,
    pub(crate) udp: bool,
    pub(crate) lookup: bool,
    rules: Vec<Rule>,
    check: Option<Arc<Check>>,
}

impl Allowed {
    /// # Errors
    /// [`ErrorCode::AccessDenied`] if nothing allows it.
    pub(super) fn check(&self, address: SocketAddr, usage: SocketAddrUse) -> Result<(), ErrorCode> {
        let by_rule = self.rules.iter().any(|rule| {
            rule.uses.contains(&usage)
                && rule.ports.contains(&address.port())
                && rule.network.contains(address.ip())
        });
        let allowed = by_rule || self.check.as_ref().is_some_and(|check| check(address, usage));
        allowed.then_some(()).ok_or(ErrorCode::AccessDenied)
    }
}

impl fmt::Debug for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Allowed")
            .field("tcp", &self.tcp)
            .field("udp", &self.udp)
            .field("lookup", &self.lookup)
            .field("rules", &self.rules)
            .field("check", &self.check.is_some())
            .finish()
    }
}

/// The network. A guest has none of it unless it is said here.
impl WasiCtxBuilder {
    /// Whether the guest may have TCP sockets. Which addresses they may use is said besides.
    pub fn allow_tcp(mut self, allow: bool) -> Self {
        self.ctx.network.tcp = allow;
        self
    }

    /// Whether the guest may have UDP sockets. Which addresses they may use is said besides.
    pub fn allow_udp(mut self, allow: bool) -> Self {
        self.ctx.network.udp = allow;
        self
    }

    /// Whether the guest may ask for the addresses of names. It may do nothing with them for that.
    pub fn allow_ip_name_lookup(mut self, allow: bool) -> Self {
        self.ctx.network.lookup = allow;
        self
    }

    /// Addresses and ports that the guest may use for something, and the sockets for it.
    ///
    /// A socket that connects or sends without an address of its own gets one from the system, which is not asked for.
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    /// use embody_wasi::WasiCtx;
    /// use embody_wasi::sockets::SocketAddrUse;
    ///
    /// let wasi = WasiCtx::builder()
    ///     .allow_address(Ipv4Addr::LOCALHOST, 5432, [SocketAddrUse::TcpConnect])
    ///     .allow_address("10.0.0.0/8".parse::<embody_wasi::sockets::IpNetwork>()?, 8000..=8999, SocketAddrUse::ALL)
    ///     .build();
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn allow_address(
        mut self,
        network: impl Into<IpNetwork>,
        ports: impl Into<Ports>,
        uses: impl IntoIterator<Item = SocketAddrUse>,
    ) -> Self {
        let allowed = &mut self.ctx.network;
        let uses = uses.into_iter().collect::<Vec<_>>();
        allowed.tcp |= uses.iter().any(|usage| usage.is_tcp());
        allowed.udp |= uses.iter().any(|usage| !usage.is_tcp());
        allowed.rules.push(Rule { network: network.into(), ports: ports.into(), uses });
        self
    }

    /// Asked for each address that nothing else allows; the sockets for it have to be allowed besides.
    pub fn socket_addr_check(
        mut self,
        check: impl Fn(SocketAddr, SocketAddrUse) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.ctx.network.check = Some(Arc::new(check));
        self
    }

    /// The guest may do in the network whatever this program may, requests by HTTP among it.
    pub fn inherit_network(self) -> Self {
        #[cfg(feature = "http")]
        let this = self.inherit_http();
        #[cfg(not(feature = "http"))]
        let this = self;
        this.allow_ip_name_lookup(true)
            .allow_address(IpNetwork::ALL_V4, .., SocketAddrUse::ALL)
            .allow_address(IpNetwork::ALL_V6, .., SocketAddrUse::ALL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::WasiCtx;

    #[test]
    fn a_network_is_its_prefix() {
        let has = |network: &str, address: &str| {
            let network: IpNetwork = network.parse().unwrap_or_else(|error| panic!("{error}"));
            network.contains(address.parse().unwrap_or_else(|error| panic!("{error}")))
        };
        assert!(has("127.0.0.1", "127.0.0.1") && !has("127.0.0.1", "127.0.0.2"));
        assert!(has("192.168.4.0/22", "192.168.7.255") && !has("192.168.4.0/22", "192.168.8.0"));
        assert!(has("0.0.0.0/0", "255.255.255.255") && !has("0.0.0.0/0", "::1"));
        assert!(has("2001:db8::/32", "2001:db8:ffff::1") && !has("2001:db8::/32", "2001:db9::"));
        assert!(has("::/0", "ffff::") && has("::1/128", "::1") && !has("::1/128", "::2"));
        for bad in ["10.0.0.0/33", "::/129", "10.0.0.0/", "localhost", ""] {
            assert!(bad.parse::<IpNetwork>().is_err(), "{bad}");
        }
    }

    #[test]
    fn nothing_is_allowed_unless_said() {
        let wasi = WasiCtx::default();
        let address = SocketAddr::from(([127, 0, 0, 1], 80));
        assert!(!wasi.network.tcp && !wasi.network.udp && !wasi.network.lookup);
        for usage in SocketAddrUse::ALL {
            assert_eq!(wasi.network.check(address, usage), Err(ErrorCode::AccessDenied));
        }
    }

    #[test]
    fn a_rule_is_for_its_addresses_ports_and_uses() {
        use SocketAddrUse::{TcpBind, TcpConnect, UdpSend};
        let wasi = WasiCtx::builder()
            .allow_address(Ipv4Addr::LOCALHOST, 80..=81, [TcpConnect])
            .socket_addr_check(|address, usage| address.port() == 53 && usage == UdpSend)
            .build();
        assert!(wasi.network.tcp && !wasi.network.udp);
        let check = |ip: [u8; 4], port, usage| wasi.network.check((ip, port).into(), usage).is_ok();
        assert!(check([127, 0, 0, 1], 80, TcpConnect) && check([127, 0, 0, 1], 81, TcpConnect));
        assert!(!check([127, 0, 0, 1], 79, TcpConnect) && !check([127, 0, 0, 1], 82, TcpConnect));
        assert!(!check([127, 0, 0, 2], 80, TcpConnect) && !check([127, 0, 0, 1], 80, TcpBind));
        assert!(check([8, 8, 8, 8], 53, UdpSend) && !check([8, 8, 8, 8], 53, TcpConnect));
    }

    #[test]
    fn inherit_network_is_everything() {
        let wasi = WasiCtx::builder().inherit_network().build();
        assert!(wasi.network.tcp && wasi.network.udp && wasi.network.lookup);
        for address in ["1.2.3.4:5", "[2001:db8::1]:0"] {
            let address = address.parse().unwrap_or_else(|error| panic!("{error}"));
            for usage in SocketAddrUse::ALL {
                assert_eq!(wasi.network.check(address, usage), Ok(()));
            }
        }
    }
}
