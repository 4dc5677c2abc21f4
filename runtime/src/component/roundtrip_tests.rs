//! Each Rust type goes through a guest's memory and back, flat and stored; and each check has a case that it refuses.

use std::collections::{BTreeMap, HashMap};

use embody_abi::plan::StringEncoding;

use super::call::{lift_params, lift_result, lower_params, lower_result};
use super::canon::{Lift, LiftContext, LiftFrom, Lower, LowerContext};
use super::place::Place;
use crate::Result;
use crate::vm::Realloc;

const UTF8: StringEncoding = StringEncoding::Utf8;

fn lower_context(memory: &mut Vec<u8>) -> LowerContext<'_> {
    LowerContext { realloc: Realloc::fake(memory), encoding: UTF8, place: Place::NOWHERE }
}

fn lift_context(memory: &[u8]) -> LiftContext<'_> {
    LiftContext { budget: u64::MAX, ..LiftContext::new(memory, UTF8) }
}

/// Memory with its first bytes in use, as a null pointer is nothing to allocate.
fn memory() -> Vec<u8> {
    vec![0; 8]
}

fn flat<T: Lower>(value: &T) -> (Vec<u64>, Vec<u8>) {
    let (mut memory, mut slots) = (memory(), vec![0; T::ABI.flat as usize]);
    value.lower(&mut lower_context(&mut memory), &mut slots).unwrap();
    (slots, memory)
}

fn stored<T: Lower>(value: &T) -> (u32, Vec<u8>) {
    let mut memory = memory();
    let mut cx = lower_context(&mut memory);
    let at = cx.alloc(T::ABI.size as usize, T::ABI.align).unwrap();
    value.store(&mut cx, at).unwrap();
    (at, memory)
}

fn check<T: Lower + Lift + PartialEq + std::fmt::Debug>(value: T) {
    let (slots, memory) = flat(&value);
    assert_eq!(T::lift(&mut lift_context(&memory), &slots).unwrap(), value, "flat");
    let (at, memory) = stored(&value);
    let mut cx = lift_context(&memory);
    let from = cx.bytes(at, 1, T::ABI.size, T::ABI.align).unwrap();
    assert_eq!(T::load(&mut cx, from).unwrap(), value, "stored");
}

#[test]
fn values_survive() {
    check(true);
    check((0u8, 255u8, i8::MIN, -1i8));
    check((u16::MAX, i16::MIN, u32::MAX, i32::MIN, u64::MAX, i64::MIN));
    check((1.5f32, -0.0f64, f64::INFINITY));
    check(('\0', 'ß', char::MAX));
    check(String::new());
    check("Grüße, 世界".to_string());
    check(vec![1u8, 2, 3]);
    check(vec![-1i64, i64::MAX]);
    check(vec![1.0f32, f32::MIN]);
    check(Vec::<u32>::new());
    check(vec![true, false]);
    check(vec!['a', char::MAX]);
    check(vec!["a".to_string(), String::new()]);
    check(vec![(1u8, 2u32), (3, 4)]);
    check(vec![Some(7u16), None]);
    check(Some("x".to_string()));
    check(None::<String>);
    check(Some(Some(1u64)));
    check(Ok::<u8, u64>(3));
    check(Err::<u8, u64>(u64::MAX));
    check(Ok::<(), String>(()));
    check(Err::<(), String>("no".into()));
    check(Err::<f32, u64>(1 << 63));
    check(Box::<str>::from("boxed"));
    check(Box::<[u16]>::from([1, 2]));
    check(vec![vec![vec![1u8], vec![]], vec![]]);
    check((1u8, "a".to_string(), 2u64, vec![(Some(1u8), Ok::<u32, char>(5))]));
    check(((1u8, 2u8, 3u8, 4u8, 5u8, 6u8, 7u8, 8u8), (1i8, 2i16, 3i32, 4i64)));
    check([1u8, 2, 3]);
    check([[1u16, 2], [3, 4]]);
    check((1u8, [Some("a".to_string()), None], [true; 3]));
    check(vec![[1.5f32, -0.0], [f32::MIN, f32::MAX]]);
    check(HashMap::<u8, u64>::new());
    check(HashMap::from([('a', "x".to_string()), (char::MAX, String::new())]));
    check(BTreeMap::from([("k".to_string(), vec![[1u8; 2]]), (String::new(), vec![])]));
    check(Some(HashMap::from([(-1i64, HashMap::from([(false, 7u8), (true, 8)]))])));
}

#[test]
fn arrays_lie_in_place_and_maps_as_lists_of_tuples() {
    let (slots, memory) = flat(&([1u8, 2, 3], [Some(4u64)]));
    assert_eq!((slots.as_slice(), memory.len()), (&[1, 2, 3, 1, 4][..], 8));
    let (at, memory) = stored(&(9u8, [1u16, 2, 3]));
    assert_eq!(memory[at as usize..], [9, 0, 1, 0, 2, 0, 3, 0]);
    let (slots, memory) = flat(&BTreeMap::from([(1u8, 2u32), (3, 4)]));
    assert_eq!(slots, [8, 2]);
    assert_eq!(memory[8..], [1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0]);
}

#[test]
fn the_last_value_of_a_key_counts() {
    let memory = [1, 10, 2, 20, 1, 11];
    let map = HashMap::<u8, u8>::lift(&mut lift_context(&memory), &[0, 3]).unwrap();
    assert_eq!(map, HashMap::from([(1, 11), (2, 20)]));
}

#[test]
fn plain_lists_lie_as_the_specification_says() {
    let (slots, memory) = flat(&[(1u8, 2u32), (3, 4)].as_slice());
    assert_eq!(slots, [8, 2]);
    assert_eq!(memory[8..], [1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0]);
}

#[test]
fn signed_numbers_fill_an_i32_and_no_more() {
    assert_eq!(flat(&-1i8).0, [0xffff_ffff]);
    assert_eq!(flat(&i16::MIN).0, [0xffff_8000]);
    assert_eq!(flat(&-1i32).0, [0xffff_ffff]);
    assert_eq!(flat(&-1i64).0, [u64::MAX]);
}

#[test]
fn narrow_numbers_are_masked() {
    let mut cx = lift_context(&[]);
    assert_eq!(u8::lift(&mut cx, &[0x1ff]).unwrap(), 255);
    assert_eq!(i8::lift(&mut cx, &[0x80]).unwrap(), i8::MIN);
    assert_eq!(u32::lift(&mut cx, &[0xdead_0000_0001]).unwrap(), 1);
    assert!(bool::lift(&mut cx, &[2]).unwrap());
    assert!(!bool::lift(&mut cx, &[1 << 32]).unwrap());
    assert!(bool::load(&mut cx, &[0x80]).unwrap());
}

#[test]
fn borrowed_values_are_the_guests_memory() {
    let (slots, memory) = flat(&("text", [1u8, 2, 3].as_slice(), [7u8].as_slice()));
    let (text, bytes, _) = <(&str, &[u8], &[i8])>::lift(&mut lift_context(&memory), &slots).unwrap();
    assert_eq!((text, bytes), ("text", &[1, 2, 3][..]));
    assert!(memory.as_ptr_range().contains(&bytes.as_ptr()));
}

fn refused<T: Lift>(memory: &[u8], slots: &[u64], what: &str) {
    let error = T::lift(&mut lift_context(memory), slots).err().expect("a refused value").to_string();
    assert!(error.contains(what), "{error}");
}

#[test]
fn claims_are_checked_before_use() {
    let memory = [b'a'; 16];
    assert_eq!(String::lift(&mut lift_context(&memory), &[0, 16]).unwrap().len(), 16);
    assert_eq!(String::lift(&mut lift_context(&memory), &[16, 0]).unwrap().len(), 0);
    refused::<String>(&memory, &[0, 17], "out of bounds");
    refused::<String>(&memory, &[17, 0], "out of bounds");
    refused::<String>(&memory, &[0xffff_ffff, 1], "out of bounds");
    refused::<String>(&memory, &[0, 0x8000_0000], "out of bounds");
    refused::<Vec<u64>>(&memory, &[0, 3], "out of bounds");
    refused::<Vec<u64>>(&memory, &[4, 1], "aligned");
    refused::<Vec<u64>>(&memory, &[0, 0xffff_ffff], "out of bounds");
    let mut cx = LiftContext { budget: 20, ..lift_context(&memory) };
    assert!(String::lift(&mut cx, &[0, 16]).is_ok());
    let again = String::lift(&mut cx, &[0, 16]).unwrap_err().to_string();
    assert!(again.contains("over a limit"), "the same bytes count each time: {again}");
    refused::<Vec<()>>(&memory, &[0, 0xffff_ffff], "no size");
    refused::<String>(&[0xff; 4], &[0, 4], "UTF-8");
    refused::<char>(&[], &[0xd800], "0xd800");
    refused::<char>(&[], &[0x11_0000], "0x110000");
    refused::<Option<u8>>(&[], &[2, 0], "discriminant");
    refused::<Result<u8, u8>>(&[], &[2, 0], "discriminant");
    refused::<Vec<Option<u8>>>(&[1, 0, 2, 0], &[0, 2], "discriminant");
    refused::<Vec<char>>(&[0, 0xd8, 0, 0], &[0, 1], "0xd800");
    refused::<[char; 2]>(&[], &[0x61, 0xd800], "0xd800");
    refused::<Vec<[Option<u8>; 2]>>(&[0, 0, 2, 0], &[0, 1], "discriminant");
    refused::<Vec<[u64; 2]>>(&memory, &[0, 2], "out of bounds");
    refused::<Vec<[u64; 2]>>(&memory, &[4, 1], "aligned");
    refused::<HashMap<u32, u32>>(&memory, &[0, 3], "out of bounds");
    refused::<HashMap<u32, u32>>(&memory, &[0, u64::from(u32::MAX)], "out of bounds");
    refused::<HashMap<u32, u32>>(&memory, &[2, 1], "aligned");
    refused::<BTreeMap<char, u8>>(&[0, 0xd8, 0, 0, 0, 0, 0, 0], &[0, 1], "0xd800");
}

#[test]
fn a_dishonest_realloc_is_an_error() {
    let mut memory = memory();
    let mut cx = lower_context(&mut memory);
    assert!(7u32.store(&mut cx, 8).is_err(), "behind the end");
    assert!((7u32, "a").store(&mut cx, 0xffff_fffc).is_err(), "wraps");
    assert!(cx.return_area(4, 4, 4).is_ok());
    assert!(cx.return_area(8, 4, 4).is_err(), "behind the end");
    assert!(cx.return_area(2, 4, 4).is_err(), "not aligned");
}

type Many = ((u64, u64, u64, u64, u64, u64, u64, u64), (u64, u64, u64, u64, u64, u64, u64), String);

#[test]
fn more_parameters_than_fit_go_through_memory() {
    let many: Many = ((1, 2, 3, 4, 5, 6, 7, 8), (9, 10, 11, 12, 13, 14, 15), "end".into());
    let (mut memory, mut slots) = (memory(), [0; 16]);
    lower_params(&mut lower_context(&mut memory), &many, &mut slots).unwrap();
    assert_eq!(slots[1..], [0; 15]);
    assert_eq!(lift_params::<Many>(&mut lift_context(&memory), &slots).unwrap(), many);
    assert!(lift_params::<Many>(&mut lift_context(&memory[..64]), &slots).is_err());
}

#[test]
fn results_go_through_a_slot_or_memory() {
    let mut memory = vec![0; 64];
    let slots = [9, 32];
    assert_eq!(lower_result(&(5u8,), &mut lower_context(&mut memory), &slots).unwrap(), 5);
    assert_eq!(lower_result(&((1u32, 2u64),), &mut lower_context(&mut memory), &slots).unwrap(), 0);
    assert_eq!((memory[32], memory[40]), (1, 2));
    let (pair,): ((u32, u64),) = lift_result(&mut lift_context(&memory), 32).unwrap();
    assert_eq!(pair, (1, 2));
    assert!(lift_result::<((u32, u64),)>(&mut lift_context(&memory), 56).is_err());
    assert_eq!(lower_result(&(), &mut lower_context(&mut memory), &[]).unwrap(), 0);
    assert!(lower_result(&("a",), &mut lower_context(&mut memory), &[]).is_err(), "no pointer");
    assert!(lower_result(&("a",), &mut lower_context(&mut memory), &[60]).is_err(), "behind the end");
    assert!(lower_result(&("a",), &mut lower_context(&mut memory), &[2]).is_err(), "not aligned");
}
