//! Decoded texts, kept with their event, so that getters return `&str`.
//!
//! Nearly every text of an event stands in its JSON as it is and is borrowed from there. A text with
//! escapes has to be decoded, and lives here until the event is dropped.

use std::array;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Texts that are added through a shared reference and never move.
#[derive(Default)]
pub(crate) struct Kept(OnceLock<Box<Chunks>>);

struct Chunks {
    used: AtomicUsize,
    /// The chunk at the index `n` has room for `2^n` texts.
    chunks: [OnceLock<Box<[OnceLock<Box<str>>]>>; usize::BITS as usize],
}

impl Kept {
    pub(crate) fn keep(&self, text: String) -> &str {
        let chunks = self.0.get_or_init(Box::default);
        let number = chunks.used.fetch_add(1, Ordering::Relaxed) + 1;
        let chunk = number.ilog2();
        let room = 1 << chunk;
        let slots = chunks.chunks[chunk as usize]
            .get_or_init(|| std::iter::repeat_with(OnceLock::new).take(room).collect());
        slots[number - room].get_or_init(|| text.into_boxed_str())
    }
}

impl Default for Chunks {
    fn default() -> Self {
        Self { used: AtomicUsize::new(0), chunks: array::from_fn(|_| OnceLock::new()) }
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
