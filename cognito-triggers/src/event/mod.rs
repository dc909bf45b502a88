//! The event that a handler gets: a typed view over the [`Envelope`].

mod any_source;
pub(crate) mod attributes;
mod builders;
pub(crate) mod carries;
pub(crate) mod challenge;
pub(crate) mod required;
pub(crate) mod samples;
pub(crate) mod wrong_event;

use std::fmt;
use std::marker::PhantomData;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::handler::FromEvent;
use crate::handler::error::Error;
use crate::handler::variant::VariantSources;
use crate::spec::language::{Language, Languages};
use crate::spec::scope::{AnySource, NoTrigger, SourceOf, TriggerMarker};
use crate::spec::source::{Source, SourceSet};
use crate::wire::envelope::{Envelope, Member, RequestMember};
use crate::wire::secret::Secret;
use crate::wire::{json, members};
use attributes::{Attributes, UserAttributes};
use challenge::Session;
use wrong_event::WrongEvent;

/// An event of the trigger `T` from the source `S`. Without `S` it can come from any source of the
/// trigger.
///
/// Each trigger's module has its own alias `Event`: write `custom_message::Event<'_>` or
/// `custom_message::Event<'_, SignUp>`. The getters here are for members that every event carries.
/// Getters for other members exist only on the events that carry them.
///
/// Reading never fails: a member that is absent, null or of an unexpected type reads as `None`.
/// Nothing is parsed until you ask for it. Texts are `&str`, borrowed from the event: a text with
/// escapes in its JSON is decoded when you ask for it, and kept until the event is dropped. `Debug` shows the source, never the user's data.
pub struct Event<'a, T = NoTrigger, S = AnySource> {
    envelope: Held<'a>,
    types: PhantomData<fn() -> (T, S)>,
}

#[derive(Clone)]
enum Held<'a> {
    Borrowed(&'a Envelope<'a>),
    Owned(Box<Envelope<'a>>),
}

impl<'a, T: TriggerMarker, S: SourceOf<T>> Event<'a, T, S> {
    /// Returns the trigger source.
    pub fn source(&self) -> Source {
        let source = self.envelope().source();
        // Constructors take only events of the scope, so there is a source.
        source.or(S::SOURCES.first()).unwrap_or(Source::ALL[0])
    }

    /// Returns the `userName`: a generated id in a pool with alias sign-in, `Provider_subject` for
    /// a federated user, the name that the user typed for a migration. It is `""` if the event has
    /// none, as in the test events of AWS's console.
    pub fn user_name(&self) -> &str {
        self.envelope().member_text(Member::UserName).unwrap_or_default()
    }

    /// Returns the user pool's id, such as `eu-central-1_Qm7vK2xTb`.
    pub fn user_pool_id(&self) -> &str {
        self.envelope().member_text(Member::UserPoolId).unwrap_or_default()
    }

    /// Returns the AWS Region of the user pool.
    pub fn region(&self) -> &str {
        self.envelope().member_text(Member::Region).unwrap_or_default()
    }

    /// Returns the version of the event's layout: `"1"`, or `"2"` or `"3"` for newer token
    /// generation triggers.
    pub fn version(&self) -> Option<&str> {
        self.envelope().member_text(Member::Version)
    }

    /// Returns the app client's id. It is `None` for an administrator's operation, for which
    /// Cognito sends null or `CLIENT_ID_NOT_APPLICABLE`.
    pub fn client_id(&self) -> Option<&str> {
        self.caller("clientId").filter(|id| *id != "CLIENT_ID_NOT_APPLICABLE")
    }

    /// Returns the SDK of the caller, such as `aws-sdk-js-3.637.0`; usually
    /// `aws-sdk-unknown-unknown`.
    pub fn aws_sdk_version(&self) -> Option<&str> {
        self.caller("awsSdkVersion").or_else(|| self.caller("awsSdk"))
    }

    /// Returns the attributes of the user. Before the user exists (pre sign-up), these are the
    /// requested attributes.
    pub fn user_attributes(&self) -> UserAttributes<'_> {
        UserAttributes::new(self.envelope())
    }

    /// Returns what the caller passed as `ClientMetadata`. It is empty if there is none. Cognito
    /// neither stores nor validates it.
    ///
    /// `InitiateAuth` and `AdminInitiateAuth` pass theirs to only a few triggers, and to two of
    /// these as validation data.
    pub fn client_metadata(&self) -> Attributes<'_> {
        Attributes::of_request(self.envelope(), RequestMember::ClientMetadata)
    }

    /// Returns the language for the user: the first of the client metadata's `locale`, which the app sent with
    /// its call, and the profile's `locale` for which there is one, else the default.
    ///
    /// [`Languages::lookup`] says how they are matched. Both are texts that a client wrote.
    ///
    /// ```
    /// use cognito_triggers::Languages;
    /// use cognito_triggers::custom_message::{Event, SignUp};
    ///
    /// const LANGUAGES: Languages = Languages::new(&["en", "de"]);
    /// let event = Event::<SignUp>::sample().with_user_attribute("locale", "de-CH");
    /// assert_eq!(event.language(LANGUAGES).tag(), "de");
    /// let event = event.with_client_metadata("locale", "en-GB");
    /// assert_eq!(event.language(LANGUAGES).tag(), "en");
    /// ```
    pub fn language(&self, languages: Languages) -> Language {
        let asked: Option<&str> = self.client_metadata().get("locale");
        languages.lookup([asked, self.user_attributes().locale()].into_iter().flatten())
    }

    /// Returns a key that is the same when Cognito calls again for the same event. Cognito may do
    /// so after a timeout, and a handler with an effect of its own (a row, an e-mail) should cause
    /// it only once.
    ///
    /// The key is a hash of the event's text without white space around it (FNV-1a, 128 bits, in
    /// hexadecimal), since Cognito sends no id. Two events with the same content, such as two requests for a code within a
    /// moment, have the same key, so keep it for minutes, not for ever. No value can be read from
    /// the key, but a guessed event can be compared with it.
    pub fn retry_key(&self) -> String {
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        let hash = self
            .raw()
            .trim_ascii()
            .bytes()
            .fold(OFFSET, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
        format!("{hash:032x}")
    }

    /// Returns the event's JSON text as it arrived.
    pub fn raw(&self) -> &str {
        self.envelope().text()
    }

    /// Converts the event into one that owns its text. It is `'static` and `Send`, so you can keep
    /// it or queue it.
    ///
    /// An owned event serializes as its JSON text, and deserializes from it.
    pub fn into_owned(self) -> Event<'static, T, S> {
        let envelope = match self.envelope {
            Held::Borrowed(envelope) => envelope.clone().into_owned(),
            Held::Owned(envelope) => envelope.into_owned(),
        };
        Event { envelope: Held::Owned(Box::new(envelope)), types: PhantomData }
    }

    pub(crate) fn envelope(&self) -> &Envelope<'a> {
        match &self.envelope {
            Held::Borrowed(envelope) => envelope,
            Held::Owned(envelope) => envelope,
        }
    }

    /// Returns a member of `request` as text.
    pub(crate) fn request_text(&self, member: RequestMember) -> Option<&str> {
        self.envelope().request_text(member)
    }

    fn caller(&self, name: &str) -> Option<&str> {
        self.envelope().text_of(members::member(self.envelope().member(Member::CallerContext)?, name)?)
    }
}

/// # Members that only some triggers' events have
impl<T: TriggerMarker, S: SourceOf<T>> Event<'_, T, S> {
    /// Returns the challenges that were answered so far, with the metadata that the create trigger
    /// set. For define and create auth challenge.
    pub fn session(&self) -> Session<'_>
    where
        T: carries::Session,
    {
        Session::of(self.envelope())
    }

    /// Returns whether the user does not exist. For pre authentication and the challenge triggers.
    ///
    /// Cognito says so only if the app client prevents user existence errors. Treat such an attempt
    /// like that of a real user who answers wrongly, in text and in time: send nothing, accept no
    /// answer as correct, and never issue tokens.
    pub fn user_not_found(&self) -> bool
    where
        T: carries::UserNotFound,
    {
        self.envelope().user_not_found()
    }

    /// Returns what the caller of `SignUp` or `AdminCreateUser` passed as `ValidationData`, which
    /// Cognito does not store, or what the caller of `InitiateAuth` or `AdminInitiateAuth` passed as
    /// `ClientMetadata`, which these triggers get under this name. For pre sign-up, pre
    /// authentication and user migration.
    pub fn validation_data(&self) -> Attributes<'_>
    where
        T: carries::ValidationData,
    {
        Attributes::of_request(self.envelope(), RequestMember::ValidationData)
    }

    /// Returns whether the user signed in from a new device. For post authentication. It is `None`
    /// if the pool does not say; a pool says so only if it remembers devices.
    pub fn new_device_used(&self) -> Option<bool>
    where
        T: carries::NewDeviceUsed,
    {
        json::boolean(self.envelope().request(RequestMember::NewDeviceUsed)?)
    }

    /// Returns the client's answer. For verify auth challenge response. It is never empty: without
    /// an answer there is no event.
    pub fn challenge_answer(&self) -> Secret<'_>
    where
        T: carries::ChallengeAnswer,
    {
        required::secret(self.envelope(), RequestMember::ChallengeAnswer)
    }
}

impl<T: TriggerMarker, S: SourceOf<T>> Event<'static, T, S> {
    /// Reads an event from its JSON text.
    ///
    /// # Errors
    ///
    /// Fails if the text is not a JSON object, if its source is not one of `S` or its version not
    /// that of `T`, or if it lacks a secret that its source always carries.
    pub fn from_json(text: impl Into<String>) -> Result<Self, WrongEvent> {
        let mut envelope = Envelope::from_text(text.into()).map_err(WrongEvent::Unreadable)?;
        let found = envelope.settle_source(|_, source| S::SOURCES.contains(source).then_some(source));
        let Some(source) = found else {
            let found = envelope.trigger_source().map(|source| source.to_string());
            return Err(WrongEvent::Source { found, expected: S::SOURCES });
        };
        if let Some(expected) = T::VERSION.filter(|version| !envelope.is_of_version(*version)) {
            return Err(WrongEvent::Version { found: envelope.lambda_version(), expected });
        }
        if let Some(member) = required::missing(&envelope, source) {
            return Err(WrongEvent::Missing { source, member: member.name() });
        }
        Ok(Self { envelope: Held::Owned(Box::new(envelope)), types: PhantomData })
    }

    fn of_sample(source: Source) -> Self {
        const {
            assert!(
                !T::SOURCES.is_empty(),
                "name the trigger, as in `custom_message::Event::<SignUp>::sample()`"
            );
        };
        let envelope = samples::envelope(source, T::VERSION);
        Self { envelope: Held::Owned(Box::new(envelope)), types: PhantomData }
    }
}

impl<'a, T: TriggerMarker, S: SourceOf<T>> FromEvent<'a, T> for Event<'a, T, S> {
    const SOURCES: SourceSet = S::SOURCES;

    fn from_event(envelope: &'a Envelope<'a>) -> Result<Self, Error> {
        // For most triggers this is not even compiled.
        if let (true, Some(source)) = (const { required::any(T::SOURCES) }, envelope.source()) {
            if let Some(member) = required::missing(envelope, source) {
                let missing = WrongEvent::Missing { source, member: member.name() };
                return Err(Error::own(missing.to_string()));
            }
        }
        Ok(Self { envelope: Held::Borrowed(envelope), types: PhantomData })
    }
}

impl<T: TriggerMarker, S: SourceOf<T>> VariantSources<Event<'_, T, S>> {
    /// The sources of the event.
    pub const SOURCES: SourceSet = S::SOURCES;
}

impl<T, S> Clone for Event<'_, T, S> {
    fn clone(&self) -> Self {
        Self { envelope: self.envelope.clone(), types: PhantomData }
    }
}

impl<T: TriggerMarker, S: SourceOf<T>> fmt::Debug for Event<'_, T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("source", &self.source().name())
            .field("user_pool_id", &self.user_pool_id())
            .finish_non_exhaustive()
    }
}

impl<T: TriggerMarker, S: SourceOf<T>> Serialize for Event<'_, T, S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let raw: &RawValue = serde_json::from_str(self.raw()).map_err(serde::ser::Error::custom)?;
        raw.serialize(serializer)
    }
}

impl<'de, T: TriggerMarker, S: SourceOf<T>> Deserialize<'de> for Event<'static, T, S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::from_json(raw.get()).map_err(D::Error::custom)
    }
}
