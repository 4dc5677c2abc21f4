//! Resources through wrappers: who owns what, and what a guest cannot do with it.

use embody::Result;
use embody_tests::guests::logs::{self, imports};
use embody_tests::guests::things::{self, exports::things::Thing};

/// A sum, and where it goes when its log ends.
struct Log(u32, std::sync::mpsc::Sender<u32>);

impl Drop for Log {
    fn drop(&mut self) {
        self.1.send(self.0).ok();
    }
}

struct Logs(std::sync::mpsc::Sender<u32>);

impl imports::logs::Host for Logs {
    type Log = Log;

    fn log_new(&mut self, start: u32) -> Result<Log> {
        embody::ensure!(start != 13, "no log starts at 13");
        Ok(Log(start, self.0.clone()))
    }

    fn log_add(&mut self, log: &mut Log, by: u32) -> Result<u32> {
        log.0 += by;
        Ok(log.0)
    }

    fn same(&mut self, a: &Log, b: &Log) -> Result<bool> {
        Ok(std::ptr::eq(a, b))
    }

    fn end(&mut self, it: Log) -> Result<u32> {
        Ok(it.0)
    }
}

/// An instance, and the sums of the logs that ended.
fn logs() -> (logs::Instance<Logs>, impl FnMut() -> Vec<u32>) {
    let (sender, receiver) = std::sync::mpsc::channel();
    (logs::Instance::new(Logs(sender)).unwrap(), move || receiver.try_iter().collect())
}

#[test]
fn a_value_of_the_hosts_ends_when_the_guest_drops_it() -> Result<()> {
    let (mut instance, mut ended) = logs();
    assert_eq!((instance.run(4)?, ended()), (7, vec![7]));
    assert_eq!((instance.give(5)?, ended()), (5, vec![5]));
    assert!(instance.twice()?);
    assert!(ended().is_empty(), "the guest has one that it never drops");
    drop(instance);
    assert_eq!(ended(), [0]);
    Ok(())
}

#[test]
fn a_value_is_lent_or_moved_and_is_the_same_one() -> Result<()> {
    let (mut instance, mut ended) = logs();
    let mut log = Log(1, instance.host().0.clone());
    assert_eq!(instance.use_(&mut log, 2)?, 3);
    log.0 = 10;
    assert_eq!(instance.use_(&mut log, 2)?, 12);
    let log = instance.pass(log)?;
    assert_eq!((log.0, ended()), (112, vec![]));
    drop(log);
    assert_eq!(ended(), [112]);
    Ok(())
}

#[test]
fn what_a_guest_must_not_do_stops_it() {
    for (wrong, message) in [
        ("stale", "unknown handle index 1"),
        ("steal", "cannot lift own resource from a borrow"),
        ("hold", "borrow handles still remain at the end of the call"),
    ] {
        let (mut instance, mut ended) = logs();
        let mut log = Log(1, instance.host().0.clone());
        let result = match wrong {
            "stale" => instance.stale().map(drop),
            "steal" => instance.steal(&mut log).map(drop),
            _ => instance.hold(&mut log),
        };
        let error = format!("{:?}", result.unwrap_err());
        assert!(error.contains(message), "{wrong}: {error}");
        assert!(instance.run(1).is_err(), "{wrong}: it is poisoned");
        drop(instance);
        assert_eq!(log.0, 1, "{wrong}: it is the host's still");
        drop(log);
        assert_eq!(ended().last(), Some(&1));
    }
}

#[test]
fn a_host_that_fails_leaks_nothing() {
    let (mut instance, mut ended) = logs();
    assert_eq!(instance.run(13).unwrap_err().root_cause().to_string(), "no log starts at 13");
    drop(instance);
    assert!(ended().is_empty());
}

#[test]
fn resources_of_a_guest_are_its_own() -> Result<()> {
    let (mut one, mut other) = (things::Instance::new(())?, things::Instance::new(())?);
    let (a, b) = (Thing::new(&mut one, 7)?, Thing::new(&mut other, 8)?);
    assert_eq!((a.get(&mut one)?, b.get(&mut other)?), (7, 8));
    assert!(b.get(&mut one).is_err());
    assert_eq!(a.get(&mut one)?, 7, "a mistake of the host's harms no instance");
    one.run_destructors()?;
    drop(a);
    one.run_destructors()?;
    drop(one);
    assert_eq!(b.get(&mut other)?, 8);
    std::thread::spawn(move || drop(b)).join().unwrap();
    other.run_destructors()
}
