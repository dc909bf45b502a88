//! User attributes, client metadata and validation data: maps of text, read in place.

mod parse;
mod standard;

use std::borrow::Cow;
use std::fmt;
use std::ops::ControlFlow;

use serde::Deserialize;

pub use parse::AttributeError;
pub use standard::{Identity, UserAttributes, UserStatus};

use crate::wire::envelope::{Envelope, RequestMember};
use crate::wire::json;

/// A view over a JSON object of names and text values, such as the user's attributes.
///
/// Nothing is parsed or copied until you ask for it. Cognito sends strings, but its documents and
/// emulators also show booleans, numbers and nulls, so a scalar reads as its spelling and null as
/// absent. `Debug` shows the names, never the values.
///
/// ```
/// use cognito_triggers::custom_message::{Event, SignUp};
///
/// let event = Event::<SignUp>::sample().with_user_attribute("custom:plan", "gold");
/// let attributes = event.user_attributes();
/// assert_eq!(attributes.get("custom:plan").as_deref(), Some("gold"));
/// assert_eq!(attributes.get("nickname"), None);
/// ```
#[derive(Clone, Copy)]
pub struct Attributes<'e>(Held<'e>);

#[derive(Clone, Copy)]
enum Held<'e> {
    Object(&'e str),
    /// The user attributes of an event, which knows their positions.
    OfUser(&'e Envelope<'e>),
}

impl<'e> Attributes<'e> {
    pub(crate) fn new(object: Option<&'e str>) -> Self {
        Self(Held::Object(object.unwrap_or("{}")))
    }

    pub(crate) fn of_user(envelope: &'e Envelope<'e>) -> Self {
        Self(Held::OfUser(envelope))
    }

    /// Returns the value of a name, or `None` if it is absent or null.
    pub fn get(&self, name: &str) -> Option<Cow<'e, str>> {
        json::text(match self.0 {
            Held::OfUser(envelope) => envelope.user_attribute(name)?,
            Held::Object(object) => json::member(object, name)?,
        })
    }

    /// Returns whether the name has a value.
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Iterates over the names and values, in the order of the event, without those that are null.
    pub fn iter(&self) -> impl Iterator<Item = (Cow<'e, str>, Cow<'e, str>)> + use<'e> {
        self.members().into_iter().filter_map(|(name, raw)| Some((name, json::text(raw)?)))
    }

    /// Reads the attributes into a type with serde. `#[serde(rename = "custom:plan")]` names an
    /// attribute.
    ///
    /// Values are text on the wire. Numbers and booleans are therefore read from text, an `Option`
    /// is `None` if the attribute is absent or null, and lists, maps and structs are read from JSON
    /// text.
    ///
    /// ```
    /// use cognito_triggers::pre_sign_up::{Event, SignUp};
    /// use serde::Deserialize;
    ///
    /// #[derive(Deserialize)]
    /// struct Mine<'e> {
    ///     email: &'e str,
    ///     #[serde(rename = "custom:seats")]
    ///     seats: u32,
    ///     nickname: Option<String>,
    /// }
    ///
    /// let event = Event::<SignUp>::sample().with_user_attribute("custom:seats", "12");
    /// let mine: Mine = event.user_attributes().parse()?;
    /// assert_eq!((mine.email, mine.seats, mine.nickname), ("ines.moreau@example.org", 12, None));
    ///
    /// let event = event.with_user_attribute("custom:seats", "many");
    /// let error = event.user_attributes().parse::<Mine>().err().unwrap();
    /// assert_eq!(error.to_string(), "the attribute `custom:seats` is not u32");
    /// # Ok::<(), cognito_triggers::AttributeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Fails if an attribute is missing or is not what the type expects. The error names the
    /// attribute, never its value.
    pub fn parse<T: Deserialize<'e>>(&self) -> Result<T, AttributeError> {
        T::deserialize(parse::Fields::new(self.members()))
    }

    fn members(&self) -> Vec<(Cow<'e, str>, &'e str)> {
        let object = self.raw();
        let mut members = Vec::new();
        json::each_member(object, &|_| true, &mut |name, raw| {
            members.push((name, raw));
            ControlFlow::Continue(())
        });
        members
    }

    /// Returns whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Returns the JSON text.
    pub fn raw(&self) -> &'e str {
        match self.0 {
            Held::OfUser(envelope) => envelope.request(RequestMember::UserAttributes).unwrap_or("{}"),
            Held::Object(object) => object,
        }
    }
}

impl fmt::Debug for Attributes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|(name, _)| name)).finish()
    }
}
