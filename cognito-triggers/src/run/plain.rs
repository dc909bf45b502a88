//! Texts for a terminal: what moves its cursor, in a text of somebody else, does not reach it.

use std::fmt;

/// Writes a text in one line. Characters that turn the direction of what follows are left out too.
#[cfg(any(feature = "check", feature = "serve"))]
pub(super) fn line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || turns(c) { ' ' } else { c }).collect()
}

/// Keeps the lines of a text, and the directions of its letters.
pub(super) fn lines(text: &str) -> String {
    text.chars().map(in_lines).collect()
}

/// Writes texts as [`lines`] does, without a text of its own.
pub(super) struct Lines<'w, W>(pub(super) &'w mut W);

impl<W: fmt::Write> fmt::Write for Lines<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|c| self.0.write_char(in_lines(c)))
    }
}

fn in_lines(c: char) -> char {
    if c.is_control() && !matches!(c, '\n' | '\t') { ' ' } else { c }
}

/// The embeddings, overrides and isolates of Unicode, and its separators of lines and paragraphs.
#[cfg(any(feature = "check", feature = "serve"))]
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

#[cfg(all(test, any(feature = "check", feature = "serve")))]
mod tests {
    use super::{line, lines};

    #[test]
    fn no_sequence_of_a_terminal_is_left() {
        let text = "a\u{1b}[2J\u{9b}31m\0\u{7f}\r\nb\tأ\u{202e}c\u{2066}d";
        assert_eq!(line(text), "a [2J 31m    b أ c d");
        assert_eq!(lines(text), "a [2J 31m   \nb\tأ\u{202e}c\u{2066}d");
    }
}
