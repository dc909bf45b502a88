//! The one pass that nearly every event takes: where its members lie, with as little reading as
//! serde_json allows.
//!
//! What is rare (a known name with an escape in it, half of a surrogate pair, a number that fits no
//! type, nesting of more than 128 levels) ends it with an error, and the event is read the long way.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::json::Bytes;

use super::{Member, RequestMember, Slot, Slots, UNREAD, slot};

pub(super) fn skim(text: &str) -> serde_json::Result<Slots> {
    let mut slots = Slots::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.deserialize_map(Skim(TopLevel { text, slots: &mut slots }))?;
    deserializer.end()?;
    Ok(slots)
}

/// What to do with the members of an object.
trait Walk<'a> {
    fn walk<A: MapAccess<'a>>(self, map: A) -> Result<(), A::Error>;
}

struct TopLevel<'a, 's> {
    text: &'a str,
    slots: &'s mut Slots,
}

impl<'a> Walk<'a> for TopLevel<'a, '_> {
    fn walk<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some((member, end)) =
            map.next_key_seed(Name { text: self.text, known: Member::from_name })?
        {
            match member {
                None => map.next_value_seed(Skim(Skip))?.done(),
                Some(Member::Request) => {
                    // Of a member that repeats, the last counts.
                    (self.slots.request, self.slots.attributes) = Default::default();
                    map.next_value_seed(Skim(Request { text: self.text, slots: self.slots }))?.done();
                }
                Some(Member::Response) => {
                    // The answer replaces this one, so its exact range is needed.
                    let value: &RawValue = map.next_value()?;
                    self.slots.top[Member::Response as usize] = slot(self.text, value.get());
                }
                Some(member) => {
                    self.slots.top[member as usize] = map.next_value_seed(Skim(Skip))?.slot(self.text, end);
                }
            }
        }
        Ok(())
    }
}

struct Request<'a, 's> {
    text: &'a str,
    slots: &'s mut Slots,
}

impl<'a> Walk<'a> for Request<'a, '_> {
    fn walk<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some((member, end)) =
            map.next_key_seed(Name { text: self.text, known: RequestMember::from_name })?
        {
            match member {
                None => map.next_value_seed(Skim(Skip))?.done(),
                Some(RequestMember::UserAttributes) => {
                    let mut index = Vec::with_capacity(16);
                    let value = map.next_value_seed(Skim(Index { text: self.text, index: &mut index }))?;
                    self.slots.request[RequestMember::UserAttributes as usize] = value.slot(self.text, end);
                    self.slots.attributes = Some(index);
                }
                Some(member) => {
                    self.slots.request[member as usize] =
                        map.next_value_seed(Skim(Skip))?.slot(self.text, end);
                }
            }
        }
        Ok(())
    }
}

/// The names and values of the user attributes.
struct Index<'a, 's> {
    text: &'a str,
    index: &'s mut Vec<(Slot, Slot)>,
}

impl<'a> Walk<'a> for Index<'a, '_> {
    fn walk<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<&'a str>()? {
            let name = slot(self.text, name);
            let value = map.next_value_seed(Skim(Skip))?.slot(self.text, name.1);
            self.index.push((name, value));
        }
        Ok(())
    }
}

/// Passes over the members.
struct Skip;

impl<'a> Walk<'a> for Skip {
    fn walk<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_key_seed(Bytes(|_: &[u8]| ()))?.is_some() {
            map.next_value_seed(Skim(Skip))?.done();
        }
        Ok(())
    }
}

/// A member's name: which one it is, and where it ends.
struct Name<'a, F> {
    text: &'a str,
    known: F,
}

impl<'a, T, F: Fn(&[u8]) -> Option<T>> DeserializeSeed<'a> for Name<'a, F> {
    type Value = (Option<T>, u32);

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_bytes(self)
    }
}

impl<'a, T, F: Fn(&[u8]) -> Option<T>> Visitor<'a> for Name<'a, F> {
    type Value = (Option<T>, u32);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_bytes<E: Error>(self, name: &'a [u8]) -> Result<Self::Value, E> {
        let end = name.as_ptr().addr() - self.text.as_ptr().addr() + name.len();
        #[allow(clippy::cast_possible_truncation, reason = "`from_text` refuses longer texts")]
        Ok(((self.known)(name), end as u32))
    }

    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<Self::Value, E> {
        match (self.known)(name) {
            None => Ok((None, 0)),
            Some(_) => Err(E::custom("a known name with an escape in it")),
        }
    }
}

/// What is known of a value that was passed over.
enum Skimmed<'a> {
    /// A string that stands in the text as it is.
    Plain(&'a str),
    Null,
    Other,
}

impl Skimmed<'_> {
    fn slot(self, text: &str, name_end: u32) -> Slot {
        match self {
            Self::Plain(content) => {
                let (start, end) = slot(text, content);
                (start - 1, end + 1)
            }
            // A member that is null reads as one that is absent.
            Self::Null => Slot::default(),
            Self::Other => {
                // Behind the name stand its quote, white space, a colon and white space.
                let behind = &text[name_end as usize + 1..];
                let value = behind.trim_ascii_start().get(1..).unwrap_or_default().trim_ascii_start();
                (slot(text, value).0, UNREAD)
            }
        }
    }

    fn done(self) {}
}

/// Goes into an object, and passes over what is something else.
struct Skim<W>(W);

impl<'a, W: Walk<'a>> DeserializeSeed<'a> for Skim<W> {
    type Value = Skimmed<'a>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Skimmed<'a>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'a, W: Walk<'a>> Visitor<'a> for Skim<W> {
    type Value = Skimmed<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_borrowed_str<E>(self, content: &'a str) -> Result<Skimmed<'a>, E> {
        Ok(Skimmed::Plain(content))
    }

    fn visit_str<E>(self, _: &str) -> Result<Skimmed<'a>, E> {
        Ok(Skimmed::Other)
    }

    fn visit_map<A: MapAccess<'a>>(self, map: A) -> Result<Skimmed<'a>, A::Error> {
        self.0.walk(map).map(|()| Skimmed::Other)
    }

    fn visit_seq<A: SeqAccess<'a>>(self, seq: A) -> Result<Skimmed<'a>, A::Error> {
        IgnoredAny.visit_seq(seq).map(|_| Skimmed::Other)
    }

    fn visit_unit<E>(self) -> Result<Skimmed<'a>, E> {
        Ok(Skimmed::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Skimmed<'a>, E> {
        Ok(Skimmed::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Skimmed<'a>, E> {
        Ok(Skimmed::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Skimmed<'a>, E> {
        Ok(Skimmed::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Skimmed<'a>, E> {
        Ok(Skimmed::Other)
    }
}
