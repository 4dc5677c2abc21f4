//! Guests that lie about strings, in each encoding: what they say is an error, whoever asks, and never more than that.

use embody::component::{Component, Instance, Linker, Val};
use embody::{Engine, Result, Store, StoreContextMut};

/// `give` returns the string that it is told to; `pass` gives it to the host. `take` gets one, into memory that comes
/// from where `lie` has said that it will come from, call by call.
const GUEST: &str = r#"(component
  (import "got" (func $got (param "text" string)))
  (core module $libc
    (memory (export "memory") 1 4)
    ;; Half of a pair of surrogates, and no UTF-8 either.
    (data (i32.const 520) "\3d\d8")
    (global $next (mut i32) (i32.const 1024))
    (global $call (mut i32) (i32.const 0))
    (func (export "lie") (param $call i32) (param $at i32)
      (i32.store (i32.mul (local.get $call) (i32.const 4)) (local.get $at)))
    (func (export "realloc") (param $old i32) (param $old_len i32) (param $align i32) (param $len i32) (result i32)
      (local $at i32)
      (global.set $call (i32.add (global.get $call) (i32.const 1)))
      (local.set $at (i32.load (i32.mul (global.get $call) (i32.const 4))))
      ;; Whatever happens, the memory grows.
      (drop (memory.grow (i32.const 1)))
      (if (local.get $at) (then (return (local.get $at))))
      (local.set $at (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
      (global.set $next (i32.add (local.get $at) (local.get $len)))
      (memory.copy (local.get $at) (local.get $old) (local.get $old_len))
      (local.get $at)))
  (core instance $libc (instantiate $libc))
  (core func $got (canon lower (func $got) (memory (core memory $libc "memory")) string-encoding=ENCODING))
  (core module $m
    (import "libc" "memory" (memory 1))
    (import "host" "got" (func $got (param i32 i32)))
    (func (export "give") (param i32 i32) (result i32)
      (i32.store (i32.const 512) (local.get 0))
      (i32.store (i32.const 516) (local.get 1))
      (i32.const 512))
    (func (export "pass") (param i32 i32) (call $got (local.get 0) (local.get 1)))
    (func (export "take") (param i32 i32) (result i32) (local.get 1)))
  (core instance $m (instantiate $m
    (with "libc" (instance $libc))
    (with "host" (instance (export "got" (func $got))))))
  (func (export "give") (param "at" u32) (param "len" u32) (result string)
    (canon lift (core func $m "give") (memory (core memory $libc "memory")) string-encoding=ENCODING))
  (func (export "pass") (param "at" u32) (param "len" u32) (canon lift (core func $m "pass")))
  (func (export "lie") (param "call" u32) (param "at" u32) (canon lift (core func $libc "lie")))
  (func (export "take") (param "text" string) (result u32)
    (canon lift (core func $m "take") (memory (core memory $libc "memory"))
      (realloc (core func $libc "realloc")) string-encoding=ENCODING)))"#;

struct Guest {
    store: Store<Vec<String>>,
    instance: Instance,
}

impl Guest {
    fn new(component: &Component) -> Self {
        let mut linker = Linker::new(component.engine());
        let got = |mut store: StoreContextMut<'_, Vec<String>>, (text,): (String,)| {
            store.data_mut().push(text);
            Ok(())
        };
        linker.root().func_wrap("got", got).unwrap();
        let mut store = Store::new(component.engine(), Vec::new());
        let instance = linker.instantiate(&mut store, component).unwrap();
        Self { store, instance }
    }

    fn call(&mut self, name: &str, params: &[Val]) -> Result<Val> {
        let func = self.instance.get_func(&mut self.store, name).unwrap();
        let mut results = vec![Val::Bool(false); func.ty(&self.store).results().len()];
        func.call(&mut self.store, params, &mut results)?;
        Ok(results.pop().unwrap_or(Val::Bool(true)))
    }

    /// What a guest says of a string, as each of those hears it that can.
    fn hears(component: &Component, at: u32, len: u32) -> [Result<String>; 3] {
        let typed = |guest: &mut Self| {
            let give = guest.instance.get_typed_func::<(u32, u32), (String,)>(&mut guest.store, "give")?;
            Ok(give.call(&mut guest.store, (at, len))?.0)
        };
        let params = [Val::U32(at), Val::U32(len)];
        let untyped = |guest: &mut Self| match guest.call("give", &params)? {
            Val::String(text) => Ok(text),
            other => panic!("{other:?}"),
        };
        let host = |guest: &mut Self| {
            guest.call("pass", &params)?;
            Ok(guest.store.data_mut().pop().unwrap_or_default())
        };
        let mut guests = [(); 3].map(|()| Self::new(component));
        let [a, b, c] = &mut guests;
        let heard = [typed(a), untyped(b), host(c)];
        for (guest, heard) in guests.iter_mut().zip(&heard) {
            // One that lied is not entered again.
            assert_eq!(guest.call("lie", &[Val::U32(1), Val::U32(0)]).is_ok(), heard.is_ok());
        }
        heard
    }
}

fn component(encoding: &str) -> Component {
    let binary = wat::parse_str(GUEST.replace("ENCODING", encoding)).unwrap();
    Component::from_binary(&Engine::default(), &binary).unwrap()
}

/// The bit that says that a string is UTF-16.
const TAG: u32 = 1 << 31;

#[test]
fn ranges_that_are_not_there_and_surrogates_that_stand_alone_are_errors() {
    let page = 1 << 16;
    for (encoding, lies) in [
        ("utf8", vec![(page, 1), (page + 1, 0), (0, page + 1), (u32::MAX, u32::MAX), (520, 2)]),
        (
            "utf16",
            vec![
                (page, 1),
                (page + 2, 0),
                (0, page / 2 + 1),
                (1, 0),
                (3, 1),
                (0, TAG),
                (2, u32::MAX),
                (520, 1),
            ],
        ),
        (
            "latin1+utf16",
            vec![
                (page, 1),
                (page, 1 | TAG),
                (0, page + 1),
                (1, 0),
                (1, TAG),
                (0, (page / 2 + 1) | TAG),
                (520, 1 | TAG),
            ],
        ),
    ] {
        let component = component(encoding);
        for (at, len) in lies {
            for heard in Guest::hears(&component, at, len) {
                assert!(heard.is_err(), "{encoding}: {at:#x} {len:#x}: {heard:?}");
            }
        }
        for (at, len) in [(0, 4), (page, 0), (page - 2, 1)] {
            for heard in Guest::hears(&component, at, len) {
                assert_eq!(heard.unwrap(), "\0".repeat(len as usize), "{encoding}: {at:#x}");
            }
        }
    }
}

#[test]
fn a_realloc_that_lies_is_an_error_at_each_of_its_calls() {
    // A string for which `realloc` is called so often, and its length for the guest.
    for (encoding, text, calls, len) in [
        ("utf8", "Größe", 1, 7),
        ("utf16", "Größe", 2, 5),
        ("utf16", "Grosz", 1, 5),
        ("latin1+utf16", "Größe", 2, 5),
        ("latin1+utf16", "Größe 世界", 3, 8 | TAG),
    ] {
        let component = component(encoding);
        let mut honest = Guest::new(&component);
        assert_eq!(honest.call("take", &[Val::String(text.into())]).unwrap(), Val::U32(len), "{encoding}");
        for call in 1..=calls {
            for at in [0x7_0000, u32::MAX - 1, u32::MAX, 1025] {
                // UTF-8 lies anywhere, and an odd address at the end of the memory is enough.
                if encoding == "utf8" && at == 1025 {
                    continue;
                }
                for typed in [true, false] {
                    let mut guest = Guest::new(&component);
                    guest.call("lie", &[Val::U32(call), Val::U32(at)]).unwrap();
                    let error = if typed {
                        let take = guest.instance.get_typed_func::<(&str,), (u32,)>(&mut guest.store, "take");
                        take.unwrap().call(&mut guest.store, (text,)).map(drop)
                    } else {
                        guest.call("take", &[Val::String(text.into())]).map(drop)
                    };
                    let error = format!("{:#}", error.expect_err("a lie"));
                    assert!(error.contains("realloc return"), "{encoding}, call {call}, {at:#x}: {error}");
                    assert!(
                        guest.call("lie", &[Val::U32(1), Val::U32(0)]).is_err(),
                        "it is not entered again"
                    );
                }
            }
        }
    }
}
