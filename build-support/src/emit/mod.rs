//! Emission: an image and its code become an artifact.
//!
//! In: the linked image, its machine code, the world. Out: [`Artifact`]: text, data, plan and meta, as parts for the
//! expansion of `component!`, or as one file ([`Artifact::to_bytes`]). Everything that instantiation needs is decided
//! here: the context's template, initial memory as whole pages, tables with funcrefs filled in.

mod data;
mod elf;
mod tables;

use embody_abi::artifact::content_hash;
use embody_abi::features::Target;
use embody_abi::meta::ComponentMeta;
use embody_abi::plan::{ExportPlan, LoweringPlan, Plan, ResourcePlan, Seq};

use self::data::DataBuilder;
use crate::compile::Compiled;
use crate::error::{Error, Result};
use crate::link::Linked;
use crate::link::image::{Entry, Image, Purpose, Resource};
use crate::options::Options;

/// A compiled component.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// Target of the text.
    pub target: Target,
    /// Processor features that the text may use, as bits of [`embody_abi::features`].
    pub cpu_features: u64,
    /// Machine code.
    pub text: Vec<u8>,
    /// Template, initial memory, segments and the tables about the text.
    pub data: Vec<u8>,
    /// Postcard of plan and meta.
    pub meta: Vec<u8>,
    /// The plan.
    pub plan: Plan,
    /// The component's world.
    pub world: ComponentMeta,
    /// Hash of processor features, text, data and meta.
    pub content_hash: u64,
}

impl Artifact {
    /// The artifact as the bytes of a file: an ELF file whose header comes first.
    ///
    /// # Errors
    /// If the file cannot be laid out.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        elf::write(self)
    }
}

/// Makes an artifact of an image and its code.
///
/// # Errors
/// If a part exceeds its limit.
pub fn emit(linked: Linked<'_>, compiled: Compiled, options: &Options) -> Result<Artifact> {
    let Linked { mut image, meta: world } = linked;
    let mut data = DataBuilder::new(&mut image, &compiled, options.target)?;
    let template = data.template()?;
    let memories = data.memories()?;
    let tables = data.tables()?;
    let tables_of_text = tables::write(&mut data, &compiled)?;
    let data = data.finish();
    let plan = Plan {
        context_bytes: image.context_bytes,
        template,
        memories: Seq::Owned(memories),
        tables: Seq::Owned(tables),
        lowerings: Seq::Owned(lowerings(&image, &compiled)?),
        entries: Seq::Owned(compiled.entries.values().copied().collect()),
        exports: Seq::Owned(exports(&image)),
        component_instances: image.components.len().try_into().unwrap_or(u32::MAX),
        resources: Seq::Owned(resources(&image)?),
        steps: Seq::Owned(std::mem::take(&mut image.steps)),
        tables_of_text,
    };
    let meta =
        postcard::to_allocvec(&(&plan, &world)).map_err(|e| Error::bug(format!("encoding a plan: {e}")))?;
    let text = compiled.text;
    let (target, cpu_features) = (options.target, options.cpu_features);
    let content_hash = content_hash(cpu_features, [&text, &data, &meta]);
    Ok(Artifact { target, cpu_features, text, data, meta, plan, world, content_hash })
}

fn lowerings(image: &Image<'_>, compiled: &Compiled) -> Result<Vec<LoweringPlan>> {
    let plan = |(id, lowering): (_, &crate::link::image::Lowering)| {
        let values = image.signatures[lowering.signature].params().len();
        Ok(LoweringPlan {
            slot: lowering.slot,
            array_exit: compiled.array_exits[id],
            import: lowering.import,
            values: u16::try_from(values).map_err(|_| Error::limit("an import with too many parameters"))?,
            options: lowering.options,
        })
    };
    image.lowerings.iter().map(plan).collect()
}

/// Resource types. The linker has made an entry for each destructor, so that the host can call it.
fn resources(image: &Image<'_>) -> Result<Vec<ResourcePlan>> {
    let entry = |func| {
        let entry = image.entry_of.get(&Entry { func, purpose: Purpose::Aside });
        entry.map(|id| Image::number(*id)).ok_or_else(|| Error::bug("a destructor without an entry"))
    };
    let plan = |resource: &Resource| {
        Ok(match *resource {
            Resource::Imported(number) => ResourcePlan::Imported(number),
            Resource::Defined { instance, destructor } => ResourcePlan::Defined {
                instance: Image::number(instance),
                destructor: destructor.map(entry).transpose()?,
            },
        })
    };
    image.resources.values().map(plan).collect()
}

fn exports(image: &Image<'_>) -> Vec<ExportPlan> {
    let plan = |(entry, options): &(_, embody_abi::plan::CanonPlan)| ExportPlan {
        entry: Image::number(*entry),
        options: *options,
    };
    image.exports.iter().map(plan).collect()
}
