//! Resources lent in types with names: the host's to a component and by it, and the component's own.

use embody::Result;

mod lent {
    embody::component!("guests/lent.wat");
}

/// What a library for hosts would have.
mod library {
    embody::interfaces!({
        inline: "
            package docs:files;
            world host {
                import files: interface {
                    resource file;
                    record open { name: string, file: borrow<file> }
                    variant place { nowhere, before(borrow<file>), instead(own<file>) }
                    close: func(it: open) -> u32;
                    all: func(them: list<open>, at: option<place>) -> u32;
                }
            }
        ",
    });
}

mod given {
    embody::component!({ path: "guests/lent.wat", with: { "files": crate::library::imports::files } });
}

use lent::Instance;
use lent::exports::things::{Both, Often, Pair, Thing};
use lent::imports::files::{self, Open, Place};
use library::imports::files as shared;

/// How often it was closed, and where its end is told.
struct File(u32, std::sync::mpsc::Sender<u32>);

impl Drop for File {
    fn drop(&mut self) {
        self.1.send(self.0).ok();
    }
}

#[derive(Default)]
struct Files {
    seen: Vec<String>,
}

impl files::Host for Files {
    type File = File;

    // The only file that is lent: it can be changed.
    fn close(&mut self, it: Open<&mut File>) -> Result<u32> {
        it.file.0 += 1;
        self.seen.push(it.name);
        Ok(it.file.0)
    }

    // Many are lent, and one perhaps is given.
    fn all(&mut self, them: Vec<Open<&File>>, at: Option<Place<&File, File>>) -> Result<u32> {
        let sum = them.iter().map(|open| open.file.0).sum::<u32>();
        self.seen.extend(them.iter().map(|open| open.name.clone()));
        Ok(sum
            + match at {
                None => 1000,
                Some(Place::Nowhere) => 2000,
                Some(Place::Before(file)) => 100 + u32::from(them.iter().any(|o| std::ptr::eq(o.file, file))),
                Some(Place::Instead(file)) => 200 + file.0,
            })
    }
}

/// As [`Files`], by the traits of a library.
struct Shared;

impl shared::Host for Shared {
    type File = u32;

    fn close(&mut self, it: shared::Open<&mut u32>) -> Result<u32> {
        *it.file += 1;
        Ok(*it.file)
    }

    fn all(&mut self, them: Vec<shared::Open<&u32>>, at: Option<shared::Place<&u32, u32>>) -> Result<u32> {
        Ok(them.iter().map(|open| *open.file).sum::<u32>() + u32::from(at.is_some()))
    }
}

/// An instance, what makes files, and the files that ended.
fn files() -> (Instance<Files>, impl Fn(u32) -> File, impl FnMut() -> Vec<u32>) {
    let (sender, receiver) = std::sync::mpsc::channel();
    let file = move |closed| File(closed, sender.clone());
    (Instance::new(Files::default()).unwrap(), file, move || receiver.try_iter().collect())
}

#[test]
fn a_value_is_lent_in_a_record_and_is_the_same_one() -> Result<()> {
    let (mut instance, file, mut ended) = files();
    let mut one = file(5);
    assert_eq!(instance.close(Open { name: "one".into(), file: &mut one })?, 6);
    assert_eq!(instance.close(Open { name: "again".into(), file: &mut one })?, 7);
    assert_eq!((one.0, &instance.host().seen[..]), (7, &["one".to_owned(), "again".to_owned()][..]));
    assert!(ended().is_empty());
    Ok(())
}

#[test]
fn values_are_lent_in_records_of_a_list() -> Result<()> {
    let (mut instance, file, mut ended) = files();
    let (mut one, mut other) = (file(1), file(20));
    let them = vec![
        Open { name: "one".to_owned(), file: &mut one },
        Open { name: "other".to_owned(), file: &mut other },
    ];
    assert_eq!(instance.all(them)?, 21 + 101, "the first is lent twice, and looked at");
    assert_eq!(instance.host().seen, ["one", "other"]);
    assert!(ended().is_empty());
    Ok(())
}

#[test]
fn a_variant_lends_or_gives() -> Result<()> {
    let (mut instance, file, mut ended) = files();
    let mut one = file(3);
    assert_eq!(instance.put(Place::Nowhere)?, 2000);
    assert_eq!(instance.put(Place::Before(&mut one))?, 100);
    assert!(ended().is_empty());
    assert_eq!(instance.put(Place::Instead(one))?, 203);
    assert_eq!(ended(), [3], "it went to the component, and by it to the host");
    Ok(())
}

#[test]
fn what_is_lent_in_a_record_is_not_kept() {
    let (mut instance, file, mut ended) = files();
    let mut one = file(1);
    let error = instance.keep(Open { name: String::new(), file: &mut one }).unwrap_err();
    assert!(format!("{error:?}").contains("borrow handles still remain at the end of the call"), "{error:?}");
    drop(instance);
    assert!(ended().is_empty(), "it is the host's still");
    drop(one);
    assert_eq!(ended(), [1]);
}

#[test]
fn a_component_is_lent_its_own_resources() -> Result<()> {
    let (mut instance, ..) = files();
    let (two, three) = (Thing::new(&mut instance, 2)?, Thing::new(&mut instance, 3)?);
    let often = [Often { thing: &two, times: 10 }, Often { thing: &three, times: 1 }];
    // They are copied as references are.
    let [first, _] = often;
    assert_eq!(instance.things().sum(&often)?, 23);
    assert_eq!(instance.things().sum(&[first, first])?, 40);
    assert_eq!(instance.things().meet(Pair { name: "a".into(), first: two, second: &three })?, 5);
    assert_eq!(instance.things().sum(&[Often { thing: &three, times: 2 }])?, 6);
    Ok(())
}

#[test]
fn a_record_lends_resources_of_both_sides() -> Result<()> {
    let (mut instance, file, mut ended) = files();
    let (thing, mut one) = (Thing::new(&mut instance, 9)?, file(1));
    assert_eq!(instance.things().use_both(Both { thing: &thing, file: &mut one })?, 9);
    assert!(ended().is_empty());
    Ok(())
}

#[test]
fn a_record_lends_nothing_of_another_instance() -> Result<()> {
    let (mut instance, ..) = files();
    let (mut other, ..) = files();
    let (mine, others) = (Thing::new(&mut instance, 1)?, Thing::new(&mut other, 2)?);
    let error =
        instance.things().meet(Pair { name: String::new(), first: mine, second: &others }).unwrap_err();
    assert_eq!(error.to_string(), "the resource belongs to another instance");
    assert_eq!(other.things().sum(&[Often { thing: &others, times: 1 }])?, 2);
    Ok(())
}

#[test]
fn types_of_a_library_are_used_instead() -> Result<()> {
    let mut instance = given::Instance::new(Shared)?;
    let (mut one, mut other) = (5, 6);
    assert_eq!(instance.close(shared::Open { name: "one".into(), file: &mut one })?, 6);
    let them = vec![
        shared::Open { name: "one".to_owned(), file: &mut one },
        shared::Open { name: "other".to_owned(), file: &mut other },
    ];
    assert_eq!(instance.all(them)?, 13);
    assert_eq!(one, 6);
    Ok(())
}
