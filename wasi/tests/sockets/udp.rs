//! UDP: states, and datagrams.

use super::*;

#[test]
fn udp_states() {
    let mut guest = Guest::new();
    for family in families() {
        let mut socket = guest.udp(family);
        assert_eq!(guest.ctx.udp_socket_finish_bind(&mut socket).unwrap(), Err(ErrorCode::NotInProgress));
        assert_eq!(guest.stream(&mut socket, None).err(), Some(ErrorCode::InvalidState));
        assert_eq!(guest.ctx.udp_socket_local_address(&mut socket).unwrap(), Err(ErrorCode::InvalidState));
        assert_eq!(guest.ctx.udp_socket_remote_address(&mut socket).unwrap(), Err(ErrorCode::InvalidState));
        assert_eq!(guest.ctx.udp_socket_address_family(&mut socket).unwrap(), family);
        let to = loopback(family, 0);
        guest.ctx.udp_socket_start_bind(&mut socket, &mut guest.network, to).unwrap().unwrap();
        let again = guest.ctx.udp_socket_start_bind(&mut socket, &mut guest.network, to).unwrap();
        assert_eq!(again, Err(ErrorCode::ConcurrencyConflict));
        guest.ctx.udp_socket_finish_bind(&mut socket).unwrap().unwrap();
        assert_eq!(guest.bind_udp(&mut socket, to), Err(ErrorCode::InvalidState));
        assert!(guest.ctx.udp_socket_local_address(&mut socket).unwrap().is_ok());
        assert_eq!(guest.ctx.udp_socket_remote_address(&mut socket).unwrap(), Err(ErrorCode::InvalidState));
        let (ctx, socket) = (&mut guest.ctx, &mut socket);
        let bad = Err(ErrorCode::InvalidArgument);
        assert_eq!(ctx.udp_socket_set_unicast_hop_limit(socket, 0).unwrap(), bad);
        assert_eq!(ctx.udp_socket_set_unicast_hop_limit(socket, 42).unwrap(), Ok(()));
        assert_eq!(ctx.udp_socket_unicast_hop_limit(socket).unwrap(), Ok(42));
        assert_eq!(ctx.udp_socket_set_receive_buffer_size(socket, 0).unwrap(), bad);
        assert_eq!(ctx.udp_socket_set_receive_buffer_size(socket, 16_000).unwrap(), Ok(()));
        assert_eq!(ctx.udp_socket_receive_buffer_size(socket).unwrap(), Ok(16_000));
        assert_eq!(ctx.udp_socket_set_send_buffer_size(socket, u64::MAX).unwrap(), Ok(()));
        assert!(ctx.udp_socket_send_buffer_size(socket).unwrap().unwrap() > 0);
    }
}

#[test]
fn udp_sockets_connect_and_disconnect() {
    let mut guest = Guest::new();
    for family in families() {
        let mut socket = guest.udp(family);
        guest.bind_udp(&mut socket, unspecified(family, 0)).unwrap();
        for port in [None, None, Some(4321), Some(4321), Some(4320), None, Some(4321)] {
            let to = port.map(|port| loopback(family, port));
            guest.stream(&mut socket, to).unwrap();
            let remote = guest.ctx.udp_socket_remote_address(&mut socket).unwrap();
            assert_eq!(remote, to.ok_or(ErrorCode::InvalidState));
            assert!(guest.ctx.udp_socket_local_address(&mut socket).unwrap().is_ok());
        }
        for bad in [unspecified(family, SOME_PORT), loopback(family, 0)] {
            assert_eq!(guest.stream(&mut socket, Some(bad)).err(), Some(ErrorCode::InvalidArgument));
        }
        let other = loopback(if family == V4 { V6 } else { V4 }, SOME_PORT);
        assert_eq!(guest.stream(&mut socket, Some(other)).err(), Some(ErrorCode::InvalidArgument));
    }
}

#[test]
fn udp_datagrams_go_both_ways() {
    let mut guest = Guest::new();
    for family in families() {
        let (mut server, mut client) = (guest.udp(family), guest.udp(family));
        guest.bind_udp(&mut server, loopback(family, 0)).unwrap();
        guest.bind_udp(&mut client, loopback(family, 0)).unwrap();
        let to = guest.ctx.udp_socket_local_address(&mut server).unwrap().unwrap();
        let from = guest.ctx.udp_socket_local_address(&mut client).unwrap().unwrap();
        let (mut server_in, mut server_out) = guest.stream(&mut server, None).unwrap();
        let (mut client_in, mut client_out) = guest.stream(&mut client, Some(to)).unwrap();
        assert_eq!(guest.ctx.incoming_datagram_stream_receive(&mut server_in, 1).unwrap(), Ok(vec![]));
        assert_eq!(guest.send(&mut client_out, b"there", None), Ok(1));
        assert_eq!(guest.send(&mut client_out, b"", Some(to)), Ok(1));
        assert_eq!(guest.receive(&mut server_in), (b"there".to_vec(), std(from)));
        assert_eq!(guest.receive(&mut server_in), (b"".to_vec(), std(from)));
        assert_eq!(guest.send(&mut server_out, b"back", Some(from)), Ok(1));
        assert_eq!(guest.receive(&mut client_in), (b"back".to_vec(), std(to)));
        // Who it talks to is known.
        assert_eq!(guest.send(&mut server_out, b"", None), Err(ErrorCode::InvalidArgument));
        assert_eq!(guest.send(&mut client_out, b"", Some(from)), Err(ErrorCode::InvalidArgument));
        for bad in [unspecified(family, SOME_PORT), loopback(family, 0)] {
            assert_eq!(guest.send(&mut server_out, b"", Some(bad)), Err(ErrorCode::InvalidArgument));
        }
        let too_large = vec![0; 1 << 16];
        assert_eq!(guest.send(&mut client_out, &too_large, None), Err(ErrorCode::DatagramTooLarge));
    }
}

#[test]
fn udp_what_came_from_others_is_not_for_a_connected_socket() {
    let mut guest = Guest::new();
    let (mut socket, mut friend, mut other) = (guest.udp(V4), guest.udp(V4), guest.udp(V4));
    for socket in [&mut socket, &mut friend, &mut other] {
        guest.bind_udp(socket, loopback(V4, 0)).unwrap();
    }
    let to = guest.ctx.udp_socket_local_address(&mut socket).unwrap().unwrap();
    let from = guest.ctx.udp_socket_local_address(&mut friend).unwrap().unwrap();
    let (_in, mut other_out) = guest.stream(&mut other, None).unwrap();
    let (_in, mut friend_out) = guest.stream(&mut friend, None).unwrap();
    // Comes before the socket is connected, and stays.
    assert_eq!(guest.send(&mut other_out, b"no", Some(to)), Ok(1));
    let (mut incoming, _out) = guest.stream(&mut socket, Some(from)).unwrap();
    assert_eq!(guest.send(&mut friend_out, b"yes", Some(to)), Ok(1));
    assert_eq!(guest.receive(&mut incoming), (b"yes".to_vec(), std(from)));
}

#[test]
fn udp_rules_of_streams_trap() {
    let mut guest = Guest::new();
    let mut socket = guest.udp(V4);
    guest.bind_udp(&mut socket, loopback(V4, 0)).unwrap();
    let to = guest.ctx.udp_socket_local_address(&mut socket).unwrap().unwrap();
    let (incoming, mut outgoing) = guest.stream(&mut socket, None).unwrap();
    let datagram = OutgoingDatagram { data: vec![1], remote_address: Some(to) };
    // Not allowed by `check-send`.
    assert!(guest.ctx.outgoing_datagram_stream_send(&mut outgoing, vec![datagram.clone()]).is_err());
    assert_eq!(guest.ctx.outgoing_datagram_stream_send(&mut outgoing, vec![]).unwrap(), Ok(0));
    let permit = guest.ctx.outgoing_datagram_stream_check_send(&mut outgoing).unwrap().unwrap();
    let too_many = vec![datagram.clone(); usize::try_from(permit).unwrap() + 1];
    assert!(guest.ctx.outgoing_datagram_stream_send(&mut outgoing, too_many).is_err());
    assert_eq!(guest.ctx.outgoing_datagram_stream_send(&mut outgoing, vec![datagram; 2]).unwrap(), Ok(2));
    // One pair at a time.
    drop(outgoing);
    assert!(guest.ctx.udp_socket_stream(&mut socket, None).is_err());
    drop(incoming);
    assert!(guest.ctx.udp_socket_stream(&mut socket, None).unwrap().is_ok());
}

#[test]
fn udp_one_read_gives_as_many_bytes_as_are_allowed() {
    let limits = {
        let mut limits = Limits::default();
        limits.read_bytes = 100;
        limits
    };
    let mut guest = Guest::of(WasiCtx::builder().inherit_network().limits(limits).build());
    let mut socket = guest.udp(V4);
    guest.bind_udp(&mut socket, loopback(V4, 0)).unwrap();
    let to = guest.ctx.udp_socket_local_address(&mut socket).unwrap().unwrap();
    let (mut incoming, mut outgoing) = guest.stream(&mut socket, Some(to)).unwrap();
    for _ in 0..3 {
        assert_eq!(guest.send(&mut outgoing, &[1; 60], None), Ok(1));
    }
    for _ in 0..3 {
        assert_eq!(guest.ctx.incoming_datagram_stream_receive(&mut incoming, 9).unwrap().unwrap().len(), 1);
    }
}
