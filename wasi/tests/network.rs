//! Programs of Rust that use the network, as guests: `guests/net-rs` and `guests/fetch-rs`, with this program at the other end.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use embody::Result;
use embody_wasi::io::pipe::Kept;
use embody_wasi::sockets::SocketAddrUse;
use embody_wasi::{WasiCtx, WasiCtxBuilder};

#[allow(missing_docs, reason = "a component's items")]
mod net {
    embody::component!("guests/net-rs.wasm");
}

/// What a program wrote, and the code it ended with.
type Done = (String, String, u8);

fn text(kept: &Kept) -> String {
    String::from_utf8_lossy(&kept.take()).into_owned()
}

fn net(args: &[&str], builder: WasiCtxBuilder) -> Result<Done> {
    let (stdout, stderr) = (Kept::up_to(1 << 20), Kept::up_to(1 << 20));
    let wasi = builder.arg("net-rs").args(args.iter().copied()).stdout(stdout.clone()).stderr(stderr.clone());
    let status = net::Instance::new(wasi.build())?.run()?;
    Ok((text(&stdout), text(&stderr), status.code()))
}

fn anything() -> WasiCtxBuilder {
    WasiCtx::builder().inherit_network()
}

fn good(stdout: &str) -> Done {
    (stdout.to_owned(), String::new(), 0)
}

/// A program that says in its first line which port it has, and goes on in a thread.
fn serving(args: &'static [&str]) -> (SocketAddr, Kept, JoinHandle<Result<u8>>) {
    let stdout = Kept::up_to(1 << 20);
    let wasi = anything().arg("net-rs").args(args.iter().copied()).stdout(stdout.clone()).build();
    let guest = std::thread::spawn(move || Ok(net::Instance::new(wasi)?.run()?.code()));
    let began = Instant::now();
    let mut line = String::new();
    while !line.ends_with('\n') {
        assert!(began.elapsed() < Duration::from_secs(60) && !guest.is_finished(), "{line}");
        std::thread::sleep(Duration::from_millis(1));
        line += &text(&stdout);
    }
    let port = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    ((Ipv4Addr::LOCALHOST, port).into(), stdout, guest)
}

#[test]
fn a_program_connects_by_tcp() -> Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let to = listener.local_addr()?;
    let server = std::thread::spawn(move || -> std::io::Result<Vec<u8>> {
        let (mut stream, _) = listener.accept()?;
        let mut all = Vec::new();
        stream.read_to_end(&mut all)?;
        stream.write_all(b"answer")?;
        Ok(all)
    });
    // Nothing else is allowed.
    let builder = WasiCtx::builder().allow_address(to.ip(), to.port(), [SocketAddrUse::TcpConnect]);
    assert_eq!(
        net(&["echo-client", &to.to_string(), "question"], builder)?,
        good("connected true\nanswer\n")
    );
    assert_eq!(server.join().unwrap()?, b"question");
    Ok(())
}

#[test]
fn a_program_serves_tcp() -> Result<()> {
    let (to, stdout, guest) = serving(&["echo-server", "127.0.0.1:0", "2"]);
    for len in [3, 3_000_000] {
        let sent = (0..len).map(|i: u32| i.to_le_bytes()[0]).collect::<Vec<_>>();
        let mut stream = TcpStream::connect(to)?;
        let mut writer = stream.try_clone()?;
        let bytes = sent.clone();
        let writer = std::thread::spawn(move || {
            writer.write_all(&bytes).and_then(|()| writer.shutdown(Shutdown::Write))
        });
        let mut got = Vec::new();
        stream.read_to_end(&mut got)?;
        writer.join().unwrap()?;
        assert!(got == sent, "{} bytes of {len}", got.len());
    }
    assert_eq!(guest.join().unwrap()?, 0);
    assert_eq!(text(&stdout), "echoed 3\nechoed 3000000\n");
    Ok(())
}

#[test]
fn a_program_talks_to_itself() -> Result<()> {
    assert_eq!(net(&["both", "abc"], anything())?, good("cba\n"));
    Ok(())
}

#[test]
fn a_program_sends_datagrams() -> Result<()> {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
    let to = socket.local_addr()?.to_string();
    let server = std::thread::spawn(move || -> std::io::Result<()> {
        let mut buffer = [0; 100];
        let (len, from) = socket.recv_from(&mut buffer)?;
        buffer[..len].reverse();
        socket.send_to(&buffer[..len], from).map(drop)
    });
    assert_eq!(net(&["send-udp", &to, "abc"], anything())?, good("sent 1\ncba\n"));
    server.join().unwrap()?;

    let (to, _, guest) = serving(&["echo-udp", "127.0.0.1:0"]);
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
    socket.send_to(b"there", to)?;
    let mut buffer = [0; 100];
    assert_eq!(socket.recv(&mut buffer)?, 5);
    assert_eq!((&buffer[..5], guest.join().unwrap()?), (&b"there"[..], 0));
    Ok(())
}

#[test]
fn a_program_looks_names_up() -> Result<()> {
    assert_eq!(net(&["lookup", "127.0.0.1"], anything())?, good("127.0.0.1\n"));
    let (stdout, _, code) = net(&["lookup", "localhost"], anything())?;
    assert!(code == 0 && (stdout.contains("127.0.0.1") || stdout.contains("::1")), "{stdout}");
    Ok(())
}

#[test]
fn a_program_is_told_what_it_may_not() -> Result<()> {
    let nothing = WasiCtx::builder;
    let denied = |name: &str| (String::new(), format!("error: {name}\n"), 1);
    assert_eq!(net(&["echo-client", "127.0.0.1:1", "x"], nothing())?, denied("access-denied"));
    assert_eq!(net(&["echo-server", "127.0.0.1:0", "1"], nothing())?, denied("access-denied"));
    assert_eq!(net(&["echo-udp", "127.0.0.1:0"], nothing())?, denied("access-denied"));
    assert_eq!(net(&["lookup", "localhost"], nothing())?, denied("permanent-resolver-failure"));
    let sockets = || nothing().allow_tcp(true).allow_udp(true);
    assert_eq!(net(&["echo-client", "127.0.0.1:1", "x"], sockets())?, denied("access-denied"));
    assert_eq!(net(&["echo-udp", "127.0.0.1:0"], sockets())?, denied("access-denied"));
    Ok(())
}

mod http {
    use embody_wasi::io::pipe::Bytes;

    use super::*;

    #[allow(missing_docs, reason = "a component's items")]
    mod fetch {
        embody::component!("guests/fetch-rs.wasm");
    }

    fn fetch(args: &[&str], stdin: &str, builder: WasiCtxBuilder) -> Result<Done> {
        let (stdout, stderr) = (Kept::up_to(1 << 20), Kept::up_to(1 << 20));
        let builder = builder.stdin(Bytes::new(stdin)).stdout(stdout.clone()).stderr(stderr.clone());
        let wasi = builder.arg("fetch-rs").args(args.iter().copied()).build();
        let status = fetch::Instance::new(wasi)?.run()?;
        Ok((text(&stdout), text(&stderr), status.code()))
    }

    /// A server that answers one request, and gives what it was sent up to the end of this text.
    fn server(end: &'static str, answer: &'static str) -> (SocketAddr, JoinHandle<String>) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let to = listener.local_addr().unwrap();
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut seen = String::new();
            while !seen.ends_with(end) {
                let mut byte = [0];
                stream.read_exact(&mut byte).unwrap();
                seen.push(char::from(byte[0]));
            }
            stream.write_all(answer.as_bytes()).unwrap();
            seen
        });
        (to, server)
    }

    #[test]
    fn a_program_makes_requests() -> Result<()> {
        let (to, server) = server(
            "\r\n\r\n",
            "HTTP/1.1 200 OK\r\nx-answer: yes\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nx-end: 1\r\n\r\n",
        );
        let builder = WasiCtx::builder().allow_http(to.to_string());
        let done = fetch(&["GET", &format!("http://{to}/a?b"), "x-in:1", "host:other"], "", builder)?;
        assert_eq!(
            done,
            good("header host: HeaderError::Forbidden\nstatus 200\nx-answer yes\ntrailers 1\nabc\n")
        );
        let seen = server.join().unwrap();
        assert!(seen.starts_with("GET /a?b HTTP/1.1\r\n") && seen.contains("x-in: 1\r\n"), "{seen}");
        Ok(())
    }

    #[test]
    fn a_program_sends_a_body() -> Result<()> {
        let (to, server) = server("body", "HTTP/1.1 201 Created\r\ncontent-length: 2\r\n\r\nok");
        let done = fetch(&["POST", &format!("http://{to}"), "-"], "body", anything())?;
        assert_eq!(done, good("status 201\nok\n"));
        // In pieces, or with its length if all of it was there at once.
        let seen = server.join().unwrap();
        assert!(seen.starts_with("POST / HTTP/1.1\r\n") && seen.ends_with("\r\nbody"), "{seen}");
        Ok(())
    }

    #[test]
    fn a_program_is_told_whom_it_may_not_ask() -> Result<()> {
        let (stdout, stderr, code) = fetch(&["GET", "http://127.0.0.1:1/"], "", WasiCtx::builder())?;
        assert_eq!((stdout.as_str(), code), ("", 1));
        assert!(stderr.contains("HttpRequestDenied"), "{stderr}");
        let (_, stderr, _) = fetch(&["GET", "http://127.0.0.1:1/"], "", anything())?;
        assert!(stderr.contains("ConnectionRefused"), "{stderr}");
        Ok(())
    }
}
