//! A program on Rust's standard library as a guest, which behaves as the Unix command that it is.
//!
//! ```sh
//! cargo run -p embody-example-command -- README.md CHANGELOG.md
//! echo one two | cargo run -p embody-example-command -- -
//! ```
//!
//! The guest sees the current directory, cannot change it, and sees nothing else. Without arguments the example shows itself
//! on a text of its own.

use std::process::ExitCode;

use embody_wasi::WasiCtx;
use embody_wasi::filesystem::Permission;
use embody_wasi::io::pipe::{Bytes, Kept};

mod count {
    embody::component!("count.wasm");
}

fn main() -> embody::Result<ExitCode> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    if args.is_empty() {
        return show().map(|()| ExitCode::SUCCESS);
    }
    args.retain(|arg| arg != "-");
    let wasi = WasiCtx::builder()
        .arg("count")
        .args(args)
        .inherit_stdio()
        .preopened_dir(".", ".", Permission::Read)?
        .build();
    Ok(count::Instance::new(wasi)?.run()?.into())
}

/// What the guest says of a text, and of a file that is none of its business.
fn show() -> embody::Result<()> {
    let (stdout, stderr) = (Kept::up_to(1 << 16), Kept::up_to(1 << 16));
    let wasi = || WasiCtx::builder().stdout(stdout.clone()).stderr(stderr.clone());

    let text = "What is small\nis beautiful.\n";
    let status = count::Instance::new(wasi().arg("count").stdin(Bytes::new(text)).build())?.run()?;
    let counted = String::from_utf8(stdout.take())?;
    print!("{counted}");
    assert!(status.success());
    assert_eq!(counted.split_whitespace().collect::<Vec<_>>(), ["2", "5", "28"]);

    let status = count::Instance::new(wasi().args(["count", "/etc/passwd"]).build())?.run()?;
    let refused = String::from_utf8(stderr.take())?;
    print!("{refused}");
    assert_eq!((status.code(), stdout.take()), (1, Vec::new()));
    assert!(refused.starts_with("count: /etc/passwd: "));
    Ok(())
}
