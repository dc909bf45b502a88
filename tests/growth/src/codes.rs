//! `cognito-triggers-codes`, but for KMS: the types that may grow.

use cognito_triggers::custom_email_sender::EncryptedCode;
use cognito_triggers_codes::{
    DataKeyFuture, DecryptCode, DecryptError, EncryptedDataKey, EncryptionContext, ErrorKind, Keyring,
    MemoryKeyring, Message,
};

pub async fn decrypt(code: &EncryptedCode<'_>) -> Result<String, DecryptError> {
    Ok(code.decrypt(&Forwarding(MemoryKeyring::of_samples())).await?.expose().to_owned())
}

struct Forwarding(MemoryKeyring);

impl Keyring for Forwarding {
    fn data_key<'a>(
        &'a self,
        key: &'a EncryptedDataKey<'a>,
        context: &'a EncryptionContext<'a>,
    ) -> DataKeyFuture<'a> {
        assert!(!key.ciphertext().is_empty() && !context.as_bytes().is_empty());
        self.0.data_key(key, context)
    }
}

pub fn pool<'m>(message: &Message<'m>) -> Option<&'m str> {
    message.context().get("userpool-id")
}

pub fn explain(error: &DecryptError) -> &'static str {
    match error.kind() {
        ErrorKind::Key => "the key's service failed",
        ErrorKind::NoKey => "no key",
        ErrorKind::NotACode | ErrorKind::NotAMessage => "another text",
        ErrorKind::NotAuthentic => "forged",
        ErrorKind::Unsupported => "another suite",
        ErrorKind::WrongPool => "another pool",
        _ => "new",
    }
}
