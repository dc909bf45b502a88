//! The encrypted code, which both custom senders get.

use std::borrow::Cow;
use std::fmt;

use crate::spec::sealed::Sealed;
use crate::wire::envelope::{Envelope, Member, RequestMember};
use crate::wire::secret::Secret;

/// A code or a temporary password, encrypted under the pool's KMS key with the AWS Encryption SDK.
///
/// It is base64 text. Plain `kms:Decrypt` does not read it, since it is a message of the Encryption SDK.
/// The message's encryption context names the pool (`userpool-id`). The package
/// `cognito-triggers-codes` checks that and decrypts the code: `code.decrypt(&keyring).await`.
/// `Debug` is redacted.
#[derive(Clone)]
pub struct EncryptedCode<'e> {
    base64: Secret<'e>,
    user_pool_id: Cow<'e, str>,
}

/// A value that an [`EncryptedCode`] can be compared with by `==`. There is none: the error says what to write.
#[diagnostic::on_unimplemented(
    message = "a code is not compared while it is encrypted",
    label = "compared with an `EncryptedCode`",
    note = "decrypt it first: with the package `cognito-triggers-codes`, `code.decrypt(&keyring).await?` is a `Secret`, and `secret.matches(other)` compares it"
)]
pub trait EqualsCode: Sealed {}

impl<T: EqualsCode> PartialEq<T> for EncryptedCode<'_> {
    fn eq(&self, _: &T) -> bool {
        false
    }
}

impl<'e> EncryptedCode<'e> {
    /// Takes a code that does not come directly from an event, but from a queue between the trigger and the
    /// sender, for example: its base64 text, and the id of the user pool whose event it was in. Returns
    /// `None` for an empty text, which is not a code.
    ///
    /// ```
    /// use cognito_triggers::custom_sms_sender::{EncryptedCode, Event, SignUp};
    ///
    /// let event = Event::<SignUp>::sample();
    /// let code = event.code().unwrap().as_base64().to_owned();
    /// let later = EncryptedCode::new(code, event.user_pool_id().to_owned()).unwrap();
    /// assert_eq!(later.user_pool_id(), event.user_pool_id());
    /// assert!(EncryptedCode::new("", "eu-central-1_Qm7vK2xTb").is_none());
    /// ```
    pub fn new(base64: impl Into<Cow<'e, str>>, user_pool_id: impl Into<Cow<'e, str>>) -> Option<Self> {
        Some(Self { base64: Secret::new(base64)?, user_pool_id: user_pool_id.into() })
    }

    /// Takes the code of an event, if it has one, and the event's user pool.
    pub(crate) fn of_event(envelope: &'e Envelope<'_>) -> Option<Self> {
        let base64 = envelope.secret(RequestMember::Code)?;
        Some(Self {
            base64,
            user_pool_id: envelope.member_text(Member::UserPoolId).unwrap_or_default().into(),
        })
    }

    /// Returns the base64 text.
    pub fn as_base64(&self) -> &str {
        self.base64.expose()
    }

    /// Returns the id of the event's user pool, which the code's encryption context must name too.
    pub fn user_pool_id(&self) -> &str {
        &self.user_pool_id
    }

    /// Converts the code into one that owns its text.
    pub fn into_owned(self) -> EncryptedCode<'static> {
        EncryptedCode {
            base64: self.base64.into_owned(),
            user_pool_id: Cow::Owned(self.user_pool_id.into_owned()),
        }
    }
}

impl fmt::Debug for EncryptedCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EncryptedCode(..)")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::event::samples;
    use crate::spec::source::{Source, Trigger};
    use crate::{custom_email_sender, custom_sms_sender, triggers};

    #[custom_email_sender(
        SignUp,
        ResendCode,
        ForgotPassword,
        UpdateUserAttribute,
        VerifyUserAttribute,
        AdminCreateUser,
        Authentication,
        crate = crate
    )]
    fn email(event: custom_email_sender::Event<'_>) -> Result<(), &'static str> {
        event.code().map_or(Err("no code"), |_| Ok(()))
    }

    #[custom_sms_sender(crate = crate)]
    fn sms(event: custom_sms_sender::Event<'_>) -> Result<(), &'static str> {
        event.code().map_or(Err("no code"), |_| Ok(()))
    }

    /// Returns the error's text, if the handler returns one, for the sample with another code.
    async fn handled(source: Source, change: impl Fn(&mut Value)) -> Option<String> {
        let mut event: Value = serde_json::from_str(samples::text(source)).unwrap();
        change(&mut event["request"]);
        let failure = triggers![email, sms].call(&event.to_string()).await.err()?;
        Some(failure.details().unwrap_or_default().to_owned())
    }

    #[tokio::test]
    async fn an_event_without_a_code_reaches_its_handler() {
        let is_sender = |source: &&Source| {
            matches!(source.trigger(), Trigger::CustomEmailSender | Trigger::CustomSMSSender)
                && **source != Source::CustomEmailSenderAccountTakeOverNotification
        };
        for &source in Source::ALL.iter().filter(is_sender) {
            assert_eq!(handled(source, |_| ()).await, None, "{source}");
            for code in [json!(null), json!(""), json!({})] {
                let refused = handled(source, |request| request["code"] = code.clone()).await;
                assert_eq!(refused.as_deref(), Some("no code"), "{source}: {code}");
            }
            let refused =
                handled(source, |request| drop(request.as_object_mut().unwrap().remove("code"))).await;
            assert_eq!(refused.as_deref(), Some("no code"), "{source}");
        }
    }

    #[test]
    fn an_event_of_one_source_is_read_without_a_code() {
        // An event in which only what is needed to choose the handler is there.
        let event = r#"{"triggerSource":"CustomSMSSender_Authentication","request":{"type":"customSMSSenderRequestV1","code":null,"userAttributes":{"phone_number":"+46"},"clientMetadata":null}}"#;
        let event = custom_sms_sender::Event::<custom_sms_sender::Authentication>::from_json(event).unwrap();
        assert!(event.code().is_none());
        let mut invitation: Value =
            serde_json::from_str(samples::text(Source::CustomEmailSenderAdminCreateUser)).unwrap();
        invitation["request"]["code"].take();
        let event = custom_email_sender::Event::<custom_email_sender::AdminCreateUser>::from_json(
            invitation.to_string(),
        )
        .unwrap();
        assert!(event.code().is_none());
    }
}
