//! What the expansion of `component!` makes its constants with.

use embody_abi::plan::Plan;

use super::image::Image;

/// Bytes aligned to 4 KiB, the page of x86-64.
#[repr(C, align(4096))]
#[derive(Debug)]
pub struct Aligned<T: ?Sized>(pub T);

/// Bytes aligned to 64 KiB, the largest page of 64-bit Arm.
#[repr(C, align(65536))]
#[derive(Debug)]
pub struct Aligned64K<T: ?Sized>(pub T);

/// An image that is part of the program, known to the compiler by its type: with it, what the plan says is constant and
/// a call is a direct one.
///
/// # Safety
/// `plan` is that of `image`, which was made of one artifact of the component; `export` gives for each export of the plan
/// the address of its native entry, or of a function that jumps there and nothing else; and where this type is given to [`TypedInstance`](super::TypedInstance), the native parameter types and host functions are those that the
/// artifact has for the same indices.
pub unsafe trait EmbeddedImage: 'static {
    /// The image.
    fn image() -> &'static Image;
    /// Address of the native entry of the export of this index.
    fn export(index: usize) -> *const u8;
    /// The image's plan.
    fn plan() -> &'static Plan;
}
