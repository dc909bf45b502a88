//! The claims that a handler sets and suppresses in one token.

use std::fmt;

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

use super::names::ClaimName;
use super::none;

/// Claims to add or override, and claims to suppress.
///
/// A value that cannot be a claim is remembered, and reported when the answer is written, so that a
/// token can be built in one expression.
#[derive(Clone, Default)]
pub(super) struct Claims {
    set: Vec<(ClaimName, Box<RawValue>)>,
    suppressed: Vec<ClaimName>,
    mistake: Option<String>,
}

/// The kinds of values that a claim takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// A string, a number or a boolean.
    Plain,
    /// Any value, arrays and objects included.
    Any,
}

impl Claims {
    pub(super) fn set(&mut self, name: ClaimName, value: &impl Serialize, takes: Takes) {
        let json = match to_raw_value(value) {
            Ok(json) => json,
            Err(error) => return self.refuse(format!("the claim `{}` is not JSON: {error}", name.as_str())),
        };
        match json.get().as_bytes().first() {
            Some(b'n') if is_none(value) => return,
            Some(b'n') => {
                let name = name.as_str();
                return self.refuse(format!(
                    "the claim `{name}` was set to null or to a number that is not finite, which no token carries: to leave it as it is, set it to `None`"
                ));
            }
            Some(b'{' | b'[') if takes == Takes::Plain => {
                return self.refuse(format!(
                    "the ID token's claim `{}` takes a string, a number or a boolean, but was set to an array or an object",
                    name.as_str()
                ));
            }
            _ => {}
        }
        match self.set.iter_mut().find(|(earlier, _)| *earlier == name) {
            Some((_, earlier)) => *earlier = json,
            None => self.set.push((name, json)),
        }
    }

    pub(super) fn suppress(&mut self, name: ClaimName) {
        if !self.suppressed.contains(&name) {
            self.suppressed.push(name);
        }
    }

    pub(super) fn refuse(&mut self, mistake: String) {
        self.mistake.get_or_insert(mistake);
    }

    /// Returns what is wrong with the values, if anything is.
    pub(super) fn mistake(&self) -> Option<&str> {
        self.mistake.as_deref()
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.set.iter().find(|(set, _)| set.as_str() == name).map(|(_, value)| value.get())
    }

    pub(super) fn suppresses(&self, name: &str) -> bool {
        self.suppressed.iter().any(|suppressed| suppressed.as_str() == name)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.set.is_empty() && self.suppressed.is_empty() && self.mistake.is_none()
    }

    /// Writes the members that are not empty.
    pub(super) fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        if !self.set.is_empty() {
            map.serialize_entry("claimsToAddOrOverride", &Added(&self.set))?;
        }
        if !self.suppressed.is_empty() {
            map.serialize_entry("claimsToSuppress", &Names(&self.suppressed, ClaimName::as_str))?;
        }
        Ok(())
    }
}

/// Returns whether a value is `None`, which JSON cannot tell from other nulls.
fn is_none(value: &impl Serialize) -> bool {
    value.serialize(none::IsNone).is_ok()
}

struct Added<'t>(&'t [(ClaimName, Box<RawValue>)]);

impl Serialize for Added<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name.as_str(), value)))
    }
}

/// Names that serialize as an array of strings.
pub(super) struct Names<'t, N>(pub(super) &'t [N], pub(super) fn(&N) -> &str);

impl<N> Serialize for Names<'_, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut names = serializer.serialize_seq(Some(self.0.len()))?;
        for name in self.0 {
            names.serialize_element(self.1(name))?;
        }
        names.end()
    }
}

impl PartialEq for Claims {
    fn eq(&self, other: &Self) -> bool {
        self.set.len() == other.set.len()
            && self.set.iter().all(|(name, value)| other.get(name.as_str()) == Some(value.get()))
            && self.suppressed == other.suppressed
            && self.mistake == other.mistake
    }
}

/// Shows the names alone, since the values are the user's.
impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let set: Vec<&str> = self.set.iter().map(|(name, _)| name.as_str()).collect();
        let suppressed: Vec<&str> = self.suppressed.iter().map(ClaimName::as_str).collect();
        f.debug_struct("Claims").field("set", &set).field("suppressed", &suppressed).finish_non_exhaustive()
    }
}
