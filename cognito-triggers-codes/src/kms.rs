//! The keyring for the user pool's key in AWS KMS.

use std::fmt;

use aws_sdk_kms::Client;
use aws_sdk_kms::operation::decrypt::DecryptOutput;
use aws_sdk_kms::primitives::Blob;

use crate::context::EncryptionContext;
use crate::error::DecryptError;
use crate::keyring::{DataKey, DataKeyFuture, EncryptedDataKey, Keyring};

/// The keys in AWS KMS under which a function's user pools encrypt codes (feature `kms`).
///
/// It asks KMS only for data keys that are encrypted under the keys it names, with the message's
/// encryption context. The function's role needs `kms:Decrypt` for these keys, and nothing else.
///
/// ```no_run
/// # async fn keyring(client: aws_sdk_kms::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use cognito_triggers_codes::KmsKeyring;
///
/// // `aws_sdk_kms::Client::new(&aws_config::load_from_env().await)`, once, in `main`.
/// let keyring = KmsKeyring::new(client, std::env::var("CODES_KEY_ARN")?)?;
/// # Ok(())
/// # }
/// ```
pub struct KmsKeyring {
    client: Client,
    keys: Vec<String>,
}

impl KmsKeyring {
    /// Makes a keyring with one key, the one that the user pool's LambdaConfig names as `KMSKeyID`.
    ///
    /// # Errors
    ///
    /// Fails if the text is not the ARN of a key. An id or an alias does not say in which account the
    /// key is, so a message could choose the account.
    pub fn new(client: Client, key_arn: impl Into<String>) -> Result<Self, InvalidKeyArn> {
        Self { client, keys: Vec::new() }.and(key_arn)
    }

    /// Adds a key, for several pools or while a pool changes its key.
    ///
    /// # Errors
    ///
    /// Fails if the text is not the ARN of a key, as [`KmsKeyring::new`] does.
    pub fn and(mut self, key_arn: impl Into<String>) -> Result<Self, InvalidKeyArn> {
        let key = key_arn.into();
        if !is_key_arn(&key) {
            return Err(InvalidKeyArn(key));
        }
        self.keys.push(key);
        Ok(self)
    }

    async fn decrypt(
        &self,
        key: &EncryptedDataKey<'_>,
        context: &EncryptionContext<'_>,
    ) -> Result<Option<DataKey>, DecryptError> {
        let Some(arn) = key.key_arn().filter(|arn| self.keys.iter().any(|known| known == arn)) else {
            return Ok(None);
        };
        let context = context.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        let answer = self
            .client
            .decrypt()
            .key_id(arn)
            .ciphertext_blob(Blob::new(key.ciphertext()))
            .set_encryption_context(Some(context))
            .send()
            .await
            .map_err(|error| DecryptError::key(said(&error)))?;
        data_key(answer, arn).map(Some)
    }
}

impl Keyring for KmsKeyring {
    fn data_key<'a>(
        &'a self,
        key: &'a EncryptedDataKey<'a>,
        context: &'a EncryptionContext<'a>,
    ) -> DataKeyFuture<'a> {
        Box::pin(self.decrypt(key, context))
    }
}

impl fmt::Debug for KmsKeyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KmsKeyring").field("keys", &self.keys).finish_non_exhaustive()
    }
}

/// Returns the data key that KMS decrypted, if KMS used the key that it was asked for.
fn data_key(answer: DecryptOutput, arn: &str) -> Result<DataKey, DecryptError> {
    let same = answer.key_id() == Some(arn);
    let plaintext = answer.plaintext.map(Blob::into_inner).unwrap_or_default();
    // This wipes the plaintext, whatever it is.
    let key = DataKey::new(plaintext);
    if same { key } else { Err(DecryptError::key("KMS decrypted with a key other than the one requested")) }
}

/// Returns only the texts of an error and of its causes, since an error of the SDK holds the response,
/// which may hold the key.
fn said(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let next = error.to_string();
        if !text.ends_with(&next) {
            text.push_str(": ");
            text.push_str(&next);
        }
        cause = error.source();
    }
    text
}

/// Returns whether the text is `arn:<partition>:kms:<region>:<account>:key/<id>`.
fn is_key_arn(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let [arn, partition, service, region, account, key] = parts[..] else { return false };
    let id = key.strip_prefix("key/").unwrap_or_default();
    let is_name = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    arn == "arn"
        && service == "kms"
        && [partition, region, account, id].into_iter().all(is_name)
        && account.bytes().all(|byte| byte.is_ascii_digit())
}

/// The error for a text that is not the ARN of a KMS key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidKeyArn(String);

impl fmt::Display for InvalidKeyArn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is not the ARN of a KMS key: write it as `arn:aws:kms:eu-central-1:111122223333:key/..`, no id and no alias",
            self.0
        )
    }
}

impl std::error::Error for InvalidKeyArn {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    const ARN: &str = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    #[test]
    fn only_the_arn_of_a_key_names_a_key() {
        for arn in [ARN, "arn:aws-cn:kms:cn-north-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab"] {
            assert!(is_key_arn(arn), "{arn}");
        }
        for other in [
            "",
            "1234abcd-12ab-34cd-56ef-1234567890ab",
            "alias/codes",
            "arn:aws:kms:eu-central-1:111122223333:alias/codes",
            "arn:aws:kms:eu-central-1:111122223333:key/",
            "arn:aws:kms:eu-central-1:111122223333:key/*",
            "arn:aws:kms:eu-central-1::key/1234abcd",
            "arn:aws:kms:eu-central-1:*:key/1234abcd",
            "arn:aws:s3:eu-central-1:111122223333:key/1234abcd",
            "arn:aws:kms:eu-central-1:111122223333:key/1234abcd:more",
            " arn:aws:kms:eu-central-1:111122223333:key/1234abcd",
        ] {
            assert!(!is_key_arn(other), "{other}");
        }
        let text = InvalidKeyArn("alias/codes".into()).to_string();
        assert!(text.starts_with("\"alias/codes\" is not the ARN of a KMS key: write it as `arn:"), "{text}");
    }

    #[test]
    fn the_answer_must_be_of_the_key_that_was_asked() {
        let answer = |key: Option<&str>, length: usize| {
            DecryptOutput::builder()
                .set_key_id(key.map(str::to_owned))
                .plaintext(Blob::new(vec![7; length]))
                .build()
        };
        assert_eq!(data_key(answer(Some(ARN), 32), ARN).unwrap().expose(), [7; 32]);
        for (answer, text) in [
            (answer(Some("arn:aws:kms:eu-central-1:111122223333:key/other"), 32), "a key other than"),
            (answer(None, 32), "a key other than"),
            (answer(Some(ARN), 16), "the data key does not have 32 bytes"),
            (answer(Some(ARN), 33), "the data key does not have 32 bytes"),
            (DecryptOutput::builder().key_id(ARN).build(), "the data key does not have 32 bytes"),
        ] {
            let error = data_key(answer, ARN).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Key);
            let source = std::error::Error::source(&error).unwrap().to_string();
            assert!(source.contains(text), "{source}");
        }
    }
}
