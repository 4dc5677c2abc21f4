//! Where strings are kept that a guest gave in another encoding than UTF-8.
//!
//! A host function's `&str` borrows the guest's memory. Where that holds no UTF-8, the string is one of these instead,
//! which live until the host function has returned. Strings are added at the end, and none moves or goes before all do.

use std::cell::OnceCell;

/// The strings of one call.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    first: Link,
}

/// The next string, if there is one yet.
type Link = OnceCell<Box<Text>>;

#[derive(Debug)]
struct Text {
    text: String,
    next: Link,
}

/// The right to add strings, which are borrowed for `'a`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keeper<'a> {
    /// The end of the list, or a place before it.
    end: &'a Link,
}

impl Texts {
    /// Adds strings to these.
    pub(crate) fn keeper(&self) -> Keeper<'_> {
        Keeper { end: &self.first }
    }
}

impl<'a> Keeper<'a> {
    /// Keeps a string.
    pub(crate) fn keep(&mut self, text: String) -> &'a str {
        while let Some(taken) = self.end.get() {
            self.end = &taken.next;
        }
        let kept = self.end.get_or_init(|| Box::new(Text { text, next: Link::new() }));
        self.end = &kept.next;
        &kept.text
    }
}

impl Drop for Texts {
    fn drop(&mut self) {
        // One after another: each would drop its successor on the stack otherwise.
        let mut next = self.first.take();
        while let Some(mut text) = next {
            next = text.next.take();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_stay_where_they_are() {
        let texts = Texts::default();
        let (mut one, mut other) = (texts.keeper(), texts.keeper());
        let kept: Vec<&str> = (0..100).map(|i| one.keep(i.to_string())).collect();
        assert_eq!(other.keep("other".into()), "other", "added behind those of the first keeper");
        assert_eq!(one.keep("last".into()), "last");
        assert!(kept.iter().enumerate().all(|(i, text)| *text == i.to_string()));
    }

    #[test]
    fn many_strings_need_no_stack() {
        let texts = Texts::default();
        let mut keeper = texts.keeper();
        (0..200_000).for_each(|_| {
            keeper.keep(String::new());
        });
    }
}
