//! The session and the names of challenges, which the challenge triggers share.

use std::borrow::Cow;
use std::fmt;

use crate::spec::open_enum::open_enum;
use crate::spec::sealed::Sealed;
use crate::wire::envelope::{Envelope, RequestMember};
use crate::wire::json;
use crate::wire::members::{self, Part};

/// The private parameter that holds a value of the function's own type.
pub(crate) const JSON: &str = "json";

open_enum! {
    /// The name of a challenge. Names that this version does not know are kept as they are.
    ///
    /// ```
    /// use cognito_triggers::define_auth_challenge::ChallengeName;
    ///
    /// assert_eq!(ChallengeName::from("CUSTOM_CHALLENGE"), ChallengeName::CustomChallenge);
    /// assert_eq!(ChallengeName::from("VOICE_PRINT").as_str(), "VOICE_PRINT");
    /// ```
    ChallengeName<'a>: Cow<'a, str> {
        /// A custom challenge of this pool. Cognito calls the create and the verify trigger only
        /// for this one.
        CustomChallenge = "CUSTOM_CHALLENGE",
        /// The first step of a password check: the client sent `SRP_A`.
        SrpA = "SRP_A",
        /// The second step: the client proved the password.
        PasswordVerifier = "PASSWORD_VERIFIER",
        /// A code by SMS.
        SmsMfa = "SMS_MFA",
        /// A code by e-mail.
        EmailOtp = "EMAIL_OTP",
        /// A code from an authenticator app.
        SoftwareTokenMfa = "SOFTWARE_TOKEN_MFA",
        /// The first step of a remembered device's check.
        DeviceSrpAuth = "DEVICE_SRP_AUTH",
        /// The second step of a remembered device's check.
        DevicePasswordVerifier = "DEVICE_PASSWORD_VERIFIER",
        /// A user name and a password from the server.
        AdminNoSrpAuth = "ADMIN_NO_SRP_AUTH",
        /// A new password for a user whom an administrator created.
        NewPasswordRequired = "NEW_PASSWORD_REQUIRED",
    }
}

/// A name of a challenge, by value or by reference.
///
/// A text is not one: a misspelt name equals no challenge, and nobody would get in.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the name of a challenge",
    label = "not a `ChallengeName`",
    note = "write `ChallengeName::CustomChallenge`, or another variant of `define_auth_challenge::ChallengeName`"
)]
pub trait IsChallengeName: Sealed {
    #[doc(hidden)]
    fn name(&self) -> &ChallengeName<'_>;
}

impl IsChallengeName for ChallengeName<'_> {
    fn name(&self) -> &ChallengeName<'_> {
        self
    }
}

impl IsChallengeName for &ChallengeName<'_> {
    fn name(&self) -> &ChallengeName<'_> {
        self
    }
}

impl Sealed for ChallengeName<'_> {}

impl Sealed for &ChallengeName<'_> {}

/// The answered challenges of this sign-in, oldest first. Empty at the first step.
///
/// ```
/// use cognito_triggers::define_auth_challenge::{Authentication, ChallengeName, Event};
///
/// let event = Event::<Authentication>::sample();
/// let session = event.session();
/// assert_eq!(session.len(), 3);
/// assert_eq!(session.failed_attempts(), 1);
/// assert!(session.was_correct(ChallengeName::PasswordVerifier));
/// assert!(!session.last_is_correct(ChallengeName::CustomChallenge));
/// ```
#[derive(Clone, Debug)]
pub struct Session<'e>(Vec<Entry<'e>>);

impl<'e> Session<'e> {
    pub(crate) fn of(envelope: &'e Envelope<'_>) -> Self {
        let mut entries: Vec<Entry<'e>> = Vec::new();
        let session = envelope.request(RequestMember::Session).unwrap_or_default();
        members::each_of_array(session, &mut |part| match (part, entries.last_mut()) {
            (Part::Element, _) => entries.push(Entry::new()),
            (Part::Member(name, value), Some(entry)) => entry.set(&name, value),
            (Part::Member(..), None) => {}
        });
        Self(entries)
    }

    /// Returns whether the last challenge was this one and its answer correct. Check this before
    /// [`IssueTokens`](crate::define_auth_challenge::Decision::IssueTokens).
    ///
    /// The client chooses how it signs in, so the number of entries does not say what was proved.
    /// The result of an entry does not say it either without the entry's name. If your pool asks
    /// custom challenges of several kinds, the name does not tell them apart: use
    /// [`last_custom_is_correct`](Self::last_custom_is_correct).
    ///
    /// ```
    /// # use cognito_triggers::define_auth_challenge::{Authentication, ChallengeName, Event};
    /// let event = Event::<Authentication>::from_json(
    ///     r#"{
    ///         "triggerSource": "DefineAuthChallenge_Authentication",
    ///         "request": { "session": [{ "challengeName": "SRP_A", "challengeResult": true }] }
    ///     }"#,
    /// )?;
    /// assert!(event.session().last().unwrap().is_correct());
    /// assert!(!event.session().last_is_correct(ChallengeName::CustomChallenge));
    /// # Ok::<(), cognito_triggers::WrongEvent>(())
    /// ```
    ///
    /// A text could be misspelt, and is no name of a challenge:
    ///
    /// ```compile_fail,E0277
    /// # use cognito_triggers::define_auth_challenge::{Authentication, Event};
    /// Event::<Authentication>::sample().session().last_is_correct("CUSTOM_CHALENGE");
    /// ```
    pub fn last_is_correct(&self, name: impl IsChallengeName) -> bool {
        self.last().is_some_and(|last| last.is(name.name()))
    }

    /// Returns whether the last challenge was one of the pool's own, with metadata for which
    /// `is_meant` returns true, and its answer correct.
    ///
    /// All custom challenges have the same name, so where there are several kinds, such as the choice
    /// of a channel and then a code, only the metadata says which one was answered:
    ///
    /// ```
    /// # use cognito_triggers::define_auth_challenge::{Authentication, ChallengeName, Event};
    /// let event = Event::<Authentication>::from_json(
    ///     r#"{
    ///         "triggerSource": "DefineAuthChallenge_Authentication",
    ///         "request": { "session": [{
    ///             "challengeName": "CUSTOM_CHALLENGE", "challengeResult": true, "challengeMetadata": "CHOOSE"
    ///         }] }
    ///     }"#,
    /// )?;
    /// let session = event.session();
    /// assert!(session.last_is_correct(ChallengeName::CustomChallenge));
    /// assert!(session.last_custom_is_correct(|metadata| metadata == "CHOOSE"));
    /// assert!(!session.last_custom_is_correct(|metadata| metadata.starts_with("CODE-")));
    /// # Ok::<(), cognito_triggers::WrongEvent>(())
    /// ```
    ///
    /// The create trigger sets the metadata, with
    /// [`Challenge::with_metadata`](crate::create_auth_challenge::Challenge::with_metadata). A challenge
    /// without metadata is never meant.
    pub fn last_custom_is_correct(&self, is_meant: impl Fn(&str) -> bool) -> bool {
        self.last().is_some_and(|last| last.is_custom(&is_meant))
    }

    /// Returns whether this challenge was answered correctly at some point, such as the password
    /// before a second factor.
    pub fn was_correct(&self, name: impl IsChallengeName) -> bool {
        self.iter().any(|entry| entry.is(name.name()))
    }

    /// Returns whether one of the pool's own challenges with such metadata was answered correctly at
    /// some point: see [`last_custom_is_correct`](Self::last_custom_is_correct).
    pub fn custom_was_correct(&self, is_meant: impl Fn(&str) -> bool) -> bool {
        self.iter().any(|entry| entry.is_custom(&is_meant))
    }

    /// Returns how many answers were incorrect, for all challenges together.
    pub fn failed_attempts(&self) -> usize {
        self.iter().filter(|entry| !entry.is_correct()).count()
    }

    /// Returns the newest entry.
    pub fn last(&self) -> Option<&Entry<'e>> {
        self.0.last()
    }

    /// Iterates over the entries, oldest first.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry<'e>> {
        self.0.iter()
    }

    /// Returns how many challenges were answered.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether this is the first step.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'e> IntoIterator for Session<'e> {
    type Item = Entry<'e>;
    type IntoIter = std::vec::IntoIter<Entry<'e>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'s, 'e> IntoIterator for &'s Session<'e> {
    type Item = &'s Entry<'e>;
    type IntoIter = std::slice::Iter<'s, Entry<'e>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A challenge that was answered.
///
/// `Debug` omits the metadata, since many functions keep a code there.
#[derive(Clone)]
pub struct Entry<'e> {
    name: ChallengeName<'e>,
    correct: bool,
    metadata: Option<Cow<'e, str>>,
}

impl<'e> Entry<'e> {
    /// Makes an entry without members. It reads as a challenge without a name that was not answered
    /// correctly, so that the entry can prove nothing.
    fn new() -> Self {
        Self { name: Cow::Borrowed("").into(), correct: false, metadata: None }
    }

    /// Reads a member. If one repeats, the last one counts.
    fn set(&mut self, name: &str, value: &'e str) {
        match name {
            "challengeName" => self.name = json::text(value).unwrap_or_default().into(),
            "challengeResult" => self.correct = json::boolean(value).unwrap_or(false),
            "challengeMetadata" => self.metadata = json::text(value),
            _ => {}
        }
    }

    /// Returns the name of the challenge.
    pub fn name(&self) -> &ChallengeName<'e> {
        &self.name
    }

    /// Returns whether the answer was correct.
    pub fn is_correct(&self) -> bool {
        self.correct
    }

    /// Returns the metadata that the create trigger set with
    /// [`Challenge::with_metadata`](crate::create_auth_challenge::Challenge::with_metadata). The client does
    /// not see it.
    pub fn metadata(&self) -> Option<&str> {
        self.metadata.as_deref()
    }

    fn is(&self, name: &ChallengeName<'_>) -> bool {
        self.correct && self.name == *name && !name.as_str().is_empty()
    }

    fn is_custom(&self, is_meant: &dyn Fn(&str) -> bool) -> bool {
        self.is(&ChallengeName::CustomChallenge) && self.metadata().is_some_and(is_meant)
    }
}

impl fmt::Debug for Entry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("name", &self.name.as_str())
            .field("is_correct", &self.correct)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn envelope(session: &str) -> Envelope<'static> {
        Envelope::from_text(format!(r#"{{"request":{{"session":{session}}}}}"#)).unwrap()
    }

    #[test]
    fn a_missing_session_is_the_first_step() {
        for session in ["null", "[]", "{}", "7", "\"[]\"", " [ ] "] {
            let envelope = envelope(session);
            let session = Session::of(&envelope);
            assert!(session.is_empty() && session.last().is_none());
            assert!(!session.last_is_correct(ChallengeName::CustomChallenge));
            assert_eq!(session.failed_attempts(), 0);
        }
        assert!(Session::of(&Envelope::from_text("{}").unwrap()).is_empty());
    }

    #[test]
    fn only_the_last_entry_under_its_own_name_counts() {
        let right = r#"{"challengeName":"CUSTOM_CHALLENGE","challengeResult":true}"#;
        for (after, expected) in [
            ("", true),
            (r#",{"challengeName":"CUSTOM_CHALLENGE","challengeResult":false}"#, false),
            (r#",{"challengeName":"SRP_A","challengeResult":true}"#, false),
            (r#",{"challengeName":"custom_challenge","challengeResult":true}"#, false),
            (r#",{"challengeName":"CUSTOM_CHALLENGE","challengeResult":null}"#, false),
            (r#",{"challengeName":"CUSTOM_CHALLENGE"}"#, false),
            (r#",{"challengeName":null,"challengeResult":true}"#, false),
            (r#",{"challengeResult":true}"#, false),
            (",null", false),
            (",true", false),
        ] {
            let envelope = envelope(&format!("[{right}{after}]"));
            let session = Session::of(&envelope);
            assert_eq!(session.last_is_correct(ChallengeName::CustomChallenge), expected, "{after}");
            let name = ChallengeName::from("CUSTOM_CHALLENGE");
            assert_eq!(
                (session.last_is_correct(&name), name.as_str()),
                (expected, "CUSTOM_CHALLENGE"),
                "{after}"
            );
            assert!(session.was_correct(ChallengeName::CustomChallenge));
            assert!(!session.last_is_correct(ChallengeName::from("")), "{after}");
        }
    }

    #[test]
    fn custom_rounds_are_told_apart_by_their_metadata() {
        let is_code = |metadata: &str| metadata.starts_with("CODE-");
        let choose =
            r#"{"challengeName":"CUSTOM_CHALLENGE","challengeResult":true,"challengeMetadata":"CHOOSE"}"#;
        let code =
            r#"{"challengeName":"CUSTOM_CHALLENGE","challengeResult":true,"challengeMetadata":"CODE-4902"}"#;
        for (session, last, ever) in [
            (choose.to_owned(), false, false),
            (format!("{choose},{code}"), true, true),
            (format!("{code},{choose}"), false, true),
            (code.replace("true", "false"), false, false),
            (code.replace("CUSTOM_CHALLENGE", "SRP_A"), false, false),
            (code.replace(r#""CODE-4902""#, "null"), false, false),
            (code.replace(r#","challengeMetadata":"CODE-4902""#, ""), false, false),
            (String::new(), false, false),
        ] {
            let envelope = envelope(&format!("[{session}]"));
            let found = Session::of(&envelope);
            assert_eq!(found.last_custom_is_correct(is_code), last, "{session}");
            assert_eq!(found.custom_was_correct(is_code), ever, "{session}");
        }
    }

    #[test]
    fn entries_are_in_order_and_keep_their_metadata_to_themselves() {
        let envelope = envelope(
            r#"[{"challengeName":"SRP_A","challengeResult":true,"challengeMetadata":null},
                {"challengeName":"VOICE_PRINT","challengeResult":false,"challengeMetadata":"490\u0032"}]"#,
        );
        let session = Session::of(&envelope);
        let names: Vec<_> = session.iter().map(|entry| entry.name().as_str()).collect();
        assert_eq!(names, ["SRP_A", "VOICE_PRINT"]);
        assert_eq!(session.iter().next().unwrap().metadata(), None);
        assert_eq!(session.last().unwrap().metadata(), Some("4902"));
        assert_eq!(session.failed_attempts(), 1);
        assert!(!format!("{session:?}").contains("4902"));
        assert!((&session).into_iter().all(|entry| *entry.name() != "CUSTOM_CHALLENGE"));
    }
}
