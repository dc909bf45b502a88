//! Reading JSON text in place: members of an object as slices, scalars as text.
//!
//! All parsing is `serde_json`'s. Skipping a value does not recurse there, so nesting of any depth
//! is fine.

use std::borrow::Cow;
use std::fmt;
use std::ops::{ControlFlow, Range};

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Reads a value the way Cognito's attribute maps mean it: a string's content, another scalar's
/// spelling, nothing for null. Objects and arrays give their JSON text.
pub(crate) fn text(raw: &str) -> Option<Cow<'_, str>> {
    match raw.as_bytes().first()? {
        b'"' => Some(string(raw)),
        b'n' => None,
        _ => Some(Cow::Borrowed(raw)),
    }
}

/// Reads a boolean in any of the spellings seen: `true`, `"true"`, `"True"`.
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
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    Cow::Owned(serde_json::from_str(raw).unwrap_or_else(|_| {
        // Half of a surrogate pair is legal JSON without being text. The name or value it stands
        // in must not cost the event.
        let bytes = serde_json::Deserializer::from_str(raw).deserialize_bytes(Bytes(<[u8]>::to_vec));
        String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned()
    }))
}

/// The value of a member as JSON text, `None` where it is absent or `object` is not an object.
pub(crate) fn member<'a>(object: &'a str, name: &str) -> Option<&'a str> {
    let mut found = None;
    each_member(
        object,
        |key| (key == name.as_bytes()).then_some(()),
        |(), value| {
            // Of a member that repeats, the last counts.
            found = Some(value);
            ControlFlow::Continue(())
        },
    );
    found
}

/// Walks the members of `object`, and hands the JSON text of those that `want` names to `got`.
pub(crate) fn each_member<'a, K>(
    object: &'a str,
    want: impl Fn(&[u8]) -> Option<K>,
    got: impl FnMut(K, &'a str) -> ControlFlow<()>,
) {
    if object.starts_with('{') {
        // The text was read once as part of the event, so what ends the walk early is `got`.
        let _ = serde_json::Deserializer::from_str(object).deserialize_map(Members { want, got });
    }
}

/// A member's name as text: borrowed from `object` where it stands there as it is.
pub(crate) fn name_in<'a>(object: &'a str, name: &[u8]) -> Cow<'a, str> {
    let start = name.as_ptr().addr().wrapping_sub(object.as_ptr().addr());
    match object.get(start..start.wrapping_add(name.len())) {
        Some(borrowed) => Cow::Borrowed(borrowed),
        None => Cow::Owned(String::from_utf8_lossy(name).into_owned()),
    }
}

/// A visitor over the members of an object, by closures.
struct Members<W, G> {
    want: W,
    got: G,
}

impl<'a, K, W, G> Visitor<'a> for Members<W, G>
where
    W: Fn(&[u8]) -> Option<K>,
    G: FnMut(K, &'a str) -> ControlFlow<()>,
{
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'a>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(wanted) = map.next_key_seed(Bytes(&self.want))? {
            let Some(key) = wanted else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if (self.got)(key, map.next_value::<&RawValue>()?.get()).is_break() {
                return Err(A::Error::custom(""));
            }
        }
        Ok(())
    }
}

/// Reads a string's bytes, and what `.0` makes of them: unlike text, bytes can hold half of a
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

/// Where `inner`, a slice of `outer`, lies in it.
pub(crate) fn range_in(outer: &str, inner: &str) -> Range<usize> {
    let start = inner.as_ptr().addr() - outer.as_ptr().addr();
    start..start + inner.len()
}
