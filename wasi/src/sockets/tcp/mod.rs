//! `wasi:sockets/tcp`.

mod connection;
mod rest;
mod socket;

use std::sync::Arc;

use embody::Result;
use rustix::net::sockopt;

pub use socket::TcpSocket;

use super::{Network, address, error, options};
use crate::bindings::sockets::network::{ErrorCode, IpAddressFamily, IpSocketAddress};
use crate::bindings::sockets::tcp::{self, ShutdownType};
use crate::io::{InputStream, OutputStream, Pollable};
use crate::{WasiCtx, WasiView};
use connection::{Reading, Writing};
use socket::{keep_alive_count, keep_alive_time};

type Told<T> = Result<Result<T, ErrorCode>>;

/// The two streams of a connection, for a guest.
fn streams(ctx: &WasiCtx, (reading, writing): (Reading, Writing)) -> Result<(InputStream, OutputStream)> {
    Ok((ctx.input_stream(Arc::new(reading))?, ctx.output_stream(Arc::new(writing))?))
}

impl<T: WasiView> tcp::Host for T {
    type TcpSocket = TcpSocket;

    fn tcp_socket_start_bind(
        &mut self,
        socket: &mut TcpSocket,
        _: &mut Network,
        local: IpSocketAddress,
    ) -> Told<()> {
        Ok(socket.start_bind(address::lift(local), &self.wasi().network))
    }

    fn tcp_socket_finish_bind(&mut self, socket: &mut TcpSocket) -> Told<()> {
        Ok(socket.finish_bind())
    }

    fn tcp_socket_start_connect(
        &mut self,
        socket: &mut TcpSocket,
        _: &mut Network,
        remote: IpSocketAddress,
    ) -> Told<()> {
        Ok(socket.start_connect(address::lift(remote), &self.wasi().network))
    }

    fn tcp_socket_finish_connect(&mut self, socket: &mut TcpSocket) -> Told<(InputStream, OutputStream)> {
        let ctx = self.wasi();
        let connected = socket.finish_connect(|| ctx.hold())?;
        connected.map(|connection| streams(ctx, connection)).transpose_told()
    }

    fn tcp_socket_start_listen(&mut self, socket: &mut TcpSocket) -> Told<()> {
        Ok(socket.start_listen())
    }

    fn tcp_socket_finish_listen(&mut self, socket: &mut TcpSocket) -> Told<()> {
        Ok(socket.finish_listen())
    }

    fn tcp_socket_accept(&mut self, socket: &mut TcpSocket) -> Told<(TcpSocket, InputStream, OutputStream)> {
        let ctx = self.wasi();
        let accepted = socket.accept(|| ctx.hold())?;
        let given = |(socket, reading, writing)| {
            let (input, output) = streams(ctx, (reading, writing))?;
            Ok((socket, input, output))
        };
        accepted.map(given).transpose_told()
    }

    fn tcp_socket_local_address(&mut self, socket: &mut TcpSocket) -> Told<IpSocketAddress> {
        Ok(socket.local_address().map(address::lower))
    }

    fn tcp_socket_remote_address(&mut self, socket: &mut TcpSocket) -> Told<IpSocketAddress> {
        Ok(socket.remote_address().map(address::lower))
    }

    fn tcp_socket_is_listening(&mut self, socket: &mut TcpSocket) -> Result<bool> {
        Ok(socket.is_listening())
    }

    fn tcp_socket_address_family(&mut self, socket: &mut TcpSocket) -> Result<IpAddressFamily> {
        Ok(socket.family)
    }

    fn tcp_socket_set_listen_backlog_size(&mut self, socket: &mut TcpSocket, value: u64) -> Told<()> {
        Ok(socket.set_listen_backlog_size(value))
    }

    fn tcp_socket_keep_alive_enabled(&mut self, socket: &mut TcpSocket) -> Told<bool> {
        Ok(socket.fd().and_then(|fd| sockopt::socket_keepalive(fd).map_err(error::of)))
    }

    fn tcp_socket_set_keep_alive_enabled(&mut self, socket: &mut TcpSocket, value: bool) -> Told<()> {
        Ok(socket.fd().and_then(|fd| sockopt::set_socket_keepalive(fd, value).map_err(error::of)))
    }

    fn tcp_socket_keep_alive_idle_time(&mut self, socket: &mut TcpSocket) -> Told<u64> {
        Ok(socket.fd().and_then(|fd| sockopt::tcp_keepidle(fd).map(nanos).map_err(error::of)))
    }

    fn tcp_socket_set_keep_alive_idle_time(&mut self, socket: &mut TcpSocket, value: u64) -> Told<()> {
        Ok(keep_alive_time(value)
            .and_then(|time| sockopt::set_tcp_keepidle(socket.fd()?, time).map_err(error::of)))
    }

    fn tcp_socket_keep_alive_interval(&mut self, socket: &mut TcpSocket) -> Told<u64> {
        Ok(socket.fd().and_then(|fd| sockopt::tcp_keepintvl(fd).map(nanos).map_err(error::of)))
    }

    fn tcp_socket_set_keep_alive_interval(&mut self, socket: &mut TcpSocket, value: u64) -> Told<()> {
        Ok(keep_alive_time(value)
            .and_then(|time| sockopt::set_tcp_keepintvl(socket.fd()?, time).map_err(error::of)))
    }

    fn tcp_socket_keep_alive_count(&mut self, socket: &mut TcpSocket) -> Told<u32> {
        Ok(socket.fd().and_then(|fd| sockopt::tcp_keepcnt(fd).map_err(error::of)))
    }

    fn tcp_socket_set_keep_alive_count(&mut self, socket: &mut TcpSocket, value: u32) -> Told<()> {
        Ok(keep_alive_count(value)
            .and_then(|count| sockopt::set_tcp_keepcnt(socket.fd()?, count).map_err(error::of)))
    }

    fn tcp_socket_hop_limit(&mut self, socket: &mut TcpSocket) -> Told<u8> {
        Ok(socket.fd().and_then(|fd| options::hop_limit(fd, socket.family)))
    }

    fn tcp_socket_set_hop_limit(&mut self, socket: &mut TcpSocket, value: u8) -> Told<()> {
        Ok(socket.fd().and_then(|fd| options::set_hop_limit(fd, socket.family, value)))
    }

    fn tcp_socket_receive_buffer_size(&mut self, socket: &mut TcpSocket) -> Told<u64> {
        Ok(socket.fd().and_then(options::receive_buffer_size))
    }

    fn tcp_socket_set_receive_buffer_size(&mut self, socket: &mut TcpSocket, value: u64) -> Told<()> {
        Ok(socket.fd().and_then(|fd| options::set_receive_buffer_size(fd, value)))
    }

    fn tcp_socket_send_buffer_size(&mut self, socket: &mut TcpSocket) -> Told<u64> {
        Ok(socket.fd().and_then(options::send_buffer_size))
    }

    fn tcp_socket_set_send_buffer_size(&mut self, socket: &mut TcpSocket, value: u64) -> Told<()> {
        Ok(socket.fd().and_then(|fd| options::set_send_buffer_size(fd, value)))
    }

    fn tcp_socket_subscribe(&mut self, socket: &mut TcpSocket) -> Result<Pollable> {
        let on: Arc<socket::Socket> = Arc::clone(&socket.socket);
        self.wasi().pollable(on)
    }

    fn tcp_socket_shutdown(&mut self, socket: &mut TcpSocket, what: ShutdownType) -> Told<()> {
        Ok(match what {
            ShutdownType::Receive => socket.shut_down(true, false),
            ShutdownType::Send => socket.shut_down(false, true),
            ShutdownType::Both => socket.shut_down(true, true),
        })
    }
}

fn nanos(time: std::time::Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

/// What a guest is told of something that could have failed besides.
trait TransposeTold<T> {
    fn transpose_told(self) -> Told<T>;
}

impl<T> TransposeTold<T> for Result<Result<T>, ErrorCode> {
    fn transpose_told(self) -> Told<T> {
        match self {
            Ok(given) => given.map(Ok),
            Err(code) => Ok(Err(code)),
        }
    }
}
