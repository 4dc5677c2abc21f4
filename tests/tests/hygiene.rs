//! Expansions mean the same wherever they stand.

#![forbid(unsafe_code)]

use embody::Result;

/// Where no name is in scope but those of the language.
mod bare {
    #![no_implicit_prelude]

    pub(crate) mod shapes {
        ::embody::component!("../examples/shapes/shapes.wasm");
    }
    pub(crate) mod logs {
        ::embody::component!("../conformance/guests/logs.wasm");
    }
    pub(crate) mod lent {
        ::embody::component!("guests/lent.wat");
    }
    pub(crate) mod interfaces {
        ::embody::interfaces!({
            inline: "
                package a:b;
                interface c {
                    resource r { get: func(all: list<r>) -> option<r>; }
                    record s { r: r, t: result<list<string>, string> }
                    record t { r: borrow<r>, all: list<borrow<r>> }
                    f: func(s: list<s>) -> tuple<s, u32>;
                    g: func(t: list<t>);
                }
                world w { import c; }
            ",
        });
    }
}

/// Where the usual names mean something else.
#[allow(dead_code, non_camel_case_types, reason = "they are in the way")]
mod strange {
    pub(crate) struct String;
    pub(crate) struct Vec;
    pub(crate) struct Result;
    pub(crate) struct Option;
    pub(crate) struct u32;
    pub(crate) mod core {}
    pub(crate) mod std {}
    pub(crate) mod embody {}

    pub(crate) mod adder {
        ::embody::component!("../examples/adder/adder.wasm");
    }
}

/// Under another name.
mod renamed {
    pub(crate) use ::embody as other;
}

mod by_path {
    embody::component!({ path: "../examples/adder/adder.wasm", crate: crate::renamed::other });
}

/// Two of one component, which are two components.
mod twice {
    pub(crate) mod one {
        embody::component!("../examples/adder/adder.wasm");
    }
    pub(crate) mod other {
        embody::component!({ path: "../examples/adder/adder.wasm", opt_level: "none" });
    }
}

#[test]
fn expansions_stand_anywhere() -> Result<()> {
    assert_eq!(strange::adder::Instance::new(())?.add(1, 2)?, 3);
    assert_eq!(by_path::Instance::new(())?.add(1, 2)?, 3);
    assert_eq!(twice::one::Instance::new(())?.add(1, 2)?, twice::other::Instance::new(())?.add(2, 1)?);
    let _ = bare::shapes::COMPONENT.get();
    let _ = bare::logs::COMPONENT.get();
    let _ = bare::lent::COMPONENT.get();
    Ok(())
}

#[test]
fn expansions_stand_in_functions() -> Result<()> {
    fn generic<T: Default>() -> Result<(T, u32)> {
        mod inner {
            embody::component!("../examples/adder/adder.wasm");
        }
        Ok((T::default(), inner::Instance::new(())?.add(4, 5)?))
    }
    assert_eq!(generic::<u8>()?, (0, 9));
    Ok(())
}
