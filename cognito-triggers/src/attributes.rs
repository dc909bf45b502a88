//! User attributes, client metadata and validation data: maps of text, read in place.

use std::borrow::Cow;
use std::fmt;
use std::ops::ControlFlow;

use crate::envelope::{Envelope, RequestMember};
use crate::json;

/// A view over a JSON object of names and text values, such as the user's attributes.
///
/// Nothing is parsed or copied before it is asked for. Cognito sends strings; its documents and
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
    /// The user attributes of an event, which knows where they lie.
    OfUser(&'e Envelope<'e>),
}

impl<'e> Attributes<'e> {
    pub(crate) fn new(object: Option<&'e str>) -> Self {
        Self(Held::Object(object.unwrap_or("{}")))
    }

    pub(crate) fn of_user(envelope: &'e Envelope<'e>) -> Self {
        Self(Held::OfUser(envelope))
    }

    /// The value of a name: `None` where it is absent or null.
    pub fn get(&self, name: &str) -> Option<Cow<'e, str>> {
        json::text(match self.0 {
            Held::OfUser(envelope) => envelope.user_attribute(name)?,
            Held::Object(object) => json::member(object, name)?,
        })
    }

    /// Whether the name has a value.
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The names and values, in the order of the event, without the null ones.
    pub fn iter(&self) -> impl Iterator<Item = (Cow<'e, str>, Cow<'e, str>)> + use<'e> {
        let mut all = Vec::new();
        json::each_member(
            self.raw(),
            |key| Some(String::from_utf8_lossy(key).into_owned()),
            |key, raw| {
                all.extend(json::text(raw).map(|value| (Cow::Owned(key), value)));
                ControlFlow::Continue(())
            },
        );
        all.into_iter()
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// The JSON text.
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
