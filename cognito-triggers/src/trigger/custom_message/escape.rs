//! Escaping of inserted values: for HTML, for an SMS, for a subject.

use std::borrow::Cow;
use std::fmt::{self, Write};

use crate::spec::rules::is_allowed_in_email;

/// Passes text on: letters, digits and spaces as they are, the rest through `escape`.
pub(super) struct Escaping<'o> {
    pub(super) out: &'o mut String,
    pub(super) escape: fn(char, &mut String),
}

impl Write for Escaping<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || b == b' ';
        let mut rest = text;
        loop {
            let plain = rest.bytes().position(|b| !is_plain(b)).unwrap_or(rest.len());
            self.out.push_str(&rest[..plain]);
            rest = &rest[plain..];
            let mut chars = rest.chars();
            let Some(c) = chars.next() else { return Ok(()) };
            (self.escape)(c, self.out);
            rest = chars.as_str();
        }
    }
}

/// Escapes a character for HTML text and quoted attributes. Cognito accepts a character that it refuses
/// if it is written as a character reference, so a no-break space in a name does not cost the message.
pub(super) fn html(c: char, out: &mut String) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&#39;"),
        c if is_allowed_in_email(c) => out.push(c),
        c if c.is_control() => {}
        c => {
            let _ = write!(out, "&#{};", u32::from(c));
        }
    }
}

/// Keeps a value on one line.
pub(super) fn one_line(c: char, out: &mut String) {
    let breaks = c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    out.push(if breaks { ' ' } else { c });
}

/// Keeps a value on one line, and to the characters that a subject may have.
pub(super) fn header(c: char, out: &mut String) {
    if c.is_whitespace() || c.is_control() {
        out.push(' ');
    } else if is_allowed_in_email(c) {
        out.push(c);
    }
}

/// Makes a value safe for a text from elsewhere, such as a template engine's: `{` becomes `(`, so that
/// the value cannot bring a placeholder. Values that `email!` and `sms!` insert do not need this.
///
/// ```
/// use cognito_triggers::custom_message::without_placeholders;
///
/// assert_eq!(without_placeholders("R&D {####}"), "R&D (####}");
/// ```
pub fn without_placeholders(value: &str) -> Cow<'_, str> {
    if value.contains('{') { Cow::Owned(value.replace('{', "(")) } else { Cow::Borrowed(value) }
}
