//! Compiling a file's image and loading it.
//!
//! In: the linked image, and which directive each instance comes from. Out: the image, ready to be instantiated; or the
//! knowledge which modules the compiler refuses.

use anyhow::{Result, bail};
use embody::__private::core::CoreImage;
use embody_build::compile;
use embody_build::emit;
use embody_build::link::Linked;
use embody_build::link::image::{FunctionKind, Image};
use embody_build::options::Options;
use embody_build::translate::names::CodeId;

use super::{Known, Refusal};

/// Compiles and loads an image. None if modules cannot be compiled, which is known then.
pub(super) fn compile(
    linked: Linked<'_>,
    origins: &[Option<usize>],
    known: &mut Known,
) -> Result<Option<CoreImage>> {
    // Files are run in parallel already.
    let options = Options { threads: 1, ..Options::host()? };
    let compiled = match compile::compile(&linked.image, &options) {
        Ok(compiled) => compiled,
        Err(error) => {
            blame(&linked.image, &options, origins, known);
            if !origins.iter().flatten().any(|at| known.refused.contains_key(at)) {
                bail!(error);
            }
            return Ok(None);
        }
    };
    let artifact = emit::emit(linked, compiled, &options)?.to_bytes()?;
    CoreImage::load(&artifact).map(Some)
}

/// Finds the modules that cannot be translated. Instances that are in the image have not been refused before.
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
