//! The event as it came: one pass over the payload finds the members, and nothing is copied.

use std::borrow::Cow;
use std::fmt;
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::json::{self, Bytes, Members};
use crate::unreadable::Unreadable;
use crate::{Source, TriggerSource};

/// An event as Cognito sent it: its JSON text, and where the members lie in it.
///
/// Every JSON object is an envelope: each member may be absent, null, or of another type than
/// Cognito's documents say.
#[derive(Clone)]
pub struct Envelope<'a> {
    text: Cow<'a, str>,
    slots: Slots,
    source: Option<Source>,
}

/// Where the members lie, as byte ranges: they stay valid when the text becomes owned.
#[derive(Clone, Copy, Default)]
struct Slots {
    top: [Slot; Member::COUNT],
    request: [Slot; RequestMember::COUNT],
}

/// Start and end; an end of 0 means absent.
type Slot = (u32, u32);

macro_rules! members {
    ($(#[$doc:meta])* $Enum:ident { $($Member:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $Enum { $($Member,)+ }

        impl $Enum {
            const COUNT: usize = [$($name),+].len();

            /// The name on the wire.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$Member => $name,)+ }
            }

            fn from_name(name: &[u8]) -> Option<Self> {
                match std::str::from_utf8(name) {
                    $(Ok($name) => Some(Self::$Member),)+
                    _ => None,
                }
            }
        }
    };
}

members! {
    /// The members of an event that are common to all triggers.
    Member {
        Version = "version",
        TriggerSource = "triggerSource",
        Region = "region",
        UserPoolId = "userPoolId",
        UserName = "userName",
        CallerContext = "callerContext",
        Request = "request",
        Response = "response",
    }
}

members! {
    /// The members of `request`, of all triggers together.
    RequestMember {
        UserAttributes = "userAttributes",
        ClientMetadata = "clientMetadata",
        ValidationData = "validationData",
        CodeParameter = "codeParameter",
        LinkParameter = "linkParameter",
        UsernameParameter = "usernameParameter",
        UserNotFound = "userNotFound",
        NewDeviceUsed = "newDeviceUsed",
        Session = "session",
        ChallengeName = "challengeName",
        PrivateChallengeParameters = "privateChallengeParameters",
        ChallengeAnswer = "challengeAnswer",
        GroupConfiguration = "groupConfiguration",
        Scopes = "scopes",
        Password = "password",
        Type = "type",
        Code = "code",
        ProviderName = "providerName",
        ProviderType = "providerType",
        Attributes = "attributes",
    }
}

impl<'a> Envelope<'a> {
    /// Reads a payload.
    ///
    /// # Errors
    ///
    /// The payload is not a JSON object. The error names the place, never the content.
    pub fn parse(payload: &'a [u8]) -> Result<Self, Unreadable> {
        let text = std::str::from_utf8(payload).map_err(Unreadable::not_utf8)?;
        Self::from_text(text)
    }

    /// Reads JSON text, borrowed or owned.
    ///
    /// # Errors
    ///
    /// The text is not a JSON object.
    pub fn from_text(text: impl Into<Cow<'a, str>>) -> Result<Self, Unreadable> {
        let text = text.into();
        if u32::try_from(text.len()).is_err() {
            return Err(Unreadable::too_large(text.len()));
        }
        let slots = find_members(&text)?;
        let mut envelope = Self { text, slots, source: None };
        envelope.source = match envelope.trigger_source() {
            Some(TriggerSource::Known(source)) => Some(source),
            _ => None,
        };
        Ok(envelope)
    }

    /// The whole event as it came.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A top-level member's JSON text.
    pub(crate) fn member(&self, member: Member) -> Option<&str> {
        self.slice(self.slots.top[member as usize])
    }

    /// The JSON text of a member of `request`.
    pub(crate) fn request(&self, member: RequestMember) -> Option<&str> {
        self.slice(self.slots.request[member as usize])
    }

    /// A top-level member as text: `None` where it is absent or null.
    pub(crate) fn member_text(&self, member: Member) -> Option<Cow<'_, str>> {
        json::text(self.member(member)?)
    }

    /// A member of `request` as text: `None` where it is absent or null.
    pub(crate) fn request_text(&self, member: RequestMember) -> Option<Cow<'_, str>> {
        json::text(self.request(member)?)
    }

    /// The source, where it is one that this version knows.
    pub fn source(&self) -> Option<Source> {
        self.source
    }

    /// What `triggerSource` says, where it is a string.
    pub fn trigger_source(&self) -> Option<TriggerSource<'_>> {
        let raw = self.member(Member::TriggerSource)?;
        raw.starts_with('"').then(|| json::text(raw).map(TriggerSource::from)).flatten()
    }

    /// Sets the source that a name such as `PreSignUp_SignUp/PreSignUp_AdminCreateUser` stands for.
    pub(crate) fn set_source(&mut self, source: Source) {
        self.source = Some(source);
    }

    /// The same with a text of its own.
    pub fn into_owned(self) -> Envelope<'static> {
        Envelope { text: Cow::Owned(self.text.into_owned()), slots: self.slots, source: self.source }
    }

    /// The text as it came, without a copy where it is owned.
    pub(crate) fn into_text(self) -> Cow<'a, str> {
        self.text
    }

    fn slice(&self, (start, end): Slot) -> Option<&str> {
        if end == 0 { None } else { Some(&self.text[start as usize..end as usize]) }
    }
}

/// The event's values are its user's: only what says where it comes from is shown.
impl fmt::Debug for Envelope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Envelope")
            .field("source", &self.source)
            .field("bytes", &self.text.len())
            .finish_non_exhaustive()
    }
}

fn find_members(text: &str) -> Result<Slots, Unreadable> {
    if !text.trim_ascii_start().starts_with('{') {
        return Err(Unreadable::not_an_object(text));
    }
    // A request that is not made of members (a number that fits no type, say) is not worth an
    // error: the event still goes back as it came.
    read(text, true).or_else(|_| read(text, false)).map_err(|e| Unreadable::not_json(&e))
}

/// Reads the top level and, if asked to, the level of `request` in the same pass.
fn read(text: &str, enter_request: bool) -> serde_json::Result<Slots> {
    let mut slots = Slots::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.deserialize_map(TopLevel { text, slots: &mut slots, enter_request })?;
    deserializer.end()?;
    Ok(slots)
}

struct TopLevel<'a, 's> {
    text: &'a str,
    slots: &'s mut Slots,
    enter_request: bool,
}

impl<'a> Visitor<'a> for TopLevel<'a, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(member) = map.next_key_seed(Bytes(Member::from_name))? {
            match member {
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
                Some(Member::Request) if self.enter_request => {
                    self.slots.request = Default::default();
                    map.next_value_seed(Request { text: self.text, slots: &mut self.slots.request })?;
                }
                Some(member) => {
                    let value: &RawValue = map.next_value()?;
                    self.slots.top[member as usize] = slot(self.text, value.get());
                }
            }
        }
        Ok(())
    }
}

/// The value of `request`: its members where it is an object, nothing where it is something else.
struct Request<'a, 's> {
    text: &'a str,
    slots: &'s mut [Slot; RequestMember::COUNT],
}

impl<'a> DeserializeSeed<'a> for Request<'a, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for Request<'a, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a request")
    }

    fn visit_map<A: MapAccess<'a>>(self, map: A) -> Result<(), A::Error> {
        let got = |member: RequestMember, value: &str| {
            self.slots[member as usize] = slot(self.text, value);
            ControlFlow::Continue(())
        };
        Members { want: RequestMember::from_name, got }.visit_map(map)
    }

    fn visit_seq<A: SeqAccess<'a>>(self, seq: A) -> Result<(), A::Error> {
        IgnoredAny.visit_seq(seq).map(|_| ())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

fn slot(text: &str, value: &str) -> Slot {
    let range = json::range_in(text, value);
    #[allow(clippy::cast_possible_truncation, reason = "`from_text` refuses longer texts")]
    (range.start as u32, range.end as u32)
}
