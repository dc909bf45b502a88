//! Decoded texts, kept with their event, so that getters return `&str`.
//!
//! Nearly every text of an event stands in its JSON as it is and is borrowed from there. A text with
//! escapes has to be decoded, and lives here until the event is dropped.

use std::sync::OnceLock;

/// Texts that are added through a shared reference and never move. Each text is kept once.
///
/// A list, since an event has few texts with escapes, and the code for a list is short.
#[derive(Default)]
pub(crate) struct Kept(OnceLock<Box<Node>>);

struct Node {
    text: Box<str>,
    next: Kept,
}

impl Kept {
    pub(crate) fn keep(&self, text: String) -> &str {
        let mut new = Some(text.into_boxed_str());
        let mut at = self;
        loop {
            let make = || Box::new(Node { text: new.take().unwrap_or_default(), next: Self::default() });
            let node = at.0.get_or_init(make);
            match &new {
                Some(text) if *text != node.text => at = &node.next,
                _ => return &node.text,
            }
        }
    }
}

/// A clone has none: nobody can refer to its texts yet.
impl Clone for Kept {
    fn clone(&self) -> Self {
        Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::Kept;

    #[test]
    fn every_text_stays_as_it_was() {
        let kept = Kept::default();
        let texts: Vec<&str> = (0..100).map(|number| kept.keep(number.to_string())).collect();
        for (number, text) in texts.into_iter().enumerate() {
            assert_eq!(text, number.to_string());
        }
    }

    #[test]
    fn a_text_is_kept_once() {
        let kept = Kept::default();
        let first = kept.keep("a".to_owned());
        kept.keep("b".to_owned());
        assert!(std::ptr::eq(first, kept.keep("a".to_owned())));
    }

    #[test]
    fn threads_share_it() {
        let kept = Kept::default();
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4)
                .map(|thread| {
                    let kept = &kept;
                    scope.spawn(move || {
                        (0..50).all(|number| {
                            let text = format!("{thread}.{number}");
                            kept.keep(text.clone()) == text
                        })
                    })
                })
                .collect();
            assert!(threads.into_iter().all(|thread| thread.join().unwrap()));
        });
    }
}
