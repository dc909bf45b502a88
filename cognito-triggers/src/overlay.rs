//! The answer: the event's own text, with members of `response` laid over it.

use std::io;
use std::ops::{ControlFlow, Range};

use serde::Serialize;
use serde::ser::Error as _;

use crate::envelope::{Envelope, Member};
use crate::json;

/// The response members that a handler set, as JSON.
///
/// Only these reach the answer; everything else in the event goes back byte for byte.
#[derive(Debug, Default)]
pub struct Overlay {
    json: Json,
    members: [(&'static str, Range<usize>); Overlay::MOST],
    len: usize,
}

impl Overlay {
    /// The most members that a trigger's `response` has: those of user migration.
    const MOST: usize = 6;

    /// Sets a member of `response`, named as on the wire. A later value for a name replaces an
    /// earlier one.
    ///
    /// # Errors
    ///
    /// The value's own `Serialize` fails, it has map keys that are not strings, or there are more
    /// members than any trigger has.
    pub fn set(
        &mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), serde_json::Error> {
        let index = self.members().iter().position(|(existing, _)| *existing == name).unwrap_or(self.len);
        if index == Self::MOST {
            return Err(serde_json::Error::custom("no trigger has that many response members"));
        }
        let start = self.json.0.len();
        serde_json::to_writer(&mut self.json, value)?;
        self.members[index] = (name, start..self.json.0.len());
        self.len = self.len.max(index + 1);
        Ok(())
    }

    /// Makes room for this many bytes of values.
    pub(crate) fn reserve(&mut self, bytes: usize) {
        self.json.0.reserve(bytes);
    }

    fn members(&self) -> &[(&'static str, Range<usize>)] {
        &self.members[..self.len]
    }

    /// Whether the handler set nothing.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Writes `object` with the members laid over it; a missing or null object is made.
    fn write_over(&self, object: &str, out: &mut String) {
        let object = if object.starts_with('{') { object } else { "{}" };
        let mut replaced = 0_u32;
        let mut copied = 0;
        json::each_member(
            object,
            |key| self.members().iter().position(|(name, _)| name.as_bytes() == key),
            |index, value| {
                let old = json::range_in(object, value);
                out.push_str(&object[copied..old.start]);
                out.push_str(self.value(index));
                copied = old.end;
                replaced |= 1 << index;
                ControlFlow::Continue(())
            },
        );
        let before_brace = object[..object.len() - 1].trim_ascii_end().len();
        out.push_str(&object[copied..before_brace]);
        let mut first = before_brace == 1;
        for (index, (name, _)) in self.members().iter().enumerate() {
            if replaced & (1 << index) == 0 {
                out.push_str(if first { "\"" } else { ",\"" });
                first = false;
                out.push_str(name);
                out.push_str("\":");
                out.push_str(self.value(index));
            }
        }
        out.push_str(&object[before_brace..]);
    }

    fn value(&self, index: usize) -> &str {
        &self.json.0[self.members[index].1.clone()]
    }

    /// An upper bound of what laying over adds.
    fn room(&self) -> usize {
        const RESPONSE: usize = r#","response":{}"#.len();
        let names: usize = self.members().iter().map(|(name, _)| name.len() + r#","":"#.len()).sum();
        self.json.0.len() + names + RESPONSE
    }
}

/// JSON text that serde_json writes: its bytes are checked as they come.
#[derive(Debug, Default)]
struct Json(String);

impl io::Write for Json {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(bytes).map_err(io::Error::other)?;
        self.0.push_str(text);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Envelope<'_> {
    /// The answer for Cognito: the event byte for byte as it came, except the members of
    /// `response` in the overlay.
    pub fn answer(&self, overlay: &Overlay) -> String {
        let text = self.text();
        if overlay.is_empty() {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len() + overlay.room());
        if let Some(response) = self.member(Member::Response) {
            let range = json::range_in(text, response);
            out.push_str(&text[..range.start]);
            overlay.write_over(response, &mut out);
            out.push_str(&text[range.end..]);
        } else {
            // An object that got this far has a member, `triggerSource`.
            let last = text.trim_ascii_end().len() - 1;
            let end = text[..last].trim_ascii_end().len();
            out.push_str(&text[..end]);
            out.push_str(r#","response":"#);
            overlay.write_over("{}", &mut out);
            out.push_str(&text[end..]);
        }
        out
    }
}
