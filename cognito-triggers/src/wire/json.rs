//! Reading and writing JSON scalars: the text of a string, the spelling of any other.

use std::borrow::Cow;
use std::fmt::{self, Write};
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, Visitor};

/// Reads a value as Cognito's attribute maps mean it: the content of a string, the spelling of any
/// other scalar, nothing for null. Objects and arrays give their JSON text.
pub(crate) fn text(raw: &str) -> Option<Cow<'_, str>> {
    match raw.as_bytes().first()? {
        b'"' => Some(string(raw)),
        b'n' => None,
        _ => Some(Cow::Borrowed(raw)),
    }
}

/// Reads a boolean in any spelling that has been seen: `true`, `"true"`, `"True"`.
pub(crate) fn boolean(raw: &str) -> Option<bool> {
    parse_boolean(&text(raw)?)
}

/// Reads a boolean from text.
pub(crate) fn parse_boolean(text: &str) -> Option<bool> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

fn string(raw: &str) -> Cow<'_, str> {
    let inner = &raw[1..raw.len() - 1];
    if !inner.as_bytes().contains(&b'\\') {
        return Cow::Borrowed(inner);
    }
    Cow::Owned(serde_json::from_str(raw).unwrap_or_else(|_| {
        // JSON allows half of a surrogate pair, which is not text. A name or value that contains
        // one must not make the whole event fail.
        let bytes = serde_json::Deserializer::from_str(raw).deserialize_bytes(Bytes(<[u8]>::to_vec));
        String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned()
    }))
}

/// Returns the end of the run of plain text that starts at `at`: the next quote, backslash or
/// control character, or the end of the text. Looks at eight bytes at a time, since events and
/// messages are mostly such runs.
#[inline]
pub(crate) fn end_of_plain(bytes: &[u8], at: usize) -> usize {
    const ONES: u64 = u64::MAX / 0xff;
    let mut rest = &bytes[at..];
    while let Some((chunk, behind)) = rest.split_first_chunk() {
        let word = u64::from_le_bytes(*chunk);
        // Marks each byte that is below 0x21 once its second bit is flipped, by its high bit:
        // control characters and the quote. This also marks some bytes after the first match, but
        // only the first one counts.
        let controls = (word ^ (ONES * 0x02)).wrapping_sub(ONES * 0x21);
        let backslash = (word ^ (ONES * u64::from(b'\\'))).wrapping_sub(ONES);
        let ends = (controls | backslash) & !word & (ONES << 7);
        if ends != 0 {
            return bytes.len() - rest.len() + ends.trailing_zeros() as usize / 8;
        }
        rest = behind;
    }
    bytes.len() - end_of_plain_in_few(rest)
}

/// Returns how many bytes remain from the first one that is not plain.
#[cold]
fn end_of_plain_in_few(rest: &[u8]) -> usize {
    let is_end = |b: &u8| *b < b' ' || *b == b'"' || *b == b'\\';
    rest.len() - rest.iter().position(is_end).unwrap_or(rest.len())
}

/// Writes a text as a JSON string.
pub(crate) fn write_text(text: &str, out: &mut String) {
    out.push('"');
    let mut copied = 0;
    loop {
        let at = end_of_plain(text.as_bytes(), copied);
        out.push_str(&text[copied..at]);
        let Some(&byte) = text.as_bytes().get(at) else { break };
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            b'\x08' => out.push_str("\\b"),
            b'\x0c' => out.push_str("\\f"),
            control => {
                let _ = write!(out, "\\u{control:04x}");
            }
        }
        copied = at + 1;
    }
    out.push('"');
}

/// Reads the bytes of a string and applies `.0` to them. Unlike text, bytes can hold half of a
/// surrogate pair.
pub(crate) struct Bytes<F>(pub(crate) F);

impl<'de, T, F: FnOnce(&[u8]) -> T> DeserializeSeed<'de> for Bytes<F> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_bytes(self)
    }
}

impl<T, F: FnOnce(&[u8]) -> T> Visitor<'_> for Bytes<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<T, E> {
        Ok((self.0)(bytes))
    }

    fn visit_str<E>(self, text: &str) -> Result<T, E> {
        Ok((self.0)(text.as_bytes()))
    }
}

/// Returns the range of `inner`, a slice of `outer`, within it.
pub(crate) fn range_in(outer: &str, inner: &str) -> Range<usize> {
    let start = inner.as_ptr().addr() - outer.as_ptr().addr();
    start..start + inner.len()
}

#[cfg(test)]
mod tests {
    use super::{end_of_plain, write_text};

    #[test]
    fn plain_text_ends_at_the_first_quote_backslash_or_control() {
        let is_end = |b: &u8| *b < b' ' || *b == b'"' || *b == b'\\';
        for length in 0..24 {
            for at in 0..length {
                for byte in 0..=255 {
                    for (around, start) in [(b'a', 0), (b'!', at), (0xff, at / 2), (byte, 0)] {
                        let mut bytes = vec![around; length];
                        bytes[at] = byte;
                        let expected = bytes[start..].iter().position(is_end).map_or(length, |i| start + i);
                        assert_eq!(end_of_plain(&bytes, start), expected, "{bytes:?} from {start}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_text_is_written_as_serde_json_writes_it() {
        let all: String = (0..=0x2030).chain(0x1_f600..0x1_f610).filter_map(char::from_u32).collect();
        let texts = ["", "plain", "\"", "a\\", "<p class=\"x\">Dear Inés,</p>\r\n\t\u{8}\u{c}\u{7f}\0", &all];
        for text in texts {
            let mut json = String::new();
            write_text(text, &mut json);
            assert_eq!(json, serde_json::to_string(text).unwrap());
        }
    }
}
