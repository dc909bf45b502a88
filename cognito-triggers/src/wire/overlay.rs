//! The answer: the event's own text with new members of `response` laid over it.

use std::fmt;
use std::ops::Range;

use serde::Serialize;
use serde::ser::Error as _;

use crate::wire::envelope::{Envelope, Member};
use crate::wire::{json, members};

/// The response members that a handler set, as JSON.
///
/// Only these reach the answer; everything else in the event goes back byte for byte.
#[derive(Default)]
pub struct Overlay {
    json: String,
    members: [(&'static str, Range<usize>); Overlay::MOST],
    len: usize,
}

impl Overlay {
    /// Sets nothing yet.
    #[doc(hidden)]
    pub const fn new() -> Self {
        const NOWHERE: (&str, Range<usize>) = ("", 0..0);
        Self { json: String::new(), members: [NOWHERE; Self::MOST], len: 0 }
    }

    /// The largest number of members that a trigger's `response` has: those of user migration.
    const MOST: usize = 6;

    /// Sets a member of `response`, by its name on the wire. A later value for the same name
    /// replaces an earlier one.
    ///
    /// # Errors
    ///
    /// Fails if the value's own `Serialize` fails, if it has map keys that are not strings, or if
    /// there are more members than any trigger has.
    #[doc(hidden)]
    pub fn set(
        &mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), serde_json::Error> {
        let start = self.json.len();
        let mut json = std::mem::take(&mut self.json).into_bytes();
        // As `serde_json::to_string` begins.
        json.reserve(if start == 0 { 128 } else { 0 });
        let written = serde_json::to_writer(&mut json, value);
        if written.is_err() {
            json.truncate(start);
        }
        self.json = String::from_utf8(json).map_err(serde_json::Error::custom)?;
        written?;
        self.place(name, start)
    }

    /// Makes what was written from `start` on the value of a member.
    fn place(&mut self, name: &'static str, start: usize) -> Result<(), serde_json::Error> {
        let index = self.index(name.as_bytes()).unwrap_or(self.len);
        let Some(member) = self.members.get_mut(index) else {
            return Err(serde_json::Error::custom("no trigger has that many response members"));
        };
        *member = (name, start..self.json.len());
        self.len = self.len.max(index + 1);
        Ok(())
    }

    /// Sets a member to a string.
    ///
    /// # Errors
    ///
    /// Fails if there are more members than any trigger has.
    pub(crate) fn set_text(&mut self, name: &'static str, text: &str) -> Result<(), serde_json::Error> {
        let start = self.json.len();
        json::write_text(text, &mut self.json);
        self.place(name, start)
    }

    /// Reserves room for this many bytes of values.
    pub(crate) fn reserve(&mut self, bytes: usize) {
        self.json.reserve(bytes);
    }

    fn members(&self) -> &[(&'static str, Range<usize>)] {
        &self.members[..self.len]
    }

    /// Returns whether the handler set nothing.
    #[doc(hidden)]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Writes `object` with the members laid over it. A missing or null object is written as a new
    /// one.
    fn write_over(&self, object: &str, envelope: Option<&Envelope<'_>>, out: &mut String) {
        let object = if object.starts_with('{') { object } else { "{}" };
        let mut over = Over { overlay: self, object, out, replaced: 0, copied: 0 };
        if let Some(members) = envelope.and_then(Envelope::response_members) {
            members.for_each(|(name, value)| over.member(name.as_bytes(), value));
        } else {
            members::each(object, &|name| self.index(name).is_some(), &mut |name, value| {
                over.member(name.as_bytes(), value);
            });
        }
        over.finish();
    }

    fn index(&self, name: &[u8]) -> Option<usize> {
        self.members().iter().position(|(ours, _)| ours.as_bytes() == name)
    }

    fn value(&self, index: usize) -> &str {
        &self.json[self.members[index].1.clone()]
    }

    /// Returns an upper bound of the bytes that the members add.
    fn room(&self) -> usize {
        const RESPONSE: usize = r#","response":{}"#.len();
        let names: usize = self.members().iter().map(|(name, _)| name.len() + r#","":"#.len()).sum();
        self.json.len() + names + RESPONSE
    }
}

/// Shows only the names, since the values may be secrets, such as a challenge's answer.
impl fmt::Debug for Overlay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.members().iter().map(|(name, _)| name)).finish()
    }
}

/// An object being written, with an overlay's members in place of its own.
struct Over<'a, 'o> {
    overlay: &'a Overlay,
    object: &'a str,
    out: &'o mut String,
    replaced: u32,
    copied: usize,
}

impl Over<'_, '_> {
    /// Visits the next member of the object, and replaces it if the overlay sets it.
    fn member(&mut self, name: &[u8], value: &str) {
        if let Some(index) = self.overlay.index(name) {
            let old = json::range_in(self.object, value);
            self.out.push_str(&self.object[self.copied..old.start]);
            self.out.push_str(self.overlay.value(index));
            self.copied = old.end;
            self.replaced |= 1 << index;
        }
    }

    /// Adds the members that the object lacks, and closes it.
    fn finish(self) {
        let Self { overlay, object, out, replaced, copied } = self;
        let before_brace = object[..object.len() - 1].trim_ascii_end().len();
        out.push_str(&object[copied..before_brace]);
        let mut first = before_brace == 1;
        for (index, (name, _)) in overlay.members().iter().enumerate() {
            if replaced & (1 << index) == 0 {
                out.push_str(if first { "\"" } else { ",\"" });
                first = false;
                out.push_str(name);
                out.push_str("\":");
                out.push_str(overlay.value(index));
            }
        }
        out.push_str(&object[before_brace..]);
    }
}

impl Envelope<'_> {
    /// Returns the answer for Cognito: the event byte for byte as it arrived, except for the
    /// members of `response` that the overlay sets.
    pub fn answer(&self, overlay: &Overlay) -> String {
        let text = self.text();
        if overlay.is_empty() {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len() + overlay.room());
        if let Some(response) = self.member(Member::Response) {
            let range = json::range_in(text, response);
            out.push_str(&text[..range.start]);
            overlay.write_over(response, Some(self), &mut out);
            out.push_str(&text[range.end..]);
        } else {
            let last = text.trim_ascii_end().len() - 1;
            let end = text[..last].trim_ascii_end().len();
            out.push_str(&text[..end]);
            out.push_str(if text[..end].ends_with('{') { r#""response":"# } else { r#","response":"# });
            overlay.write_over("{}", None, &mut out);
            out.push_str(&text[end..]);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(event: &str, members: &[(&'static str, u8)]) -> String {
        let mut overlay = Overlay::default();
        for (name, value) in members {
            overlay.set(name, value).unwrap();
        }
        Envelope::from_text(event).unwrap().answer(&overlay)
    }

    #[test]
    fn members_take_the_place_of_those_that_are_there() {
        let event = r#"{"a":1, "response": {"x": null , "y":[2]}, "z":3}"#;
        assert_eq!(answer(event, &[("y", 7)]), r#"{"a":1, "response": {"x": null , "y":7}, "z":3}"#);
        assert_eq!(answer(event, &[("n", 7)]), r#"{"a":1, "response": {"x": null , "y":[2],"n":7}, "z":3}"#);
        assert_eq!(answer(event, &[]), event);
    }

    #[test]
    fn each_of_several_members_is_replaced_wherever_it_stands() {
        for (event, expected) in [
            (r#"{"response":{"x":1,"y":2}}"#, r#"{"response":{"x":7,"y":8}}"#),
            (r#"{"response":{"y":1,"x":2}}"#, r#"{"response":{"y":8,"x":7}}"#),
            (r#"{"response":{"x":1,"z":2}}"#, r#"{"response":{"x":7,"z":2,"y":8}}"#),
            (r#"{"response":{"y":1,"y":2}}"#, r#"{"response":{"y":8,"y":8,"x":7}}"#),
        ] {
            assert_eq!(answer(event, &[("x", 7), ("y", 8)]), expected);
        }
    }

    #[test]
    fn a_response_is_made_where_there_is_none() {
        for (event, expected) in [
            (r#"{"a":1}"#, r#"{"a":1,"response":{"n":7}}"#),
            (r#"{"a":1 } "#, r#"{"a":1,"response":{"n":7} } "#),
            ("{}", r#"{"response":{"n":7}}"#),
            (" { } ", r#" {"response":{"n":7} } "#),
            (r#"{"response":null}"#, r#"{"response":{"n":7}}"#),
            (r#"{"response":{}}"#, r#"{"response":{"n":7}}"#),
            (r#"{"response":{ }}"#, r#"{"response":{"n":7 }}"#),
        ] {
            assert_eq!(answer(event, &[("n", 7)]), expected);
        }
    }

    #[test]
    fn a_later_value_replaces_an_earlier_one() {
        assert_eq!(
            answer(r#"{"response":{}}"#, &[("n", 7), ("m", 1), ("n", 8)]),
            r#"{"response":{"n":8,"m":1}}"#
        );
    }

    #[test]
    fn no_trigger_has_more_than_six_members() {
        let mut overlay = Overlay::default();
        for name in ["a", "b", "c", "d", "e", "f"] {
            overlay.set(name, &1).unwrap();
        }
        assert!(overlay.set("a", &2).is_ok());
        let error = overlay.set("g", &1).unwrap_err();
        assert_eq!(error.to_string(), "no trigger has that many response members");
    }

    #[test]
    fn a_value_that_is_no_json_is_an_error_and_sets_nothing() {
        let mut overlay = Overlay::default();
        let keys = std::collections::BTreeMap::from([((1, 2), 3)]);
        assert!(overlay.set("n", &keys).is_err());
        assert!(overlay.is_empty());
    }

    #[test]
    fn debug_shows_names_alone() {
        let mut overlay = Overlay::default();
        overlay.set_text("answer", "490215").unwrap();
        assert_eq!(format!("{overlay:?}"), r#"{"answer"}"#);
    }
}
