//! Events for tests: samples, and what a test changes of them.

use serde_json::{Value, json};

use super::{Event, carries, samples};
use crate::spec::scope::{SourceOf, TriggerMarker};
use crate::spec::source::Source;
use crate::wire::envelope::{Member, RequestMember};

impl Source {
    /// Returns the text of the sample event, as Cognito sends it, for a test that calls the whole function.
    /// A token generation event is of one version: [`Event::sample_of`] has each.
    ///
    /// ```
    /// use cognito_triggers::Source;
    ///
    /// for source in Source::ALL {
    ///     assert!(source.sample().contains(source.name()));
    /// }
    /// ```
    pub fn sample(self) -> &'static str {
        samples::text(self)
    }
}

/// # For tests
///
/// A change that leaves no event of the type, such as a user migration without a password, panics.
impl<T: TriggerMarker, S: SourceOf<T>> Event<'static, T, S> {
    /// Makes a sample event as Cognito sends it. For [`AnySource`](crate::AnySource), it is from the
    /// trigger's first source.
    ///
    /// ```
    /// use cognito_triggers::custom_message::{AdminCreateUser, Event};
    ///
    /// let event = Event::<AdminCreateUser>::sample().with_user_attribute("given_name", "Ines");
    /// assert_eq!(event.user_attributes().given_name(), Some("Ines"));
    /// ```
    pub fn sample() -> Self {
        Self::of_sample(S::SOURCES.first().unwrap_or(Source::ALL[0]))
    }

    /// Makes a sample event from a source that is known when the test runs.
    ///
    /// ```
    /// use cognito_triggers::custom_message::{CustomMessageTrigger, Event};
    /// use cognito_triggers::{SourceOf, TriggerMarker};
    ///
    /// for source in CustomMessageTrigger::SOURCES {
    ///     let event: Event = Event::sample_of(source);
    ///     assert_eq!(event.source(), source);
    /// }
    /// ```
    ///
    /// # Panics
    ///
    /// The source is not one of `S`.
    pub fn sample_of(source: Source) -> Self {
        assert!(S::SOURCES.contains(source), "{source} is not a source of this event");
        Self::of_sample(source)
    }

    /// Sets a user attribute.
    #[must_use]
    pub fn with_user_attribute(self, name: &str, value: impl Into<String>) -> Self {
        self.with_entry(RequestMember::UserAttributes, name, value.into())
    }

    /// Removes a user attribute.
    ///
    /// ```
    /// use cognito_triggers::pre_sign_up::{Event, SignUp};
    ///
    /// let event = Event::<SignUp>::sample().without_user_attribute("given_name");
    /// assert_eq!(event.user_attributes().given_name(), None);
    /// ```
    #[must_use]
    pub fn without_user_attribute(self, name: &str) -> Self {
        self.change(|event| {
            if let Some(attributes) = event["request"]["userAttributes"].as_object_mut() {
                attributes.remove(name);
            }
        })
    }

    /// Sets an entry of the client metadata.
    #[must_use]
    pub fn with_client_metadata(self, name: &str, value: impl Into<String>) -> Self {
        self.with_entry(RequestMember::ClientMetadata, name, value.into())
    }

    /// Sets the user name.
    #[must_use]
    pub fn with_user_name(self, name: impl Into<String>) -> Self {
        let name = name.into();
        self.change(|event| event[Member::UserName.name()] = name.into())
    }

    /// Sets the id of the app client.
    ///
    /// ```
    /// use cognito_triggers::pre_sign_up::{Event, SignUp};
    ///
    /// let event = Event::<SignUp>::sample().with_user_name("ines").with_client_id("our-app");
    /// assert_eq!((event.user_name(), event.client_id()), ("ines", Some("our-app")));
    /// ```
    #[must_use]
    pub fn with_client_id(self, id: impl Into<String>) -> Self {
        let id = id.into();
        self.change(|event| object_in(event, Member::CallerContext.name())["clientId"] = id.into())
    }

    /// Sets an entry of the validation data. For pre sign-up, pre authentication and user migration.
    ///
    /// ```
    /// use cognito_triggers::pre_sign_up::{Event, SignUp};
    ///
    /// let event = Event::<SignUp>::sample().with_validation_data("invitation", "i-7");
    /// assert_eq!(event.validation_data().get("invitation"), Some("i-7"));
    /// ```
    #[must_use]
    pub fn with_validation_data(self, name: &str, value: impl Into<String>) -> Self
    where
        T: carries::ValidationData,
    {
        self.with_entry(RequestMember::ValidationData, name, value.into())
    }

    /// Sets the challenges that were answered so far: the name, whether the answer was right, and the metadata
    /// that the create trigger set. For define and create auth challenge.
    ///
    /// ```
    /// use cognito_triggers::define_auth_challenge::{Authentication, Event};
    ///
    /// let event = Event::<Authentication>::sample();
    /// let event = event.with_session([("CUSTOM_CHALLENGE", false, Some("CODE"))]);
    /// assert_eq!(event.session().len(), 1);
    /// assert!(event.with_session([]).session().is_empty());
    /// ```
    #[must_use]
    pub fn with_session<'c>(
        self,
        answered: impl IntoIterator<Item = (&'c str, bool, Option<&'c str>)>,
    ) -> Self
    where
        T: carries::Session,
    {
        let entry = |(name, is_right, metadata): (&str, bool, Option<&str>)| {
            let mut entry = json!({"challengeName": name, "challengeResult": is_right});
            if let Some(metadata) = metadata {
                entry["challengeMetadata"] = metadata.into();
            }
            entry
        };
        let session: Value = answered.into_iter().map(entry).collect();
        self.with_member(RequestMember::Session, session)
    }

    /// Sets whether the user does not exist. For pre authentication and the challenge triggers.
    #[must_use]
    pub fn with_user_not_found(self, is_not_found: bool) -> Self
    where
        T: carries::UserNotFound,
    {
        self.with_member(RequestMember::UserNotFound, is_not_found.into())
    }

    /// Sets whether the user signed in from a new device. For post authentication.
    #[must_use]
    pub fn with_new_device_used(self, is_new: bool) -> Self
    where
        T: carries::NewDeviceUsed,
    {
        self.with_member(RequestMember::NewDeviceUsed, is_new.into())
    }

    /// Sets the client's answer. For verify auth challenge response.
    #[must_use]
    pub fn with_challenge_answer(self, answer: impl Into<String>) -> Self
    where
        T: carries::ChallengeAnswer,
    {
        self.with_member(RequestMember::ChallengeAnswer, answer.into().into())
    }

    /// Replaces a member of `request`.
    pub(crate) fn with_member(self, member: RequestMember, value: Value) -> Self {
        self.change(|event| object_in(event, "request")[member.name()] = value)
    }

    fn with_entry(self, member: RequestMember, name: &str, value: String) -> Self {
        self.change(|event| object_in(object_in(event, "request"), member.name())[name] = value.into())
    }

    fn change(self, change: impl FnOnce(&mut Value)) -> Self {
        let mut event: Value = serde_json::from_str(self.raw()).unwrap_or_default();
        change(&mut event);
        Self::from_json(event.to_string()).unwrap_or_else(|e| panic!("the event cannot be changed so: {e}"))
    }
}

/// Returns the member `name` of an object. A value that is not an object is replaced by an empty
/// one.
fn object_in<'v>(value: &'v mut Value, name: &str) -> &'v mut Value {
    if !value.is_object() {
        *value = json!({});
    }
    let member = &mut value[name];
    if !member.is_object() {
        *member = json!({});
    }
    member
}
