//! Payloads that are not events.

use std::fmt;

use serde::Deserialize as _;
use serde::de::IgnoredAny;

/// The error for a payload that is not an event because it is not a JSON object.
///
/// The message states the position but never the content, which may be personal data.
#[derive(Clone, Debug)]
pub struct Unreadable(Reason);

#[derive(Clone, Debug)]
enum Reason {
    Empty,
    ByteOrderMark,
    NotUtf8 { offset: usize },
    TooLarge { bytes: usize },
    NotJson { what: String },
    Truncated { line: usize, column: usize },
    NotAnObject { kind: &'static str },
}

impl Unreadable {
    pub(crate) fn not_utf8(bytes: &[u8], e: std::str::Utf8Error) -> Self {
        if let [0xff, 0xfe, ..] | [0xfe, 0xff, ..] = bytes {
            return Self(Reason::ByteOrderMark);
        }
        Self(Reason::NotUtf8 { offset: e.valid_up_to() })
    }

    pub(crate) fn too_large(bytes: usize) -> Self {
        Self(Reason::TooLarge { bytes })
    }

    pub(crate) fn not_json(e: &serde_json::Error) -> Self {
        if e.is_eof() {
            return Self(Reason::Truncated { line: e.line(), column: e.column() });
        }
        Self::of_deserializer(e)
    }

    /// Describes an error of serde_json's deserializer, whose type is not known where `lambda_runtime` calls it.
    pub(crate) fn of_deserializer(e: &impl fmt::Display) -> Self {
        // Errors about JSON mention only the grammar and the position.
        Self(Reason::NotJson { what: e.to_string() })
    }

    /// Describes a text whose first character is not `{`.
    pub(crate) fn not_an_object(text: &str) -> Self {
        let text = text.trim_ascii();
        let kind = match text.as_bytes().first() {
            None => return Self(Reason::Empty),
            Some(_) if text.starts_with('\u{feff}') => return Self(Reason::ByteOrderMark),
            Some(b'[') => "an array",
            Some(b'"') => "a string",
            Some(b'n') => "null",
            Some(b't' | b'f') => "a boolean",
            Some(_) => "a number",
        };
        let mut other = serde_json::Deserializer::from_str(text);
        match IgnoredAny::deserialize(&mut other).and_then(|_| other.end()) {
            Ok(()) => Self(Reason::NotAnObject { kind }),
            Err(e) => Self::not_json(&e),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reason::Empty => write!(f, "the event is empty: an event is a JSON object"),
            Reason::ByteOrderMark => {
                write!(f, "the event begins with a byte order mark (U+FEFF): save it as UTF-8 without one")
            }
            Reason::NotUtf8 { offset } => {
                write!(f, "the event is not UTF-8 text: byte {offset} is not part of a character")
            }
            Reason::TooLarge { bytes } => {
                write!(f, "the event has {bytes} bytes, but the limit is {}", u32::MAX)
            }
            Reason::NotJson { what } => write!(f, "the event is not JSON: {what}"),
            Reason::Truncated { line, column } => {
                write!(f, "the event is not complete: the JSON text ends at line {line}, column {column}")
            }
            Reason::NotAnObject { kind } => write!(f, "the event is {kind}, but should be a JSON object"),
        }
    }
}

impl std::error::Error for Unreadable {}

#[cfg(test)]
mod tests {
    use crate::wire::envelope::Envelope;

    #[test]
    fn a_byte_order_mark_is_named_in_either_encoding() {
        let expected = "the event begins with a byte order mark (U+FEFF): save it as UTF-8 without one";
        for event in [&b"\xef\xbb\xbf{}"[..], b"\xff\xfe{\0}\0", b"\xfe\xff\0{\0}"] {
            assert_eq!(Envelope::parse(event).unwrap_err().to_string(), expected, "{event:?}");
        }
    }
}
