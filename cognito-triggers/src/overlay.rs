//! The answer: the event's own text, with members of `response` laid over it.

use std::ops::{ControlFlow, Range};

use serde::Serialize;

use crate::envelope::{Envelope, Member};
use crate::json;

/// The response members that a handler set, as JSON.
///
/// Only these reach the answer; everything else in the event goes back byte for byte.
#[derive(Debug, Default)]
pub struct Overlay {
    json: String,
    members: Vec<(&'static str, Range<usize>)>,
}

impl Overlay {
    /// Sets a member of `response`, named as on the wire. A later value for a name replaces an
    /// earlier one.
    ///
    /// # Errors
    ///
    /// The value's own `Serialize` fails, or it has map keys that are not strings.
    pub fn set(
        &mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), serde_json::Error> {
        let start = self.json.len();
        let mut bytes = std::mem::take(&mut self.json).into_bytes();
        serde_json::to_writer(&mut bytes, value)?;
        self.json = String::from_utf8(bytes).unwrap_or_default();
        self.members.retain(|(existing, _)| *existing != name);
        self.members.push((name, start..self.json.len()));
        Ok(())
    }

    /// Whether the handler set nothing.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Writes `object` with the members laid over it; a missing or null object is made.
    fn write_over(&self, object: &str, out: &mut String) {
        let object = if object.starts_with('{') { object } else { "{}" };
        let mut replaced = 0_u32;
        let mut copied = 0;
        json::each_member(
            object,
            |key| self.members.iter().position(|(name, _)| name.as_bytes() == key),
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
        for (index, (name, _)) in self.members.iter().enumerate() {
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
        &self.json[self.members[index].1.clone()]
    }

    /// An upper bound of what laying over adds.
    fn room(&self) -> usize {
        const RESPONSE: usize = r#","response":{}"#.len();
        let names: usize = self.members.iter().map(|(name, _)| name.len() + r#","":"#.len()).sum();
        self.json.len() + names + RESPONSE
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
