//! Versions of one interface that are one to the host.

use embody::Result;

mod both {
    embody::component!({
        inline: r#"
            (component
                (import "dep:io/poll@0.2.0" (instance $old
                    (export "pollable" (type $p (sub resource)))
                    (export "[constructor]pollable" (func (param "n" u32) (result (own $p))))
                    (export "[method]pollable.get" (func (param "self" (borrow $p)) (result u32)))))
                (import "dep:io/poll@0.2.6" (instance $new
                    (export "pollable" (type $p (sub resource)))
                    (export "[method]pollable.get" (func (param "self" (borrow $p)) (result u32)))
                    (export "[static]pollable.twice" (func (param "p" (own $p)) (result (own $p))))
                    (export "[constructor]pollable" (func (param "n" u32) (result (own $p))))))
                (alias export $old "pollable" (type $old-p))
                (alias export $new "pollable" (type $new-p))
                (core func $old-make (canon lower (func $old "[constructor]pollable")))
                (core func $old-get (canon lower (func $old "[method]pollable.get")))
                (core func $old-drop (canon resource.drop $old-p))
                (core func $new-make (canon lower (func $new "[constructor]pollable")))
                (core func $new-get (canon lower (func $new "[method]pollable.get")))
                (core func $new-twice (canon lower (func $new "[static]pollable.twice")))
                (core func $new-drop (canon resource.drop $new-p))
                (core module $m
                    (import "" "old-make" (func $old-make (param i32) (result i32)))
                    (import "" "old-get" (func $old-get (param i32) (result i32)))
                    (import "" "old-drop" (func $old-drop (param i32)))
                    (import "" "new-make" (func $new-make (param i32) (result i32)))
                    (import "" "new-get" (func $new-get (param i32) (result i32)))
                    (import "" "new-twice" (func $new-twice (param i32) (result i32)))
                    (import "" "new-drop" (func $new-drop (param i32)))
                    (func (export "run") (param $n i32) (result i32) (local $old i32) (local $new i32)
                        (local.set $old (call $old-make (local.get $n)))
                        (local.set $new (call $new-twice (call $new-make (i32.add (local.get $n) (i32.const 1)))))
                        (i32.mul (call $old-get (local.get $old)) (call $new-get (local.get $new)))
                        (call $old-drop (local.get $old))
                        (call $new-drop (local.get $new)))
                    (func (export "confuse") (param $n i32) (result i32)
                        (call $old-get (call $new-make (local.get $n)))))
                (core instance $i (instantiate $m (with "" (instance
                    (export "old-make" (func $old-make)) (export "old-get" (func $old-get))
                    (export "old-drop" (func $old-drop)) (export "new-make" (func $new-make))
                    (export "new-get" (func $new-get)) (export "new-twice" (func $new-twice))
                    (export "new-drop" (func $new-drop))))))
                (func (export "run") (param "n" u32) (result u32) (canon lift (core func $i "run")))
                (func (export "confuse") (param "n" u32) (result u32) (canon lift (core func $i "confuse"))))
        "#,
    });
}

use both::imports::dep::io::poll;

#[derive(Default)]
struct Host {
    made: u32,
}

/// What both versions have, as one type.
struct Pollable(u32);

impl poll::Host for Host {
    type Pollable = Pollable;

    fn pollable_new(&mut self, n: u32) -> Result<Pollable> {
        self.made += 1;
        Ok(Pollable(n))
    }

    fn pollable_get(&mut self, pollable: &mut Pollable) -> Result<u32> {
        Ok(pollable.0)
    }

    fn pollable_twice(&mut self, p: Pollable) -> Result<Pollable> {
        Ok(Pollable(2 * p.0))
    }
}

#[test]
fn one_host_has_one_trait_for_both() -> Result<()> {
    let mut instance = both::Instance::new(Host::default())?;
    assert_eq!(instance.run(3)?, 3 * 8);
    assert_eq!(instance.host().made, 2);
    Ok(())
}

#[test]
fn handles_of_one_are_none_of_the_other() -> Result<()> {
    let mut instance = both::Instance::new(Host::default())?;
    let error = instance.confuse(1).unwrap_err();
    assert!(format!("{error:#}").contains("handle"), "{error:#}");
    Ok(())
}
