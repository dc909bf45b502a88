//! Walking the members of an object and the elements of an array, in text that is known to be JSON.
//!
//! Such a text was read once already, as part of its event. So the walk looks only for where each value begins
//! and ends, and copies nothing. It does not recurse: nesting of any depth is fine. In a text that is not JSON
//! it ends early.

use std::borrow::Cow;

use serde::Deserializer;

use crate::wire::json::{self, Bytes};

/// Returns the value of a member as JSON text, or `None` if it is absent or `object` is not an object.
pub(crate) fn member<'a>(object: &'a str, name: &str) -> Option<&'a str> {
    let mut found = None;
    // If a member repeats, the last one counts.
    each(object, &|key| key == name.as_bytes(), &mut |_, value| found = Some(value));
    found
}

/// Walks the members of `object`, and passes the name and JSON text of those that `wants` accepts to `got`.
///
/// A name reaches `wants` as bytes, since one with half of a surrogate pair is no text. The closures are passed
/// by reference so that the walk is compiled once.
pub(crate) fn each<'a>(
    object: &'a str,
    wants: &dyn Fn(&[u8]) -> bool,
    got: &mut dyn FnMut(Cow<'a, str>, &'a str),
) {
    // `None`: the text is not JSON, or no object.
    let _ = Walk { text: object, at: 0 }.members(wants, got);
}

/// A part of an array of objects.
pub(crate) enum Part<'a> {
    /// The next element begins, whatever it is.
    Element,
    /// A member of the element, which is an object.
    Member(Cow<'a, str>, &'a str),
}

/// Walks an array of objects, and passes its elements and their members to `got`.
pub(crate) fn each_of_array<'a>(array: &'a str, got: &mut dyn FnMut(Part<'a>)) {
    let _ = Walk { text: array, at: 0 }.items(b'[', &mut |walk| {
        got(Part::Element);
        if walk.peek()? == b'{' {
            walk.members(&|_| true, &mut |name, value| got(Part::Member(name, value)))
        } else {
            walk.value().map(drop)
        }
    });
}

/// Returns the elements of an array as JSON text. There are none if `array` is not an array.
pub(crate) fn elements(array: &str) -> Vec<&str> {
    let mut elements = Vec::new();
    let _ = Walk { text: array, at: 0 }.items(b'[', &mut |walk| {
        elements.push(walk.value()?);
        Some(())
    });
    elements
}

/// Decodes a string that has escapes.
fn decoded(raw: &str) -> Vec<u8> {
    let bytes = serde_json::Deserializer::from_str(raw).deserialize_bytes(Bytes(<[u8]>::to_vec));
    bytes.unwrap_or_default()
}

enum Name<'a> {
    Plain(&'a str),
    /// With its quotes.
    Escaped(&'a str),
}

/// A position in JSON text. Each method reads one item and leaves the position behind it.
struct Walk<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Walk<'a> {
    /// Reads the members of an object.
    fn members(
        &mut self,
        wants: &dyn Fn(&[u8]) -> bool,
        got: &mut dyn FnMut(Cow<'a, str>, &'a str),
    ) -> Option<()> {
        self.items(b'{', &mut |walk| {
            let name = walk.name()?;
            walk.byte(b':')?;
            walk.token()?;
            let value = walk.value()?;
            match name {
                Name::Plain(name) if wants(name.as_bytes()) => got(Cow::Borrowed(name), value),
                Name::Plain(_) => {}
                Name::Escaped(raw) => {
                    let bytes = decoded(raw);
                    if wants(&bytes) {
                        got(Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()), value);
                    }
                }
            }
            Some(())
        })
    }

    /// Reads what stands between two brackets and is separated by commas.
    fn items(&mut self, open: u8, item: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.byte(open)?;
        // In JSON, the one that closes is of the same kind.
        if matches!(self.token()?, b'}' | b']') {
            self.at += 1;
            return Some(());
        }
        loop {
            self.token()?;
            item(self)?;
            let is_last = matches!(self.token()?, b'}' | b']');
            self.at += usize::from(is_last);
            if is_last {
                return Some(());
            }
            self.byte(b',')?;
        }
    }

    fn name(&mut self) -> Option<Name<'a>> {
        let start = self.at;
        let is_plain = self.string()?;
        let raw = self.text.get(start..self.at)?;
        Some(if is_plain { Name::Plain(raw.get(1..raw.len() - 1)?) } else { Name::Escaped(raw) })
    }

    fn value(&mut self) -> Option<&'a str> {
        let start = self.at;
        match self.peek()? {
            b'"' => drop(self.string()?),
            b'{' | b'[' => self.nested()?,
            _ => {
                while !matches!(self.peek(), None | Some(b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t')) {
                    self.at += 1;
                }
            }
        }
        self.text.get(start..self.at).filter(|value| !value.is_empty())
    }

    /// Reads an object or an array, whatever is in it.
    fn nested(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => {
                    self.string()?;
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// Reads a string, and returns whether it has no escape.
    fn string(&mut self) -> Option<bool> {
        let bytes = self.text.as_bytes();
        if self.peek()? != b'"' {
            return None;
        }
        self.at += 1;
        let mut is_plain = true;
        loop {
            self.at = json::end_of_plain(bytes, self.at);
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(is_plain);
                }
                b'\\' if self.at + 2 <= bytes.len() => self.at += 2,
                _ => return None,
            }
            is_plain = false;
        }
    }

    /// Reads this byte, after any white space.
    fn byte(&mut self, byte: u8) -> Option<()> {
        (self.token()? == byte).then(|| self.at += 1)
    }

    /// Skips white space, and returns the next byte without reading past it.
    fn token(&mut self) -> Option<u8> {
        loop {
            match self.peek()? {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return Some(byte),
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::fmt;

    use serde::de::{MapAccess, SeqAccess, Visitor};
    use serde_json::value::RawValue;

    use super::*;
    use crate::event::samples;
    use crate::spec::source::Source;

    /// Reads the members of an object, or the elements of an array, with serde_json.
    struct Parts;

    impl<'a> Visitor<'a> for Parts {
        type Value = Vec<(Vec<u8>, &'a str)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object or an array")
        }

        fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut parts = Vec::new();
            while let Some(name) = map.next_key_seed(Bytes(<[u8]>::to_vec))? {
                parts.push((name, map.next_value::<&RawValue>()?.get()));
            }
            Ok(parts)
        }

        fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            let mut parts = Vec::new();
            while let Some(element) = seq.next_element::<&RawValue>()? {
                parts.push((Vec::new(), element.get()));
            }
            Ok(parts)
        }
    }

    /// The names and values of an object as serde_json reads them; for an array, its elements.
    pub(crate) fn parts(text: &str) -> serde_json::Result<Vec<(Vec<u8>, &str)>> {
        serde_json::Deserializer::from_str(text).deserialize_any(Parts)
    }

    /// Compares the walk with serde_json, in every value of the text.
    fn check(text: &str) {
        let Ok(expected) = parts(text) else { return };
        let mut walked = Vec::new();
        if text.starts_with('[') {
            let mut parts = Vec::new();
            each_of_array(text, &mut |part| match part {
                Part::Element => parts.push(Vec::new()),
                Part::Member(name, value) => parts.last_mut().unwrap().push((name, value)),
            });
            let members = elements(text).into_iter().map(|element| {
                let mut members = Vec::new();
                each(element, &|_| true, &mut |name, value| members.push((name, value)));
                members
            });
            assert!(members.eq(parts), "{text}");
        }
        if text.starts_with('{') {
            each(text, &|_| true, &mut |name, value| walked.push((name, value)));
            for name in expected.iter().filter_map(|(name, _)| std::str::from_utf8(name).ok()) {
                let last = expected.iter().rfind(|(other, _)| other == name.as_bytes());
                assert_eq!(member(text, name), last.map(|(_, value)| *value), "{name} of {text}");
            }
        } else {
            walked.extend(elements(text).into_iter().map(|element| (Cow::Borrowed(""), element)));
        }
        let lossy = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
        let expected: Vec<_> = expected.iter().map(|(name, value)| (lossy(name), *value)).collect();
        let walked: Vec<_> = walked.into_iter().map(|(name, value)| (name.into_owned(), value)).collect();
        assert_eq!(walked, expected, "{text}");
        for (_, value) in expected {
            check(value);
        }
    }

    #[test]
    fn agrees_with_serde_json_on_every_sample() {
        for &source in Source::ALL {
            check(samples::text(source).trim());
        }
    }

    #[test]
    fn agrees_with_serde_json_on_what_is_rare() {
        let deep = format!("{{\"a\":{}{},\"b\":1}}", "[{\"\":".repeat(60), "0".to_owned() + &"}]".repeat(60));
        for text in [
            "{}",
            "{ }",
            "[]",
            "[ ]",
            "[1]",
            "[ -0 , 1e999,true ,null, \"]\" , [ ] , {\"}\":\"{\"} ]",
            "{ \"a\" : 1 , \"a\" : \"\\\"\" , \"b\":{\"a\":[2,\"\\\\\"]} }",
            r#"{"\u0061":1,"\ud800":2,"a\\":3,"é":4,"\u00e9":"\ud83d\ude00","":5}"#,
            r#"{"x":[-0,0.5e+3,-12E1,true,false,null,"\u00e9\\\"\/"],"userName":"\ud800"}"#,
            &deep,
        ] {
            assert!(parts(text).is_ok(), "{text}");
            check(text);
        }
        let depth = 100_000;
        let text = format!("{{\"a\":{}{},\"b\":7}}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(member(&text, "b"), Some("7"));
    }

    /// Nothing panics or hangs, wherever a text ends or is cut.
    #[test]
    fn a_text_that_is_no_json_ends_the_walk() {
        let text = r#"{"a":[1,{"b\"\u00e9":"x"}],"é":"\\","c":-1.5e3,"d":{}}"#;
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            for start in (0..=end).filter(|start| text.is_char_boundary(*start)) {
                let part = &text[start..end];
                each(part, &|_| true, &mut |_, value| assert!(part.contains(value)));
                assert!(elements(part).iter().all(|element| part.contains(element)));
                each_of_array(part, &mut |_| ());
            }
        }
        for text in ["", "7", "null", "\"{}\"", "{,}", "{\"a\"}", "{\"a\":}", "[,]", "]", "{\"a\":]]]"] {
            each(text, &|_| true, &mut |_, _| panic!("{text} has no member"));
            assert_eq!(member(text, "a"), None, "{text}");
        }
    }
}
