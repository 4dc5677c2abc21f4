//! Every type of values, to a guest, from there to an echoing host, and back.

use embody::Error;
use serde::ser::{Serialize, SerializeTuple, Serializer};

use crate::hosts::Echo;

type Result<T, E = Error> = std::result::Result<T, E>;

/// A guest that forwards values, with what `more` can be called of it, and its host.
macro_rules! roundtrip {
    ($guest:ident: $module:ident, |$shapes:ident, $args:ident| { $($more:tt)* }) => {
        guest! {
            $guest: $module, host Echo, holds ();
            |$shapes, handles, $args| {
                "test:shapes/roundtrip@0.1.0#rt-bool" => {
                    $shapes.test_shapes_roundtrip().rt_bool($args.take()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-u8" => $shapes.test_shapes_roundtrip().rt_u8($args.take()?)?,
                "test:shapes/roundtrip@0.1.0#rt-s8" => $shapes.test_shapes_roundtrip().rt_s8($args.take()?)?,
                "test:shapes/roundtrip@0.1.0#rt-u16" => $shapes.test_shapes_roundtrip().rt_u16($args.take()?)?,
                "test:shapes/roundtrip@0.1.0#rt-s16" => $shapes.test_shapes_roundtrip().rt_s16($args.take()?)?,
                "test:shapes/roundtrip@0.1.0#rt-u32" => $shapes.test_shapes_roundtrip().rt_u32($args.take()?)?,
                "test:shapes/roundtrip@0.1.0#rt-s32" => $shapes.test_shapes_roundtrip().rt_s32($args.take()?)?,
                "test:shapes/roundtrip@0.1.0#rt-u64" => $shapes.test_shapes_roundtrip().rt_u64($args.take()?)?,
                "test:shapes/roundtrip@0.1.0#rt-s64" => $shapes.test_shapes_roundtrip().rt_s64($args.take()?)?,
                "test:shapes/roundtrip@0.1.0#rt-f32" => $shapes.test_shapes_roundtrip().rt_f32($args.take()?)?,
                "test:shapes/roundtrip@0.1.0#rt-f64" => $shapes.test_shapes_roundtrip().rt_f64($args.take()?)?,
                "test:shapes/roundtrip@0.1.0#rt-char" => {
                    $shapes.test_shapes_roundtrip().rt_char($args.take()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-string" => {
                    $shapes.test_shapes_roundtrip().rt_string(&$args.text()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-empty-ish" => {
                    $shapes.test_shapes_roundtrip().rt_empty_ish($args.take()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-point" => {
                    $shapes.test_shapes_roundtrip().rt_point($args.take()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-all-ints" => {
                    $shapes.test_shapes_roundtrip().rt_all_ints($args.take()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-scalars" => {
                    $shapes.test_shapes_roundtrip().rt_scalars($args.take()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-color" => {
                    $shapes.test_shapes_roundtrip().rt_color($args.take()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-perms" => {
                    $shapes.test_shapes_roundtrip().rt_perms($args.take()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-wide" => {
                    $shapes.test_shapes_roundtrip().rt_wide($args.take()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-shape" => {
                    $shapes.test_shapes_roundtrip().rt_shape(&$args.take()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-person" => {
                    $shapes.test_shapes_roundtrip().rt_person(&$args.take()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-json-ish" => {
                    $shapes.test_shapes_roundtrip().rt_json_ish(&$args.take()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-nested" => {
                    $shapes.test_shapes_roundtrip().rt_nested(&$args.take()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-opt" => $shapes.test_shapes_roundtrip().rt_opt($args.take()?)?,
                "test:shapes/roundtrip@0.1.0#rt-opt-opt" => {
                    let x: Option<Option<String>> = $args.take()?;
                    $shapes.test_shapes_roundtrip().rt_opt_opt(x.as_ref().map(Option::as_deref))?
                },
                "test:shapes/roundtrip@0.1.0#rt-res-a" => {
                    let x: Result<u32, String> = $args.take()?;
                    $shapes.test_shapes_roundtrip().rt_res_a(x.as_ref().copied().map_err(String::as_str))?
                },
                "test:shapes/roundtrip@0.1.0#rt-res-b" => {
                    $shapes.test_shapes_roundtrip().rt_res_b($args.take()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-res-c" => {
                    $shapes.test_shapes_roundtrip().rt_res_c($args.take()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-res-d" => {
                    $shapes.test_shapes_roundtrip().rt_res_d($args.take()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-tuple" => {
                    let (a, b, c, d, e): (_, _, _, String, _) = $args.take()?;
                    $shapes.test_shapes_roundtrip().rt_tuple((a, b, c, &d, e))?
                },
                "test:shapes/roundtrip@0.1.0#rt-bytes" => {
                    $shapes.test_shapes_roundtrip().rt_bytes(&$args.list()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-list-u16" => {
                    $shapes.test_shapes_roundtrip().rt_list_u16(&$args.list()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-list-s32" => {
                    $shapes.test_shapes_roundtrip().rt_list_s32(&$args.list()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-list-u64" => {
                    $shapes.test_shapes_roundtrip().rt_list_u64(&$args.list()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-list-f64" => {
                    $shapes.test_shapes_roundtrip().rt_list_f64(&$args.list()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-list-char" => {
                    $shapes.test_shapes_roundtrip().rt_list_char(&$args.list()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-list-bool" => {
                    $shapes.test_shapes_roundtrip().rt_list_bool(&$args.list()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-strings" => {
                    $shapes.test_shapes_roundtrip().rt_strings(&$args.list::<String>()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-list-list" => {
                    $shapes.test_shapes_roundtrip().rt_list_list(&$args.list::<Vec<Vec<u8>>>()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-shapes" => {
                    $shapes.test_shapes_roundtrip().rt_shapes(&$args.list()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-list-opt" => {
                    $shapes.test_shapes_roundtrip().rt_list_opt(&$args.list()?)?
                },
                "test:shapes/roundtrip@0.1.0#rt-many" => Seventeen($shapes.test_shapes_roundtrip().rt_many(
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    &$args.text()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    &$args.list()?,
                )?),
                "test:shapes/roundtrip@0.1.0#rt-sixteen" => $shapes.test_shapes_roundtrip().rt_sixteen(
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    $args.take()?,
                    &$args.text()?,
                )?,
                "test:shapes/roundtrip@0.1.0#rt-nothing" => $shapes.test_shapes_roundtrip().rt_nothing()?,
                $($more)*
            }
        }

        const _: () = {
            use embody_wrappers::$module::imports::test::shapes::{roundtrip, types};

            impl roundtrip::Host for Echo {
                fn rt_bool(&mut self, x: bool) -> Result<bool> {
                    self.note("rt-bool");
                    Ok(x)
                }

                fn rt_u8(&mut self, x: u8) -> Result<u8> {
                    self.note("rt-u8");
                    Ok(x)
                }

                fn rt_s8(&mut self, x: i8) -> Result<i8> {
                    self.note("rt-s8");
                    Ok(x)
                }

                fn rt_u16(&mut self, x: u16) -> Result<u16> {
                    self.note("rt-u16");
                    Ok(x)
                }

                fn rt_s16(&mut self, x: i16) -> Result<i16> {
                    self.note("rt-s16");
                    Ok(x)
                }

                fn rt_u32(&mut self, x: u32) -> Result<u32> {
                    self.note("rt-u32");
                    Ok(x)
                }

                fn rt_s32(&mut self, x: i32) -> Result<i32> {
                    self.note("rt-s32");
                    Ok(x)
                }

                fn rt_u64(&mut self, x: u64) -> Result<u64> {
                    self.note("rt-u64");
                    Ok(x)
                }

                fn rt_s64(&mut self, x: i64) -> Result<i64> {
                    self.note("rt-s64");
                    Ok(x)
                }

                fn rt_f32(&mut self, x: f32) -> Result<f32> {
                    self.note("rt-f32");
                    Ok(x)
                }

                fn rt_f64(&mut self, x: f64) -> Result<f64> {
                    self.note("rt-f64");
                    Ok(x)
                }

                fn rt_char(&mut self, x: char) -> Result<char> {
                    self.note("rt-char");
                    Ok(x)
                }

                fn rt_string(&mut self, x: &str) -> Result<String> {
                    self.note("rt-string");
                    Ok(x.to_owned())
                }

                fn rt_empty_ish(&mut self, x: types::EmptyIsh) -> Result<types::EmptyIsh> {
                    self.note("rt-empty-ish");
                    Ok(x)
                }

                fn rt_point(&mut self, x: types::Point) -> Result<types::Point> {
                    self.note("rt-point");
                    Ok(x)
                }

                fn rt_all_ints(&mut self, x: types::AllInts) -> Result<types::AllInts> {
                    self.note("rt-all-ints");
                    Ok(x)
                }

                fn rt_scalars(&mut self, x: types::Scalars) -> Result<types::Scalars> {
                    self.note("rt-scalars");
                    Ok(x)
                }

                fn rt_color(&mut self, x: types::Color) -> Result<types::Color> {
                    self.note("rt-color");
                    Ok(x)
                }

                fn rt_perms(&mut self, x: types::Perms) -> Result<types::Perms> {
                    self.note("rt-perms");
                    Ok(x)
                }

                fn rt_wide(&mut self, x: types::Wide) -> Result<types::Wide> {
                    self.note("rt-wide");
                    Ok(x)
                }

                fn rt_shape(&mut self, x: types::Shape) -> Result<types::Shape> {
                    self.note("rt-shape");
                    Ok(x)
                }

                fn rt_person(&mut self, x: types::Person) -> Result<types::Person> {
                    self.note("rt-person");
                    Ok(x)
                }

                fn rt_json_ish(&mut self, x: types::JsonIsh) -> Result<types::JsonIsh> {
                    self.note("rt-json-ish");
                    Ok(x)
                }

                fn rt_nested(&mut self, x: types::Nested) -> Result<types::Nested> {
                    self.note("rt-nested");
                    Ok(x)
                }

                fn rt_opt(&mut self, x: Option<u32>) -> Result<Option<u32>> {
                    self.note("rt-opt");
                    Ok(x)
                }

                fn rt_opt_opt(&mut self, x: Option<Option<&str>>) -> Result<Option<Option<String>>> {
                    self.note("rt-opt-opt");
                    Ok(x.map(|x| x.map(str::to_owned)))
                }

                fn rt_res_a(&mut self, x: Result<u32, &str>) -> Result<types::ResA> {
                    self.note("rt-res-a");
                    Ok(x.map_err(str::to_owned))
                }

                fn rt_res_b(&mut self, x: types::ResB) -> Result<types::ResB> {
                    self.note("rt-res-b");
                    Ok(x)
                }

                fn rt_res_c(&mut self, x: types::ResC) -> Result<types::ResC> {
                    self.note("rt-res-c");
                    Ok(x)
                }

                fn rt_res_d(&mut self, x: types::ResD) -> Result<types::ResD> {
                    self.note("rt-res-d");
                    Ok(x)
                }

                fn rt_tuple(&mut self, (a, b, c, d, e): (u8, i64, f32, &str, char)) -> Result<(u8, i64, f32, String, char)> {
                    self.note("rt-tuple");
                    Ok((a, b, c, d.to_owned(), e))
                }

                fn rt_bytes(&mut self, x: &[u8]) -> Result<Vec<u8>> {
                    self.note("rt-bytes");
                    Ok(x.to_vec())
                }

                fn rt_list_u16(&mut self, x: &[u16]) -> Result<Vec<u16>> {
                    self.note("rt-list-u16");
                    Ok(x.to_vec())
                }

                fn rt_list_s32(&mut self, x: &[i32]) -> Result<Vec<i32>> {
                    self.note("rt-list-s32");
                    Ok(x.to_vec())
                }

                fn rt_list_u64(&mut self, x: &[u64]) -> Result<Vec<u64>> {
                    self.note("rt-list-u64");
                    Ok(x.to_vec())
                }

                fn rt_list_f64(&mut self, x: &[f64]) -> Result<Vec<f64>> {
                    self.note("rt-list-f64");
                    Ok(x.to_vec())
                }

                fn rt_list_char(&mut self, x: Vec<char>) -> Result<Vec<char>> {
                    self.note("rt-list-char");
                    Ok(x)
                }

                fn rt_list_bool(&mut self, x: Vec<bool>) -> Result<Vec<bool>> {
                    self.note("rt-list-bool");
                    Ok(x)
                }

                fn rt_strings(&mut self, x: Vec<&str>) -> Result<Vec<String>> {
                    self.note("rt-strings");
                    Ok(x.into_iter().map(str::to_owned).collect())
                }

                fn rt_list_list(&mut self, x: Vec<Vec<&[u8]>>) -> Result<Vec<Vec<Vec<u8>>>> {
                    self.note("rt-list-list");
                    Ok(x.into_iter().map(|x| x.into_iter().map(<[u8]>::to_vec).collect()).collect())
                }

                fn rt_shapes(&mut self, x: Vec<types::Shape>) -> Result<Vec<types::Shape>> {
                    self.note("rt-shapes");
                    Ok(x)
                }

                fn rt_list_opt(&mut self, x: Vec<Option<u64>>) -> Result<Vec<Option<u64>>> {
                    self.note("rt-list-opt");
                    Ok(x)
                }

                #[allow(clippy::too_many_arguments, clippy::type_complexity, reason = "the world has it so")]
                fn rt_many(
                    &mut self,
                    a: u8,
                    b: i8,
                    c: u16,
                    d: i16,
                    e: u32,
                    f: i32,
                    g: u64,
                    h: i64,
                    i: f32,
                    j: f64,
                    k: char,
                    l: bool,
                    m: &str,
                    n: types::Color,
                    o: types::Perms,
                    p: Option<u8>,
                    q: &[u8],
                ) -> Result<Many<types::Color, types::Perms>> {
                    self.note("rt-many");
                    Ok((a, b, c, d, e, f, g, h, i, j, k, l, m.to_owned(), n, o, p, q.to_vec()))
                }

                #[allow(clippy::too_many_arguments, reason = "the world has it so")]
                fn rt_sixteen(
                    &mut self,
                    a1: u32,
                    a2: u32,
                    a3: u32,
                    a4: u32,
                    a5: u32,
                    a6: u32,
                    a7: u32,
                    a8: u32,
                    a9: u64,
                    a10: u64,
                    a11: f32,
                    a12: f64,
                    a13: u8,
                    a14: i16,
                    s: &str,
                ) -> Result<u64> {
                    self.note("rt-sixteen");
                    let small = [a1, a2, a3, a4, a5, a6, a7, a8, a13.into()].map(u64::from);
                    let others = [a9, a10, a11 as u64, a12 as u64, u64::try_from(a14)?, s.len() as u64];
                    Ok(small.iter().chain(&others).sum())
                }

                fn rt_nothing(&mut self) -> Result<()> {
                    self.note("rt-nothing");
                    Ok(())
                }
            }
        };
    };
}

/// One of everything.
type Many<C, P> =
    (u8, i8, u16, i16, u32, i32, u64, i64, f32, f64, char, bool, String, C, P, Option<u8>, Vec<u8>);

/// Tuples of more than sixteen elements are none to `serde`.
struct Seventeen<C, P>(Many<C, P>);

impl<C: Serialize, P: Serialize> Serialize for Seventeen<C, P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q) = &self.0;
        let mut tuple = serializer.serialize_tuple(17)?;
        tuple.serialize_element(a)?;
        tuple.serialize_element(b)?;
        tuple.serialize_element(c)?;
        tuple.serialize_element(d)?;
        tuple.serialize_element(e)?;
        tuple.serialize_element(f)?;
        tuple.serialize_element(g)?;
        tuple.serialize_element(h)?;
        tuple.serialize_element(i)?;
        tuple.serialize_element(j)?;
        tuple.serialize_element(k)?;
        tuple.serialize_element(l)?;
        tuple.serialize_element(m)?;
        tuple.serialize_element(n)?;
        tuple.serialize_element(o)?;
        tuple.serialize_element(p)?;
        tuple.serialize_element(q)?;
        tuple.end()
    }
}

roundtrip! {
    ForwardCUtf16: forward_c_utf16, |shapes, args| {}
}

roundtrip! {
    ShapesC: shapes_c, |shapes, args| {
        "test:shapes/geometry@0.1.0#area" => shapes.test_shapes_geometry().area(&args.take()?)?,
        "test:shapes/geometry@0.1.0#perimeter" => shapes.test_shapes_geometry().perimeter(&args.take()?)?,
        "test:shapes/geometry@0.1.0#centroid" => shapes.test_shapes_geometry().centroid(&args.list()?)?,
        "test:shapes/geometry@0.1.0#describe" => shapes.test_shapes_geometry().describe(&args.take()?)?,
        "test:shapes/geometry@0.1.0#oldest" => shapes.test_shapes_geometry().oldest(&args.list()?)?,
        "test:shapes/geometry@0.1.0#mix" => shapes.test_shapes_geometry().mix(&args.list()?)?,
        "test:shapes/geometry@0.1.0#union-perms" => {
            shapes.test_shapes_geometry().union_perms(&args.list()?)?
        },
        "test:shapes/geometry@0.1.0#stats" => shapes.test_shapes_geometry().stats(&args.list()?)?,
    }
}
