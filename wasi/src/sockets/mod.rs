//! `wasi:sockets`: TCP, UDP and names of hosts.
//!
//! In: sockets of the system, all of which are non-blocking, and [what is allowed](allow). Out: the states and error codes
//! of WASI. Nothing here waits: what a guest can wait for says the file descriptor that would have it ready. What a guest
//! wrote and the system did not take yet goes out in a thread (`tcp/rest.rs`), since the guest may wait for the answer.

mod address;
pub(crate) mod allow;
mod error;
mod lookup;
mod options;
mod tcp;
mod udp;

use embody::Result;

pub use allow::{IpNetwork, NoNetwork, Ports, SocketAddrUse};
pub use lookup::ResolveAddressStream;
pub use tcp::TcpSocket;
pub use udp::{IncomingDatagramStream, OutgoingDatagramStream, UdpSocket};

use crate::WasiView;
use crate::bindings::sockets::network::{self, ErrorCode};
use crate::bindings::sockets::{instance_network, tcp_create_socket, udp_create_socket};
use crate::io::IoError;
use crate::limits::Held;

/// `wasi:sockets/network.network`: the one that a guest has. What it may do there is asked for each address.
#[derive(Debug)]
pub struct Network(#[expect(dead_code, reason = "counts while it lives")] Held);

impl<T: WasiView> network::Host for T {
    type Network = Network;

    fn network_error_code(&mut self, error: &mut IoError) -> Result<Option<ErrorCode>> {
        Ok(error.get().downcast_ref::<std::io::Error>().map(error::of_io))
    }
}

impl<T: WasiView> instance_network::Host for T {
    fn instance_network(&mut self) -> Result<Network> {
        Ok(Network(self.wasi().hold()?))
    }
}

impl<T: WasiView> tcp_create_socket::Host for T {
    fn create_tcp_socket(
        &mut self,
        family: network::IpAddressFamily,
    ) -> Result<Result<TcpSocket, ErrorCode>> {
        let ctx = self.wasi();
        if !ctx.network.tcp {
            return Ok(Err(ErrorCode::AccessDenied));
        }
        let held = ctx.hold()?;
        Ok(TcpSocket::new(family, held))
    }
}

impl<T: WasiView> udp_create_socket::Host for T {
    fn create_udp_socket(
        &mut self,
        family: network::IpAddressFamily,
    ) -> Result<Result<UdpSocket, ErrorCode>> {
        let ctx = self.wasi();
        if !ctx.network.udp {
            return Ok(Err(ErrorCode::AccessDenied));
        }
        let held = ctx.hold()?;
        Ok(UdpSocket::new(family, held))
    }
}
