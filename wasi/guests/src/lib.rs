//! The guests of this folder, each in a module of its name.

#[allow(missing_docs, reason = "a module is a component, and its items are those of the component's world")]
pub mod std_rs {
    embody::component!("std-rs.wasm");
}

#[allow(missing_docs, reason = "as above")]
pub mod files_c {
    embody::component!("files-c.wasm");
}

#[cfg(script = "js")]
#[allow(missing_docs, reason = "as above")]
pub mod js {
    embody::component!("built/script-js.wasm");
}

#[cfg(script = "qjs")]
#[allow(missing_docs, reason = "as above")]
pub mod qjs {
    embody::component!("built/script-qjs.wasm");
}

#[cfg(script = "py")]
#[allow(missing_docs, reason = "as above")]
pub mod py {
    embody::component!("built/script-py.wasm");
}
