//! Compiling a file's image and loading it.
//!
//! In: the linked image, and which directive each instance comes from. Out: the image, ready to be instantiated; or the
//! knowledge which modules the compiler refuses.

use anyhow::Result;
use embody::__private::core::CoreImage;
use embody_build::compile;
use embody_build::link::Linked;
use embody_build::link::image::{FunctionKind, Image};
use embody_build::options::Options;
use embody_build::translate::names::CodeId;

use super::{Known, Refusal};
use crate::script::Script;

/// Compiles and loads an image. None if modules cannot be compiled, which is known then.
pub(super) fn compile(
    script: &Script<'_>,
    linked: Linked<'_>,
    origins: &[Option<usize>],
    known: &mut Known,
) -> Result<Option<CoreImage>> {
    // Files are run in parallel already.
    let host = Options::host()?.cpu(script.how.cpu)?;
    let (canonical_nans, check) = (script.canonical_nans, script.how.check);
    let memory = script.how.memory;
    let options = Options { threads: 1, canonical_nans, memory, check, ..host };
    let linked = linked.with_memory(memory);
    match CoreImage::compile(linked, &options, |image| blame(image, &options, origins, known)) {
        Ok(image) => Ok(Some(image)),
        // What is in the image had not been refused before.
        Err(_) if origins.iter().flatten().any(|at| known.refused.contains_key(at)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Finds the modules that cannot be translated.
fn blame(image: &Image<'_>, options: &Options, origins: &[Option<usize>], known: &mut Known) {
    for (id, function) in &image.functions {
        let FunctionKind::Wasm { instance, .. } = function.body else { continue };
        let origin = origins.get(Image::number(instance) as usize).copied().flatten();
        let Some(origin) = origin.filter(|origin| !known.refused.contains_key(origin)) else { continue };
        if let Err(error) = compile::clif(image, options, CodeId::Func(id)) {
            known.refused.insert(origin, Refusal::from(error));
        }
    }
}
