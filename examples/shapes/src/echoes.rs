//! Values at the ends of their types' ranges, which the guest returns as they are.

use crate::geometry::{Guest, samples};
use crate::shapes::exports::docs::shapes::geometry::{Scalars, Style};

/// Calls a function of the guest with each value, and expects it back.
macro_rules! echo {
    ($guest:ident.$function:ident($($value:expr),+)) => {
        for value in [$($value),+] {
            assert_eq!($guest.$function(value)?, value);
        }
    };
}

/// Scalars, one at a time.
pub(crate) fn scalars(guest: &mut Guest<'_>) -> embody::Result<()> {
    echo!(guest.echo_bool(false, true));
    echo!(guest.echo_s8(i8::MIN, -1, 0, i8::MAX));
    echo!(guest.echo_u8(0, u8::MAX));
    echo!(guest.echo_s16(i16::MIN, -1, 0, i16::MAX));
    echo!(guest.echo_u16(0, u16::MAX));
    echo!(guest.echo_s32(i32::MIN, -1, 0, i32::MAX));
    echo!(guest.echo_u32(0, u32::MAX));
    echo!(guest.echo_s64(i64::MIN, -1, 0, i64::MAX));
    echo!(guest.echo_u64(0, u64::MAX));
    echo!(guest.echo_f32(f32::NEG_INFINITY, f32::MIN_POSITIVE, f32::MAX));
    echo!(guest.echo_f64(f64::NEG_INFINITY, f64::MIN_POSITIVE, f64::MAX));
    echo!(guest.echo_char('\0', '\u{d7ff}', '\u{e000}', char::MAX));

    // Two values that `==` cannot tell: zero's sign, and what is not a number.
    assert!(guest.echo_f32(-0.0)?.is_sign_negative());
    assert!(guest.echo_f64(f64::NAN)?.is_nan());
    Ok(())
}

/// Records, variants, flags, and options of options.
pub(crate) fn compounds(guest: &mut Guest<'_>) -> embody::Result<()> {
    let lowest = Scalars {
        truth: false,
        tiny: i8::MIN,
        byte: u8::MIN,
        short: i16::MIN,
        ushort: u16::MIN,
        int: i32::MIN,
        uint: u32::MIN,
        long: i64::MIN,
        ulong: u64::MIN,
        single: f32::MIN,
        double: f64::MIN,
        letter: '\0',
    };
    let highest = Scalars {
        truth: true,
        tiny: i8::MAX,
        byte: u8::MAX,
        short: i16::MAX,
        ushort: u16::MAX,
        int: i32::MAX,
        uint: u32::MAX,
        long: i64::MAX,
        ulong: u64::MAX,
        single: f32::MAX,
        double: f64::MAX,
        letter: char::MAX,
    };
    echo!(guest.echo_scalars(lowest, highest));
    echo!(guest.echo_style(Style::empty(), Style::HIDDEN, Style::all()));
    echo!(guest.echo_options(None, Some(None), Some(Some(u32::MAX))));
    for shape in samples() {
        assert_eq!(guest.echo_shape(&shape)?, shape);
    }
    Ok(())
}
