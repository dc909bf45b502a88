//! The encrypted code, which both custom senders get.

use std::borrow::Cow;
use std::fmt;

use crate::wire::envelope::{Envelope, Member};
use crate::wire::secret::Secret;

/// A code or a temporary password, encrypted under the pool's KMS key with the AWS Encryption SDK.
///
/// It is base64 text. Plain `kms:Decrypt` does not read it, since it is a message of the Encryption SDK.
/// The message's encryption context names the pool (`userpool-id`). The package
/// `cognito-triggers-codes` checks that and decrypts the code: `event.code().decrypt(&keyring).await`.
/// `Debug` is redacted.
#[derive(Clone)]
pub struct EncryptedCode<'e> {
    base64: Secret<'e>,
    user_pool_id: Cow<'e, str>,
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
    /// let (code, pool) = (event.code().as_base64().to_owned(), event.user_pool_id().to_owned());
    /// let later = EncryptedCode::new(code, pool).unwrap();
    /// assert_eq!(later.user_pool_id(), event.user_pool_id());
    /// assert!(EncryptedCode::new("", "eu-central-1_Qm7vK2xTb").is_none());
    /// ```
    pub fn new(base64: impl Into<Cow<'e, str>>, user_pool_id: impl Into<Cow<'e, str>>) -> Option<Self> {
        Some(Self { base64: Secret::new(base64)?, user_pool_id: user_pool_id.into() })
    }

    /// Takes the code of an event, and the event's user pool.
    pub(crate) fn of_event(base64: Secret<'e>, envelope: &'e Envelope<'_>) -> Self {
        Self { base64, user_pool_id: envelope.member_text(Member::UserPoolId).unwrap_or_default().into() }
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
