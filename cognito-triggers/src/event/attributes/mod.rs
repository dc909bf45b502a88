//! User attributes, client metadata and validation data: maps of text, read in place.

mod error;
mod list;
mod parse;
mod standard;

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;

pub use error::AttributeError;
pub use standard::{Identity, UserAttributes, UserStatus};

use crate::wire::envelope::{Envelope, RequestMember};
use crate::wire::secret::Secret;
use crate::wire::{json, members};

/// A view over a JSON object of names and text values, such as the client metadata.
///
/// # Absent, null and empty
///
/// One rule holds for every method here and in [`UserAttributes`]: **a value that is absent, null or
/// an empty string is absent.** Cognito sends empty strings for aliases that a federated user does
/// not have. If you need the difference, [`raw`](Self::raw) has the JSON text.
///
/// # Values
///
/// Cognito sends strings, but its documents and emulators also show booleans and numbers, so any
/// scalar reads as its spelling. Nothing is parsed or copied until you ask for it. `Debug` shows the
/// names, never the values.
///
/// ```
/// use cognito_triggers::custom_message::{Event, SignUp};
///
/// let event = Event::<SignUp>::sample().with_client_metadata("campaign", "spring");
/// let metadata = event.client_metadata();
/// assert_eq!(metadata.get("campaign"), Some("spring"));
/// assert_eq!(metadata.get("language").unwrap_or("en"), "en");
/// ```
#[derive(Clone, Copy)]
pub struct Attributes<'e> {
    /// Keeps the texts that have to be decoded.
    envelope: &'e Envelope<'e>,
    held: Held<'e>,
}

/// The number of attributes that most objects do not exceed.
const USUAL: usize = 16;

#[derive(Clone, Copy)]
enum Held<'e> {
    Object(&'e str),
    /// The user attributes of the event, which knows their positions.
    OfUser,
}

impl<'e> Attributes<'e> {
    /// Makes a view over an object in the event's text.
    pub(crate) fn new(envelope: &'e Envelope<'e>, object: Option<&'e str>) -> Self {
        Self { envelope, held: Held::Object(object.unwrap_or("{}")) }
    }

    pub(crate) fn of_request(envelope: &'e Envelope<'e>, member: RequestMember) -> Self {
        Self::new(envelope, envelope.request(member))
    }

    pub(crate) fn of_user(envelope: &'e Envelope<'e>) -> Self {
        Self { envelope, held: Held::OfUser }
    }

    /// Returns the value of a name.
    pub fn get(&self, name: &str) -> Option<&'e str> {
        self.text(self.value(name)?)
    }

    /// Returns whether the name has a value.
    pub fn contains(&self, name: &str) -> bool {
        self.value(name).and_then(json::text).is_some_and(|text| !text.is_empty())
    }

    /// Returns the values of a list, or none if the name has no value.
    ///
    /// Identity providers with several values for an attribute arrive as one text: `[Ops Team,
    /// Plant]` from SAML and OIDC providers, `Ops Team` if there is one value, or a JSON array such
    /// as `["Ops Team", "Plant"]`. All three are read. In the first form, a comma inside of a value
    /// cannot be told from the comma between two.
    ///
    /// ```
    /// use cognito_triggers::pre_authentication::{Authentication, Event};
    ///
    /// let event = Event::<Authentication>::sample();
    /// let event = event.with_user_attribute("custom:groups", "[Ops Team, Plant]");
    /// assert_eq!(event.user_attributes().list("custom:groups"), ["Ops Team", "Plant"]);
    /// ```
    pub fn list(&self, name: &str) -> Vec<&'e str> {
        self.get(name).map(|text| list::values(self.envelope, text)).unwrap_or_default()
    }

    /// Iterates over the names and values, in the order of the event.
    pub fn iter(&self) -> std::vec::IntoIter<(&'e str, &'e str)> {
        let mut pairs = Vec::with_capacity(USUAL);
        members::each(self.raw(), &|_| true, &mut |name, raw| {
            if let Some(text) = self.text(raw) {
                pairs.push((self.envelope.keep(name), text));
            }
        });
        pairs.into_iter()
    }

    /// Reads the attributes into a type with serde. `#[serde(rename = "custom:plan")]` names an
    /// attribute.
    ///
    /// Values are text on the wire, so each is read from text into the type of its field: numbers
    /// and booleans from their spelling, lists as [`list`](Self::list) reads them, maps and structs
    /// from JSON. A field whose attribute is absent, null or empty is missing: it needs to be an
    /// `Option`, or to have a `#[serde(default)]`.
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
    ///     #[serde(rename = "custom:groups", default)]
    ///     groups: Vec<&'e str>,
    ///     nickname: Option<String>,
    /// }
    ///
    /// let event = Event::<SignUp>::sample()
    ///     .with_user_attribute("custom:seats", "12")
    ///     .with_user_attribute("custom:groups", "[Ops Team, Plant]");
    /// let mine: Mine = event.user_attributes().parse()?;
    /// assert_eq!((mine.email, mine.seats, mine.nickname), ("ines.moreau@example.org", 12, None));
    /// assert_eq!(mine.groups, ["Ops Team", "Plant"]);
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
        let members = self.members().into_iter();
        let values = members
            .filter_map(|(name, raw)| Some((self.envelope.keep(name), raw, self.text(raw)?)))
            .collect();
        T::deserialize(parse::Fields::new(self.envelope, values))
    }

    /// Returns whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.names().next().is_none()
    }

    /// Returns the JSON text.
    pub fn raw(&self) -> &'e str {
        match self.held {
            Held::OfUser => self.envelope.request(RequestMember::UserAttributes).unwrap_or("{}"),
            Held::Object(object) => object,
        }
    }

    /// Iterates over the names that have a value. Unlike [`iter`](Self::iter), it does not keep
    /// values, which may be secrets.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'e str> + use<'e> {
        let envelope = self.envelope;
        self.members().into_iter().filter_map(move |(name, raw)| {
            json::text(raw).filter(|text| !text.is_empty()).map(|_| envelope.keep(name))
        })
    }

    /// Returns the value of a name as a secret, which is not kept with the event.
    pub(crate) fn secret(&self, name: &str) -> Option<Secret<'e>> {
        Secret::new(json::text(self.value(name)?)?)
    }

    /// Returns the value of a name as JSON text.
    fn value(&self, name: &str) -> Option<&'e str> {
        match self.held {
            Held::OfUser => self.envelope.user_attribute(name),
            Held::Object(object) => members::member(object, name),
        }
    }

    fn text(&self, raw: &'e str) -> Option<&'e str> {
        self.envelope.text_of(raw).filter(|text| !text.is_empty())
    }

    fn members(&self) -> Vec<(Cow<'e, str>, &'e str)> {
        let mut members = Vec::new();
        members::each(self.raw(), &|_| true, &mut |name, raw| members.push((name, raw)));
        members
    }
}

impl<'e> IntoIterator for Attributes<'e> {
    type Item = (&'e str, &'e str);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'e> IntoIterator for &Attributes<'e> {
    type Item = (&'e str, &'e str);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for Attributes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}
