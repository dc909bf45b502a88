//! The event as it arrived: one pass over the payload finds its members and copies nothing.

mod skim;

use std::borrow::Cow;
use std::fmt;

use serde_json::value::RawValue;

use crate::spec::source::{Source, TriggerSource};
use crate::spec::version::LambdaVersion;
use crate::wire::json;
use crate::wire::kept::Kept;
use crate::wire::members;
use crate::wire::secret::Secret;
use crate::wire::unreadable::Unreadable;

/// An event as Cognito sent it: its JSON text and the positions of the members in it.
///
/// Every JSON object is accepted as an envelope: each member may be absent, null, or of a type that
/// differs from Cognito's documentation.
#[derive(Clone)]
pub struct Envelope<'a> {
    text: Cow<'a, str>,
    slots: Slots,
    source: Option<Source>,
    kept: Kept,
}

/// The positions of the members as byte ranges, which stay valid when the text becomes owned.
#[derive(Clone, Default)]
struct Slots {
    top: [Slot; Member::COUNT],
    request: [Slot; RequestMember::COUNT],
    /// Names (without their quotes) and values of the members to which `attributes` and `response`
    /// refer.
    index: Vec<(Slot, Slot)>,
    /// The user attributes, which most handlers look up.
    attributes: Indexed,
    /// The members of `response`, which the answer replaces.
    response: Indexed,
}

/// The part of the index that belongs to an object. `None` where a name cannot be read without
/// decoding it; a look-up then parses the object.
type Indexed = Option<(usize, usize)>;

/// The start and end of a byte range. An end of 0 means that the member is absent.
type Slot = (u32, u32);

macro_rules! members {
    ($(#[$doc:meta])* $Enum:ident { $($Member:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $Enum { $($Member,)+ }

        impl $Enum {
            const COUNT: usize = [$($name),+].len();

            /// Returns the name on the wire.
            #[allow(dead_code, reason = "only one of the two enums uses it")]
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$Member => $name,)+ }
            }

            fn from_name(name: &[u8]) -> Option<Self> {
                $(if name == $name.as_bytes() {
                    return Some(Self::$Member);
                })+
                None
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
    /// The members of `request`, for all triggers together.
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
    /// Fails if the payload is not a JSON object. The error states the position, never the content.
    pub fn parse(payload: &'a [u8]) -> Result<Self, Unreadable> {
        let text = std::str::from_utf8(payload).map_err(|e| Unreadable::not_utf8(payload, e))?;
        Self::from_text(text)
    }

    /// Reads JSON text, borrowed or owned.
    ///
    /// # Errors
    ///
    /// Fails if the text is not a JSON object.
    pub fn from_text(text: impl Into<Cow<'a, str>>) -> Result<Self, Unreadable> {
        let mut envelope = Self::unread(text.into());
        envelope.find_members()?;
        envelope.find_source();
        Ok(envelope)
    }

    fn unread(text: Cow<'a, str>) -> Self {
        Self { text, slots: Slots::default(), source: None, kept: Kept::default() }
    }

    fn find_members(&mut self) -> Result<(), Unreadable> {
        if u32::try_from(self.text.len()).is_err() {
            return Err(Unreadable::too_large(self.text.len()));
        }
        if !self.text.trim_ascii_start().starts_with('{') {
            return Err(Unreadable::not_an_object(&self.text));
        }
        if !skim::skim(&self.text, &mut self.slots) {
            self.slots = read(&self.text).map_err(|e| Unreadable::not_json(&e))?;
        }
        Ok(())
    }

    fn find_source(&mut self) {
        self.source = match self.trigger_source() {
            Some(TriggerSource::Known(source)) => Some(source),
            _ => None,
        };
    }

    /// Reads a text that is one event as Cognito writes it, with nothing around it. `None` says only that
    /// serde_json must read the text.
    pub(crate) fn skim(text: String) -> Option<Self> {
        let mut envelope = Self::unread(text.into());
        let text = &envelope.text;
        let is_bare = u32::try_from(text.len()).is_ok() && text.starts_with('{') && text.ends_with('}');
        if !is_bare || !skim::skim(text, &mut envelope.slots) {
            return None;
        }
        envelope.find_source();
        Some(envelope)
    }

    /// Returns the whole event as it arrived.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the JSON text of a top-level member.
    pub(crate) fn member(&self, member: Member) -> Option<&str> {
        self.slice(self.slots.top[member as usize])
    }

    /// Returns the JSON text of a member of `request`.
    pub(crate) fn request(&self, member: RequestMember) -> Option<&str> {
        self.slice(self.slots.request[member as usize])
    }

    /// Returns the value of a user attribute, as JSON text.
    pub(crate) fn user_attribute(&self, name: &str) -> Option<&str> {
        match self.indexed(self.slots.attributes) {
            Some(index) => {
                let text = self.text.as_bytes();
                let is_it = |(start, end): Slot| text[start as usize..end as usize] == *name.as_bytes();
                let (_, value) = index.iter().rfind(|(key, _)| is_it(*key))?;
                self.slice(*value)
            }
            None => members::member(self.request(RequestMember::UserAttributes)?, name),
        }
    }

    /// Returns the names and values of the members of `response`, or `None` if the object must be
    /// parsed for them.
    pub(crate) fn response_members(&self) -> Option<impl Iterator<Item = (&str, &str)>> {
        let index = self.indexed(self.slots.response)?;
        Some(index.iter().filter_map(|(name, value)| Some((self.slice(*name)?, self.slice(*value)?))))
    }

    /// Returns a top-level member as text, or `None` if it is absent or null.
    pub(crate) fn member_text(&self, member: Member) -> Option<&str> {
        self.text_of(self.member(member)?)
    }

    /// Returns a member of `request` as text, or `None` if it is absent or null.
    pub(crate) fn request_text(&self, member: RequestMember) -> Option<&str> {
        self.text_of(self.request(member)?)
    }

    /// Returns JSON text of the event as [`json::text`] reads it.
    pub(crate) fn text_of<'s>(&'s self, raw: &'s str) -> Option<&'s str> {
        Some(self.keep(json::text(raw)?))
    }

    /// Keeps a text of the event as long as the event. For no secret: only a [`Secret`] is wiped.
    pub(crate) fn keep<'s>(&'s self, text: Cow<'s, str>) -> &'s str {
        match text {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => self.kept.keep(text),
        }
    }

    /// Returns a member of `request` as a secret, or `None` if it is absent, null, empty, an object
    /// or an array.
    pub(crate) fn secret(&self, member: RequestMember) -> Option<Secret<'_>> {
        let raw = self.request(member).filter(|raw| !raw.starts_with(['{', '[']))?;
        Secret::new(json::text(raw)?)
    }

    /// Returns whether the event says that the user does not exist.
    pub(crate) fn user_not_found(&self) -> bool {
        self.request(RequestMember::UserNotFound).and_then(json::boolean).unwrap_or(false)
    }

    /// Returns the source, if this version of the crate knows it.
    pub fn source(&self) -> Option<Source> {
        self.source
    }

    /// Returns the value of `triggerSource`, if it is a string.
    pub fn trigger_source(&self) -> Option<TriggerSource<'_>> {
        let raw = self.member(Member::TriggerSource)?;
        raw.starts_with('"').then(|| json::text(raw).map(TriggerSource::from)).flatten()
    }

    /// Returns the version that the event states, as text or as a number. Emulators state other
    /// values (`0`, `$LATEST`), which give `None`.
    pub(crate) fn lambda_version(&self) -> Option<LambdaVersion> {
        let number = self.member_text(Member::Version)?;
        LambdaVersion::ALL.iter().copied().find(|version| version.number() == number)
    }

    /// Returns whether the event has the layout of this version. An event that states no existing
    /// version has that of the first.
    pub(crate) fn is_of_version(&self, version: LambdaVersion) -> bool {
        self.lambda_version().unwrap_or(LambdaVersion::V1_0) == version
    }

    /// Settles the source of the event: the first for which `take` returns a value. Most events
    /// name one source; AWS's published test events name several, joined with `/`.
    pub(crate) fn settle_source<T>(&mut self, take: impl Fn(&Self, Source) -> Option<T>) -> Option<T> {
        if let Some(source) = self.source {
            return take(self, source);
        }
        let Some(TriggerSource::Other(list)) = self.trigger_source() else { return None };
        let mut sources = list.split('/').filter_map(Source::from_name);
        let (source, taken) = sources.find_map(|source| Some((source, take(self, source)?)))?;
        self.source = Some(source);
        Some(taken)
    }

    /// Converts the envelope into one that owns its text.
    pub fn into_owned(self) -> Envelope<'static> {
        let Self { text, slots, source, kept } = self;
        Envelope { text: Cow::Owned(text.into_owned()), slots, source, kept }
    }

    /// Takes the text as it arrived, without a copy if it is owned, and leaves an empty envelope
    /// behind.
    pub(crate) fn take_text(&mut self) -> String {
        self.slots = Slots::default();
        std::mem::take(&mut self.text).into_owned()
    }

    fn indexed(&self, part: Indexed) -> Option<&[(Slot, Slot)]> {
        let (start, end) = part?;
        self.slots.index.get(start..end)
    }

    fn slice(&self, (start, end): Slot) -> Option<&str> {
        if end == 0 { None } else { Some(&self.text[start as usize..end as usize]) }
    }
}

/// Shows only where the event comes from, since its values are the user's data.
impl fmt::Debug for Envelope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Envelope")
            .field("source", &self.source)
            .field("bytes", &self.text.len())
            .finish_non_exhaustive()
    }
}

/// Finds the members of any event: nested to any depth, with escapes in the names, with numbers
/// that fit no type.
fn read(text: &str) -> serde_json::Result<Slots> {
    let whole: &RawValue = serde_json::from_str(text)?;
    let mut slots = Slots::default();
    let mut request = "";
    members::each(whole.get(), &|name| Member::from_name(name).is_some(), &mut |name, value| {
        if let Some(member) = Member::from_name(name.as_bytes()) {
            slots.top[member as usize] = slot(text, value);
            if member == Member::Request {
                request = value;
            }
        }
    });
    members::each(request, &|name| RequestMember::from_name(name).is_some(), &mut |name, value| {
        if let Some(member) = RequestMember::from_name(name.as_bytes()) {
            slots.request[member as usize] = slot(text, value);
        }
    });
    Ok(slots)
}

fn slot(text: &str, value: &str) -> Slot {
    let range = json::range_in(text, value);
    #[allow(clippy::cast_possible_truncation, reason = "`from_text` refuses longer texts")]
    (range.start as u32, range.end as u32)
}
