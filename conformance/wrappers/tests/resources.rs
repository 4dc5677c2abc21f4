//! Resources through wrappers: those that a component exports, those that it imports, and both at once.
#![cfg(guests)]

use embody::Result;

/// The same functions of two components.
macro_rules! counters {
    ($test:ident $guest:ident) => {
        #[test]
        fn $test() -> Result<()> {
            use embody_wrappers::$guest::Instance;
            use embody_wrappers::$guest::exports::test::counter::counters::Counter;

            let mut instance = Instance::new(())?;
            let one = Counter::new(&mut instance, 1)?;
            assert_eq!(one.value(&mut instance)?, 1);
            assert_eq!(one.increment(&mut instance, 4)?, 5);
            let other = one.duplicate(&mut instance)?;
            other.increment(&mut instance, 10)?;
            assert!(one.less(&mut instance, &other)? && !other.less(&mut instance, &one)?);
            assert_eq!(Counter::sum(&mut instance, &[&one, &other, &one])?, 25);
            assert_eq!(Counter::live(&mut instance)?, 2);
            assert_eq!(instance.test_counter_counters().peek(&other)?, 15);

            drop(other);
            assert_eq!(Counter::live(&mut instance)?, 1, "the destructor runs before the next call");
            assert_eq!(Counter::graveyard(&mut instance)?.last(), Some(&15));
            let merged = Counter::new(&mut instance, 2)?;
            let merged = Counter::merge(&mut instance, one, merged)?;
            assert_eq!(merged.value(&mut instance)?, 7);

            let mut many = instance.test_counter_counters().make_many(3)?;
            let last = many.pop().unwrap();
            assert_eq!(instance.test_counter_counters().consume(last)?, 2);
            assert_eq!(instance.test_counter_counters().consume_all(many)?, 1);
            assert!(instance.test_counter_counters().maybe(None)?.is_none());
            let some = instance.test_counter_counters().maybe(Some(9))?.unwrap();
            assert_eq!(some.value(&mut instance)?, 9);
            assert!(instance.test_counter_counters().checked(-1)?.is_err());
            let checked = instance.test_counter_counters().checked(3)?.unwrap();
            drop((some, merged));
            instance.run_destructors()?;
            assert_eq!(Counter::live(&mut instance)?, 1);

            // Another instance has other counters, though they look the same.
            let mut another = Instance::new(())?;
            let error = checked.value(&mut another).unwrap_err();
            assert_eq!(error.to_string(), "the resource belongs to another instance");
            assert_eq!(Counter::live(&mut another)?, 0, "that was no fault of the instance");
            assert_eq!(checked.value(&mut instance)?, 3);
            drop(instance);
            drop(checked);
            Ok(())
        }
    };
}
counters!(a_rust_component_exports_resources counter_rs);
counters!(a_c_component_exports_resources counter_c);

mod logs {
    use super::Result;
    use embody_wrappers::hostres_c::Instance;
    use embody_wrappers::hostres_c::imports::test::hostres::logger::{Host, Level};
    use std::sync::{Arc, Mutex};

    /// What a log is to this host.
    struct Log {
        name: String,
        lines: Vec<(Level, String)>,
        /// Where its end is told.
        ended: Arc<Mutex<Vec<String>>>,
    }

    impl Drop for Log {
        fn drop(&mut self) {
            self.ended.lock().unwrap().push(self.name.clone());
        }
    }

    #[derive(Default)]
    struct Logs {
        ended: Arc<Mutex<Vec<String>>>,
        seen: Vec<String>,
    }

    impl Logs {
        fn open(&self, name: &str) -> Log {
            Log { name: name.into(), lines: Vec::new(), ended: self.ended.clone() }
        }

        fn take_ended(&mut self) -> Vec<String> {
            std::mem::take(&mut self.ended.lock().unwrap())
        }
    }

    impl Host for Logs {
        type Log = Log;

        fn log_new(&mut self, name: &str) -> Result<Log> {
            Ok(self.open(name))
        }

        fn log_write(&mut self, log: &mut Log, level: Level, message: &str) -> Result<()> {
            log.lines.push((level, message.into()));
            self.seen.push(format!("{}: {message}", log.name));
            Ok(())
        }

        fn log_lines(&mut self, log: &mut Log) -> Result<u32> {
            Ok(u32::try_from(log.lines.len())?)
        }

        fn log_name(&mut self, log: &mut Log) -> Result<String> {
            Ok(log.name.clone())
        }

        fn log_open_default(&mut self) -> Result<Log> {
            Ok(self.open("default"))
        }

        fn names(&mut self, logs: Vec<&Log>) -> Result<Vec<String>> {
            Ok(logs.into_iter().map(|log| log.name.clone()).collect())
        }

        fn close(&mut self, log: Log) -> Result<u32> {
            Ok(u32::try_from(log.lines.len())?)
        }
    }

    #[test]
    fn a_component_imports_resources() -> Result<()> {
        let mut instance = Instance::new(Logs::default())?;
        let mut run = instance.test_hostres_run();
        assert_eq!(run.run(0)?, ["default 1"]);
        assert_eq!(run.run(1)?, ["log-0=0", "log-0", "closed 0", "default 1"]);
        assert_eq!(instance.host_mut().take_ended(), ["default", "log-0", "default"]);
        assert_eq!(
            instance.test_hostres_run().run(5)?,
            [
                "log-0=0",
                "log-1=1",
                "log-2=2",
                "log-3=3",
                "log-4=4",
                "log-0",
                "log-1",
                "log-2",
                "log-3",
                "log-4",
                "closed 0",
                "closed 2",
                "closed 4",
                "default 1"
            ]
        );
        assert_eq!(
            instance.host_mut().take_ended(),
            ["log-0", "log-1", "log-2", "log-3", "log-4", "default"]
        );
        Ok(())
    }

    #[test]
    fn values_go_back_and_forth() -> Result<()> {
        let mut instance = Instance::new(Logs::default())?;
        let mut mine = instance.test_hostres_run().make_log("mine")?;
        assert_eq!((mine.name.as_str(), mine.lines.len()), ("mine", 0));
        assert_eq!(instance.test_hostres_run().with_log(&mut mine, "hi")?, 1);
        assert_eq!(instance.test_hostres_run().with_log(&mut mine, "again")?, 2);
        assert_eq!(mine.lines[1], (Level::Info, "again".to_owned()), "it is this one that was lent");
        instance.test_hostres_run().stash(mine)?;
        let two = instance.test_hostres_run().make_log("two")?;
        instance.test_hostres_run().stash(two)?;
        let mut back = instance.test_hostres_run().unstash()?.unwrap();
        assert_eq!(back.name, "two");
        assert_eq!(instance.test_hostres_run().with_log(&mut back, "back")?, 1);
        assert_eq!(instance.test_hostres_run().take_log(back)?, 1);
        assert_eq!(instance.host_mut().take_ended(), ["two"]);
        let again = instance.test_hostres_run().unstash()?.unwrap();
        assert_eq!((again.name.as_str(), again.lines.len()), ("mine", 2));
        assert!(instance.test_hostres_run().unstash()?.is_none());
        instance.test_hostres_run().stash(again)?;
        let mut host = instance.into_host();
        assert_eq!(host.take_ended(), ["mine"], "what a guest still has ends with it");
        Ok(())
    }
}

mod words {
    use super::Result;
    use embody_wrappers::analyzer_rs::Instance;
    use embody_wrappers::analyzer_rs::imports::test::compose::types::{self, Kind, Problem, Word};
    use embody_wrappers::analyzer_rs::imports::test::compose::words::Host;

    struct Words;

    impl Host for Words {
        type Dictionary = (String, Vec<Word>);

        fn dictionary_new(&mut self, name: &str) -> Result<Self::Dictionary> {
            Ok((name.into(), Vec::new()))
        }

        fn dictionary_add(&mut self, dictionary: &mut Self::Dictionary, word: Word) -> Result<()> {
            dictionary.1.push(word);
            Ok(())
        }

        fn dictionary_get(&mut self, dictionary: &mut Self::Dictionary, text: &str) -> Result<Option<Word>> {
            Ok(dictionary.1.iter().find(|word| word.text == text).cloned())
        }

        fn dictionary_size(&mut self, dictionary: &mut Self::Dictionary) -> Result<u32> {
            Ok(u32::try_from(dictionary.1.len())?)
        }

        fn lookup(&mut self, text: &str) -> Result<Result<Word, Problem>> {
            Ok(match text {
                "" => Err(Problem::Empty),
                _ => Ok(Word { text: text.into(), kind: Kind::Noun, freq: 1 }),
            })
        }

        fn tokenize(&mut self, text: &str) -> Result<Vec<String>> {
            Ok(text.split_whitespace().map(str::to_owned).collect())
        }

        fn classify(&mut self, words: Vec<Word>) -> Result<Vec<(Kind, u32)>> {
            Ok(vec![(Kind::Noun, u32::try_from(words.len())?)])
        }

        fn merge(&mut self, mut a: Self::Dictionary, b: &mut Self::Dictionary) -> Result<Self::Dictionary> {
            a.1.extend(b.1.iter().cloned());
            Ok(a)
        }
    }

    #[test]
    fn a_component_fills_the_hosts_dictionaries() -> Result<()> {
        let mut instance = Instance::new(Words)?;
        let mut analyzer = instance.test_compose_analyzer();
        let stats: types::DocStats = analyzer.analyze("the quick brown fox")?.unwrap();
        assert_eq!((stats.words, stats.longest.is_some()), (4, true));
        let words = ["b", "a"].map(|text| Word { text: text.into(), kind: Kind::Other, freq: 2 });
        let back = analyzer.dict_roundtrip(&words)?;
        assert_eq!(back.len(), 2);
        assert!(words.iter().all(|word| back.contains(word)));
        Ok(())
    }
}
