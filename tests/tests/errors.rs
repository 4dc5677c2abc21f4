//! Host functions that fail with an error of the host's own.

use embody::{HostError, Result};

mod store {
    embody::component!({
        inline: r#"
            (component
                (import "docs:files/store@1.0.0" (instance $store
                    (type $code' (variant (case "not-found") (case "busy" u32)))
                    (export "error-code" (type $code (eq $code')))
                    (export "file" (type $file (sub resource)))
                    (export "open" (func (param "n" u32) (result (result (own $file) (error $code)))))
                    (export "[method]file.size" (func (param "self" (borrow $file)) (result (result u32 (error $code)))))
                    (export "check" (func (param "n" u32) (result (result (error $code)))))
                    (export "other" (func (result (result (error string)))))))
                (core module $memory (memory (export "memory") 1)
                    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024)))
                (core instance $memory (instantiate $memory))
                (core func $open (canon lower (func $store "open") (memory $memory "memory")))
                (core func $size (canon lower (func $store "[method]file.size") (memory $memory "memory")))
                (core func $check (canon lower (func $store "check") (memory $memory "memory")))
                (core func $other
                    (canon lower (func $store "other") (memory $memory "memory") (realloc (func $memory "realloc"))))
                (core module $m
                    (import "host" "open" (func $open (param i32 i32)))
                    (import "host" "size" (func $size (param i32 i32)))
                    (import "host" "check" (func $check (param i32 i32)))
                    (import "host" "other" (func $other (param i32)))
                    (import "host" "memory" (memory 1))
                    (func $result (result i32)
                        (if (result i32) (i32.load8_u (i32.const 0))
                            (then (i32.add (i32.const 100)
                                (i32.add (i32.load (i32.const 4))
                                    (if (result i32) (i32.eqz (i32.load8_u (i32.const 4)))
                                        (then (i32.const 0)) (else (i32.load (i32.const 8)))))))
                            (else (i32.load (i32.const 4)))))
                    (func (export "size-of") (param i32) (result i32)
                        (call $open (local.get 0) (i32.const 0))
                        (if (i32.load8_u (i32.const 0)) (then (return (call $result))))
                        (call $size (i32.load (i32.const 4)) (i32.const 0))
                        (call $result))
                    (func (export "check") (param i32) (result i32)
                        (call $check (local.get 0) (i32.const 0))
                        (i32.load8_u (i32.const 0))))
                (core instance $i (instantiate $m (with "host" (instance
                    (export "memory" (memory $memory "memory"))
                    (export "open" (func $open)) (export "size" (func $size))
                    (export "check" (func $check)) (export "other" (func $other))))))
                (func (export "size-of") (param "n" u32) (result u32) (canon lift (core func $i "size-of")))
                (func (export "check") (param "n" u32) (result u32) (canon lift (core func $i "check"))))
        "#,
        errors: { "docs:files/store/error-code": crate::Failure },
    });
}

use store::imports::docs::files::store::{self as files, ErrorCode};

/// What goes wrong in this host.
#[derive(Debug, PartialEq)]
pub enum Failure {
    /// The component knows of it.
    Missing,
    /// So it does of this, with seconds.
    Busy(u32),
    /// It does not know of this.
    Broken(&'static str),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Failure {}

impl HostError<ErrorCode> for Failure {
    fn into_wit(self) -> Result<ErrorCode> {
        match self {
            Self::Missing => Ok(ErrorCode::NotFound),
            Self::Busy(seconds) => Ok(ErrorCode::Busy(seconds)),
            Self::Broken(_) => Err(self.into()),
        }
    }
}

struct Host;

impl files::Host for Host {
    type File = u32;

    fn open(&mut self, n: u32) -> Result<u32, Failure> {
        match n {
            0 => Err(Failure::Missing),
            1 => Err(Failure::Broken("open")),
            n => Ok(n),
        }
    }

    fn file_size(&mut self, file: &mut u32) -> Result<u32, Failure> {
        match *file {
            2 => Err(Failure::Busy(7)),
            3 => Err(Failure::Broken("size")),
            n => Ok(10 * n),
        }
    }

    fn check(&mut self, n: u32) -> Result<(), Failure> {
        if n == 0 { Ok(()) } else { Err(Failure::Missing) }
    }

    // What fails otherwise is as ever.
    fn other(&mut self) -> Result<Result<(), String>> {
        Ok(Ok(()))
    }
}

#[test]
fn an_error_of_the_host_is_one_of_the_components() -> Result<()> {
    let mut store = store::Instance::new(Host)?;
    assert_eq!(store.size_of(5)?, 50);
    assert_eq!(store.size_of(0)?, 100);
    assert_eq!(store.size_of(2)?, 100 + 1 + 7);
    assert_eq!((store.check(0)?, store.check(1)?), (0, 1));
    Ok(())
}

#[test]
fn or_a_trap_that_has_it() -> Result<()> {
    for (n, place) in [(1, "open"), (3, "size")] {
        let error = store::Instance::new(Host)?.size_of(n).unwrap_err();
        assert_eq!(error.downcast_ref(), Some(&Failure::Broken(place)));
    }
    Ok(())
}
