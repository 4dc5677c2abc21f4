//! TCP: states, options, streams, and how they end.

use super::*;

fn check_options(guest: &mut Guest, socket: &mut TcpSocket) {
    let ctx = &mut guest.ctx;
    ctx.tcp_socket_set_keep_alive_enabled(socket, true).unwrap().unwrap();
    assert_eq!(ctx.tcp_socket_keep_alive_enabled(socket).unwrap(), Ok(true));
    ctx.tcp_socket_set_keep_alive_idle_time(socket, 42 * SECOND).unwrap().unwrap();
    assert_eq!(ctx.tcp_socket_keep_alive_idle_time(socket).unwrap(), Ok(42 * SECOND));
    ctx.tcp_socket_set_keep_alive_interval(socket, 43 * SECOND).unwrap().unwrap();
    assert_eq!(ctx.tcp_socket_keep_alive_interval(socket).unwrap(), Ok(43 * SECOND));
    ctx.tcp_socket_set_keep_alive_count(socket, 44).unwrap().unwrap();
    assert_eq!(ctx.tcp_socket_keep_alive_count(socket).unwrap(), Ok(44));
    ctx.tcp_socket_set_hop_limit(socket, 45).unwrap().unwrap();
    assert_eq!(ctx.tcp_socket_hop_limit(socket).unwrap(), Ok(45));
    ctx.tcp_socket_set_receive_buffer_size(socket, 0x10000).unwrap().unwrap();
    assert_eq!(ctx.tcp_socket_receive_buffer_size(socket).unwrap(), Ok(0x10000));
    ctx.tcp_socket_set_send_buffer_size(socket, 0x10000).unwrap().unwrap();
    assert_eq!(ctx.tcp_socket_send_buffer_size(socket).unwrap(), Ok(0x10000));
}

#[test]
fn tcp_one_read_makes_room_for_what_there_is() {
    let mut limits = Limits::default();
    limits.read_bytes = 16 << 20;
    let mut guest = Guest::of(WasiCtx::builder().inherit_network().limits(limits).build());
    let (mut server, mut client) = guest.pair(V4);
    let write = guest.ctx.output_stream_blocking_write_and_flush(&mut client.output, &[7; 100]);
    write.unwrap().unwrap();
    let bytes = guest.ctx.input_stream_blocking_read(&mut server.input, u64::MAX).unwrap().unwrap();
    assert_eq!(bytes, [7; 100]);
    assert!(bytes.capacity() <= 4_096, "{} bytes", bytes.capacity());
    let none = guest.ctx.input_stream_read(&mut server.input, u64::MAX).unwrap().unwrap();
    assert!(none.capacity() <= 4_096, "{} bytes", none.capacity());
}

#[test]
fn tcp_states_unbound() {
    let mut guest = Guest::new();
    for family in families() {
        let mut socket = guest.tcp(family);
        check_options(&mut guest, &mut socket);
        let (ctx, socket) = (&mut guest.ctx, &mut socket);
        assert_eq!(ctx.tcp_socket_finish_bind(socket).unwrap(), Err(ErrorCode::NotInProgress));
        assert_eq!(ctx.tcp_socket_finish_connect(socket).unwrap().err(), Some(ErrorCode::NotInProgress));
        assert_eq!(ctx.tcp_socket_start_listen(socket).unwrap(), Err(ErrorCode::InvalidState));
        assert_eq!(ctx.tcp_socket_finish_listen(socket).unwrap(), Err(ErrorCode::NotInProgress));
        assert_eq!(ctx.tcp_socket_accept(socket).unwrap().err(), Some(ErrorCode::InvalidState));
        assert_eq!(
            ctx.tcp_socket_shutdown(socket, ShutdownType::Both).unwrap(),
            Err(ErrorCode::InvalidState)
        );
        assert_eq!(ctx.tcp_socket_local_address(socket).unwrap(), Err(ErrorCode::InvalidState));
        assert_eq!(ctx.tcp_socket_remote_address(socket).unwrap(), Err(ErrorCode::InvalidState));
        assert!(!ctx.tcp_socket_is_listening(socket).unwrap());
        assert_eq!(ctx.tcp_socket_address_family(socket).unwrap(), family);
        assert_eq!(ctx.tcp_socket_set_listen_backlog_size(socket, 32).unwrap(), Ok(()));
    }
}

#[test]
fn tcp_states_bound() {
    let mut guest = Guest::new();
    for family in families() {
        let mut socket = guest.tcp(family);
        let to = loopback(family, 0);
        guest.ctx.tcp_socket_start_bind(&mut socket, &mut guest.network, to).unwrap().unwrap();
        // One thing at a time.
        let again = guest.ctx.tcp_socket_start_bind(&mut socket, &mut guest.network, to).unwrap();
        assert_eq!(again, Err(ErrorCode::ConcurrencyConflict));
        assert_eq!(
            guest.ctx.tcp_socket_start_listen(&mut socket).unwrap(),
            Err(ErrorCode::ConcurrencyConflict)
        );
        assert_eq!(guest.ctx.tcp_socket_finish_listen(&mut socket).unwrap(), Err(ErrorCode::NotInProgress));
        assert_eq!(guest.ctx.tcp_socket_finish_bind(&mut socket).unwrap(), Ok(()));
        assert_eq!(guest.bind(&mut socket, to), Err(ErrorCode::InvalidState));
        check_options(&mut guest, &mut socket);
        let (ctx, socket) = (&mut guest.ctx, &mut socket);
        assert_eq!(ctx.tcp_socket_finish_bind(socket).unwrap(), Err(ErrorCode::NotInProgress));
        assert_eq!(ctx.tcp_socket_finish_connect(socket).unwrap().err(), Some(ErrorCode::NotInProgress));
        assert_eq!(ctx.tcp_socket_finish_listen(socket).unwrap(), Err(ErrorCode::NotInProgress));
        assert_eq!(ctx.tcp_socket_accept(socket).unwrap().err(), Some(ErrorCode::InvalidState));
        assert_eq!(
            ctx.tcp_socket_shutdown(socket, ShutdownType::Both).unwrap(),
            Err(ErrorCode::InvalidState)
        );
        let local = std(ctx.tcp_socket_local_address(socket).unwrap().unwrap());
        assert_eq!(local.ip(), std(to).ip());
        assert_ne!(local.port(), 0);
        assert_eq!(ctx.tcp_socket_remote_address(socket).unwrap(), Err(ErrorCode::InvalidState));
        assert_eq!(ctx.tcp_socket_set_listen_backlog_size(socket, 32).unwrap(), Ok(()));
    }
}

#[test]
fn tcp_states_listening() {
    let mut guest = Guest::new();
    for family in families() {
        let (mut socket, address) = guest.listen(family);
        assert_eq!(guest.bind(&mut socket, address), Err(ErrorCode::InvalidState));
        assert_eq!(guest.connect(&mut socket, address).err(), Some(ErrorCode::InvalidState));
        check_options(&mut guest, &mut socket);
        let (ctx, socket) = (&mut guest.ctx, &mut socket);
        assert_eq!(ctx.tcp_socket_start_listen(socket).unwrap(), Err(ErrorCode::InvalidState));
        assert_eq!(ctx.tcp_socket_finish_listen(socket).unwrap(), Err(ErrorCode::NotInProgress));
        assert_eq!(ctx.tcp_socket_accept(socket).unwrap().err(), Some(ErrorCode::WouldBlock));
        assert_eq!(
            ctx.tcp_socket_shutdown(socket, ShutdownType::Both).unwrap(),
            Err(ErrorCode::InvalidState)
        );
        assert_eq!(ctx.tcp_socket_remote_address(socket).unwrap(), Err(ErrorCode::InvalidState));
        assert!(ctx.tcp_socket_is_listening(socket).unwrap());
        assert_eq!(ctx.tcp_socket_set_listen_backlog_size(socket, 32).unwrap(), Ok(()));
        let mut pollable = ctx.tcp_socket_subscribe(socket).unwrap();
        assert!(!ctx.pollable_ready(&mut pollable).unwrap());
    }
}

#[test]
fn tcp_states_connected() {
    let mut guest = Guest::new();
    for family in families() {
        let (server, client) = guest.pair(family);
        for mut end in [server, client] {
            assert_eq!(guest.bind(&mut end.socket, loopback(family, 0)), Err(ErrorCode::InvalidState));
            let to = loopback(family, SOME_PORT);
            assert_eq!(guest.connect(&mut end.socket, to).err(), Some(ErrorCode::InvalidState));
            check_options(&mut guest, &mut end.socket);
            let (ctx, socket) = (&mut guest.ctx, &mut end.socket);
            assert_eq!(ctx.tcp_socket_finish_connect(socket).unwrap().err(), Some(ErrorCode::NotInProgress));
            assert_eq!(ctx.tcp_socket_start_listen(socket).unwrap(), Err(ErrorCode::InvalidState));
            assert_eq!(ctx.tcp_socket_accept(socket).unwrap().err(), Some(ErrorCode::InvalidState));
            assert!(ctx.tcp_socket_local_address(socket).unwrap().is_ok());
            assert!(ctx.tcp_socket_remote_address(socket).unwrap().is_ok());
            assert_eq!(
                ctx.tcp_socket_set_listen_backlog_size(socket, 32).unwrap(),
                Err(ErrorCode::InvalidState)
            );
        }
    }
}

#[test]
fn tcp_options_are_checked_and_clamped() {
    let mut guest = Guest::new();
    for family in families() {
        let mut socket = guest.tcp(family);
        let (ctx, socket) = (&mut guest.ctx, &mut socket);
        let bad = Err(ErrorCode::InvalidArgument);
        assert_eq!(ctx.tcp_socket_set_listen_backlog_size(socket, 0).unwrap(), bad);
        assert_eq!(ctx.tcp_socket_set_listen_backlog_size(socket, u64::MAX).unwrap(), Ok(()));
        assert_eq!(ctx.tcp_socket_set_keep_alive_idle_time(socket, 0).unwrap(), bad);
        assert_eq!(ctx.tcp_socket_set_keep_alive_idle_time(socket, 1).unwrap(), Ok(()));
        assert_eq!(ctx.tcp_socket_keep_alive_idle_time(socket).unwrap(), Ok(SECOND));
        assert_eq!(ctx.tcp_socket_set_keep_alive_idle_time(socket, u64::MAX).unwrap(), Ok(()));
        assert_eq!(ctx.tcp_socket_set_keep_alive_interval(socket, 0).unwrap(), bad);
        assert_eq!(ctx.tcp_socket_set_keep_alive_interval(socket, 1).unwrap(), Ok(()));
        assert_eq!(ctx.tcp_socket_keep_alive_interval(socket).unwrap(), Ok(SECOND));
        assert_eq!(ctx.tcp_socket_set_keep_alive_interval(socket, u64::MAX).unwrap(), Ok(()));
        assert_eq!(ctx.tcp_socket_set_keep_alive_count(socket, 0).unwrap(), bad);
        assert_eq!(ctx.tcp_socket_set_keep_alive_count(socket, u32::MAX).unwrap(), Ok(()));
        assert_eq!(ctx.tcp_socket_set_hop_limit(socket, 0).unwrap(), bad);
        assert_eq!(ctx.tcp_socket_set_hop_limit(socket, 255).unwrap(), Ok(()));
        assert_eq!(ctx.tcp_socket_set_receive_buffer_size(socket, 0).unwrap(), bad);
        assert_eq!(ctx.tcp_socket_set_receive_buffer_size(socket, u64::MAX).unwrap(), Ok(()));
        assert_eq!(ctx.tcp_socket_set_send_buffer_size(socket, 0).unwrap(), bad);
        assert_eq!(ctx.tcp_socket_set_send_buffer_size(socket, 1).unwrap(), Ok(()));
    }
}

#[test]
fn tcp_accepted_sockets_have_the_listeners_options() {
    let mut guest = Guest::new();
    for family in families() {
        let (mut listener, address) = guest.listen(family);
        check_options(&mut guest, &mut listener);
        let mut client = guest.tcp(family);
        guest.connect(&mut client, address).unwrap();
        let (mut accepted, ..) = guest.accept(&mut listener).unwrap();
        let ctx = &mut guest.ctx;
        assert_eq!(ctx.tcp_socket_keep_alive_enabled(&mut accepted).unwrap(), Ok(true));
        assert_eq!(ctx.tcp_socket_keep_alive_idle_time(&mut accepted).unwrap(), Ok(42 * SECOND));
        assert_eq!(ctx.tcp_socket_keep_alive_interval(&mut accepted).unwrap(), Ok(43 * SECOND));
        assert_eq!(ctx.tcp_socket_keep_alive_count(&mut accepted).unwrap(), Ok(44));
        assert_eq!(ctx.tcp_socket_hop_limit(&mut accepted).unwrap(), Ok(45));
        assert_eq!(ctx.tcp_socket_receive_buffer_size(&mut accepted).unwrap(), Ok(0x10000));
    }
}

#[test]
fn tcp_bind_takes_addresses_of_this_host_alone() {
    let mut guest = Guest::new();
    for family in families() {
        let (listener, address) = guest.listen(family);
        let mut socket = guest.tcp(family);
        assert_eq!(guest.bind(&mut socket, address), Err(ErrorCode::AddressInUse));
        drop(listener);
        // A failed bind can be tried again, and the port is free at once.
        assert_eq!(guest.bind(&mut socket, address), Ok(()));
    }
    for (family, bad, code) in [
        (V4, "192.0.2.0:0", ErrorCode::AddressNotBindable),
        (V4, "[::1]:0", ErrorCode::InvalidArgument),
        (V4, "255.255.255.255:0", ErrorCode::InvalidArgument),
        (V4, "224.254.0.0:0", ErrorCode::InvalidArgument),
        (V6, "[2001:db8::]:0", ErrorCode::AddressNotBindable),
        (V6, "127.0.0.1:0", ErrorCode::InvalidArgument),
        (V6, "[ff00::]:0", ErrorCode::InvalidArgument),
        (V6, "[::ffff:127.0.0.1]:0", ErrorCode::InvalidArgument),
    ] {
        if families().contains(&family) {
            let mut socket = guest.tcp(family);
            assert_eq!(guest.bind(&mut socket, at(bad)), Err(code), "{bad}");
        }
    }
}

#[test]
fn tcp_connect_takes_addresses_of_one_host_alone() {
    let mut guest = Guest::new();
    for (family, bad) in [
        (V4, "0.0.0.0:47"),
        (V4, "127.0.0.1:0"),
        (V4, "[::1]:47"),
        (V4, "255.255.255.255:47"),
        (V4, "224.254.0.0:47"),
        (V6, "[::]:47"),
        (V6, "[::1]:0"),
        (V6, "127.0.0.1:47"),
        (V6, "[ff00::]:47"),
        (V6, "[::ffff:127.0.0.1]:47"),
    ] {
        if families().contains(&family) {
            let mut socket = guest.tcp(family);
            assert_eq!(guest.connect(&mut socket, at(bad)).err(), Some(ErrorCode::InvalidArgument), "{bad}");
        }
    }
}

#[test]
fn tcp_connect_can_be_refused_and_closes_the_socket() {
    let mut guest = Guest::new();
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
    let mut socket = guest.tcp(V4);
    assert_eq!(guest.connect(&mut socket, wasi(free)).err(), Some(ErrorCode::ConnectionRefused));
    let ctx = &mut guest.ctx;
    assert_eq!(ctx.tcp_socket_finish_connect(&mut socket).unwrap().err(), Some(ErrorCode::NotInProgress));
    assert_eq!(ctx.tcp_socket_hop_limit(&mut socket).unwrap(), Err(ErrorCode::ConnectionRefused));
    assert_eq!(guest.connect(&mut socket, wasi(free)).err(), Some(ErrorCode::InvalidState));
}

#[test]
fn tcp_sockets_that_connect_can_have_an_address() {
    let mut guest = Guest::new();
    let (_listener, address) = guest.listen(V4);
    let mut socket = guest.tcp(V4);
    guest.bind(&mut socket, loopback(V4, 0)).unwrap();
    let local = guest.ctx.tcp_socket_local_address(&mut socket).unwrap();
    guest.connect(&mut socket, address).unwrap();
    assert_eq!(guest.ctx.tcp_socket_local_address(&mut socket).unwrap(), local);
    assert_eq!(guest.ctx.tcp_socket_remote_address(&mut socket).unwrap(), Ok(address));
}

#[test]
fn tcp_streams_carry_bytes_both_ways() {
    let mut guest = Guest::new();
    for family in families() {
        let (mut server, mut client) = guest.pair(family);
        let ctx = &mut guest.ctx;
        assert_eq!(ctx.input_stream_read(&mut server.input, 10).unwrap().unwrap(), b"");
        ctx.output_stream_blocking_write_and_flush(&mut client.output, b"there").unwrap().unwrap();
        assert_eq!(ctx.input_stream_blocking_read(&mut server.input, 10).unwrap().unwrap(), b"there");
        ctx.output_stream_blocking_write_and_flush(&mut server.output, b"and back").unwrap().unwrap();
        assert_eq!(ctx.input_stream_blocking_read(&mut client.input, 3).unwrap().unwrap(), b"and");
        assert_eq!(ctx.input_stream_blocking_read(&mut client.input, 10).unwrap().unwrap(), b" back");
    }
}

#[test]
fn tcp_streams_are_closed_by_either_side() {
    let mut guest = Guest::new();
    let (mut server, mut client) = guest.pair(V4);
    let ctx = &mut guest.ctx;
    // What was not read is not there any more.
    ctx.output_stream_blocking_write_and_flush(&mut server.output, b"lost").unwrap().unwrap();
    let mut pollable = ctx.input_stream_subscribe(&mut client.input).unwrap();
    ctx.pollable_block(&mut pollable).unwrap();
    ctx.tcp_socket_shutdown(&mut client.socket, ShutdownType::Receive).unwrap().unwrap();
    for len in [10, 0] {
        let read = ctx.input_stream_read(&mut client.input, len).unwrap();
        assert!(matches!(read, Err(StreamError::Closed)), "{read:?}");
    }
    assert!(ctx.output_stream_check_write(&mut client.output).unwrap().unwrap() > 0);
    ctx.tcp_socket_shutdown(&mut client.socket, ShutdownType::Send).unwrap().unwrap();
    // Once more changes nothing.
    ctx.tcp_socket_shutdown(&mut client.socket, ShutdownType::Both).unwrap().unwrap();
    assert!(matches!(ctx.output_stream_write(&mut client.output, b"x").unwrap(), Err(StreamError::Closed)));
    assert!(matches!(ctx.output_stream_check_write(&mut client.output).unwrap(), Err(StreamError::Closed)));
    assert!(matches!(ctx.output_stream_flush(&mut client.output).unwrap(), Err(StreamError::Closed)));
    assert_eq!(read_to_end(ctx, &mut server.input), b"");
    let read = ctx.input_stream_read(&mut server.input, 0).unwrap();
    assert!(matches!(read, Err(StreamError::Closed)), "{read:?}");
}

/// Writes as much as is taken while nobody reads. How much it was.
fn fill(ctx: &mut WasiCtx, end: &mut End) -> usize {
    ctx.tcp_socket_set_send_buffer_size(&mut end.socket, 1024).unwrap().unwrap();
    let mut sent = 0;
    loop {
        let permit =
            usize::try_from(ctx.output_stream_check_write(&mut end.output).unwrap().unwrap()).unwrap();
        if permit == 0 {
            return sent;
        }
        ctx.output_stream_write(&mut end.output, &vec![7; permit]).unwrap().unwrap();
        sent += permit;
    }
}

#[test]
fn tcp_shutdown_does_not_lose_what_was_written() {
    let mut guest = Guest::new();
    let (mut server, mut client) = guest.pair(V4);
    let sent = fill(&mut guest.ctx, &mut client);
    guest.ctx.tcp_socket_shutdown(&mut client.socket, ShutdownType::Send).unwrap().unwrap();
    let write = guest.ctx.output_stream_check_write(&mut client.output).unwrap();
    assert!(matches!(write, Err(StreamError::Closed)), "{write:?}");
    assert_eq!(read_to_end(&mut guest.ctx, &mut server.input).len(), sent);
}

#[test]
fn tcp_drop_does_not_lose_what_was_written() {
    let mut guest = Guest::new();
    let (mut server, mut client) = guest.pair(V4);
    let sent = fill(&mut guest.ctx, &mut client);
    drop(client);
    assert_eq!(read_to_end(&mut guest.ctx, &mut server.input).len(), sent);
}

#[test]
fn tcp_rest_goes_out_while_the_guest_waits_for_the_answer() {
    let mut guest = Guest::new();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let mut socket = guest.tcp(V4);
    let (input, output) = guest.connect(&mut socket, wasi(listener.local_addr().unwrap())).unwrap();
    let (mut other, _) = listener.accept().unwrap();
    let mut end = End { socket, input, output };
    let sent = fill(&mut guest.ctx, &mut end);
    let other = std::thread::spawn(move || {
        let mut all = vec![0; sent];
        other.read_exact(&mut all).unwrap();
        other.write_all(b"answer").unwrap();
        all
    });
    // Nothing more is written or flushed.
    let answer = guest.ctx.input_stream_blocking_read(&mut end.input, 10).unwrap().unwrap();
    assert_eq!(answer, b"answer");
    assert!(other.join().unwrap().iter().all(|byte| *byte == 7));
    assert!(guest.ctx.output_stream_check_write(&mut end.output).unwrap().unwrap() > 0);
}

#[test]
fn tcp_many_small_writes_are_taken() {
    let mut guest = Guest::new();
    let (mut server, mut client) = guest.pair(V4);
    let ctx = &mut guest.ctx;
    for _ in 0..300 {
        assert!(ctx.output_stream_check_write(&mut client.output).unwrap().unwrap() > 0);
        ctx.output_stream_write(&mut client.output, b"x").unwrap().unwrap();
    }
    ctx.tcp_socket_shutdown(&mut client.socket, ShutdownType::Send).unwrap().unwrap();
    assert_eq!(read_to_end(ctx, &mut server.input).len(), 300);
}

#[test]
fn tcp_reset_has_a_code() {
    let mut guest = Guest::new();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let mut socket = guest.tcp(V4);
    let (mut input, mut output) = guest.connect(&mut socket, wasi(listener.local_addr().unwrap())).unwrap();
    let (other, _) = listener.accept().unwrap();
    let ctx = &mut guest.ctx;
    ctx.output_stream_blocking_write_and_flush(&mut output, b"never read").unwrap().unwrap();
    let mut peeked = [0];
    other.peek(&mut peeked).unwrap();
    drop(other);
    let Err(StreamError::LastOperationFailed(mut error)) =
        ctx.input_stream_blocking_read(&mut input, 1).unwrap()
    else {
        panic!("the connection was not reset");
    };
    assert_eq!(ctx.network_error_code(&mut error).unwrap(), Some(ErrorCode::ConnectionReset));
    let read = ctx.input_stream_read(&mut input, 1).unwrap();
    assert!(matches!(read, Err(StreamError::Closed)), "{read:?}");
}

#[test]
fn a_guest_waits_for_many_sockets_at_once() {
    let mut guest = Guest::new();
    let (mut first, _) = guest.listen(V4);
    let (mut second, address) = guest.listen(V4);
    let address = std(address);
    let other = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(20));
        TcpStream::connect(address).unwrap()
    });
    let ctx = &mut guest.ctx;
    let pollables =
        [ctx.tcp_socket_subscribe(&mut first).unwrap(), ctx.tcp_socket_subscribe(&mut second).unwrap()];
    assert_eq!(ctx.poll(pollables.iter().collect()).unwrap(), [1]);
    assert!(guest.ctx.tcp_socket_accept(&mut second).unwrap().is_ok());
    drop(other.join().unwrap());
}
