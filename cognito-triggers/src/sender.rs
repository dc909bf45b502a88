//! What the custom senders share: the encrypted code.

use std::fmt;

use crate::secret::Secret;

/// A code or a temporary password, encrypted under the pool's KMS key with the AWS Encryption SDK.
///
/// It is base64 text. Plain `kms:Decrypt` does not read it: it is a message of the Encryption SDK,
/// whose encryption context names the pool (`userpool-id`). `Debug` is redacted.
#[derive(Clone)]
pub struct EncryptedCode<'e>(Secret<'e>);

impl<'e> EncryptedCode<'e> {
    pub(crate) fn new(text: Secret<'e>) -> Self {
        Self(text)
    }

    /// The base64 text.
    pub fn as_base64(&self) -> &str {
        self.0.expose()
    }

    /// The same, owning its text.
    pub fn into_owned(self) -> EncryptedCode<'static> {
        EncryptedCode(self.0.into_owned())
    }
}

impl fmt::Debug for EncryptedCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EncryptedCode(..)")
    }
}
