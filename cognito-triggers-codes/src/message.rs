//! A message of the AWS Encryption SDK, taken apart and decrypted.

use std::fmt;

use aes_gcm::AeadInOut;
use zeroize::Zeroizing;

use crate::body::Body;
use crate::context::EncryptionContext;
use crate::error::DecryptError;
use crate::header::Header;
use crate::keyring::{DataKey, EncryptedDataKey, Keyring};
use crate::reader::Reader;
use crate::signature::Signed;

/// A message of the AWS Encryption SDK that has all its parts in order but is not yet decrypted.
///
/// Use it for a message that does not come in an event. [`decrypt`](crate::DecryptCode::decrypt) uses
/// it too, and compares the user pool besides. Nothing in the message is authentic until
/// [`Message::decrypt`] succeeds.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use cognito_triggers::custom_email_sender::{Event, SignUp};
/// use cognito_triggers_codes::{MemoryKeyring, Message};
///
/// # use base64ct::{Base64, Encoding};
/// let event = Event::<SignUp>::sample();
/// let bytes = Base64::decode_vec(event.code().unwrap().as_base64())?;
/// let message = Message::parse(&bytes)?;
/// assert_eq!(message.context().get("userpool-id"), Some("eu-central-1_Qm7vK2xTb"));
/// assert_eq!(*message.decrypt(&MemoryKeyring::of_samples()).await?, b"123456");
/// # Ok(())
/// # }
/// ```
pub struct Message<'m> {
    header: Header<'m>,
    body: Body<'m>,
    signed: Option<Signed<'m>>,
}

impl<'m> Message<'m> {
    /// The length of the longest message that is read, in bytes. A code from Cognito has less than a
    /// thousand.
    pub const MAX_LENGTH: usize = 64 * 1024;

    /// Parses a message of format 1 or 2 with algorithm suite `0x0178`, `0x0378`, `0x0478` or `0x0578`,
    /// framed or not.
    ///
    /// # Errors
    ///
    /// Fails if the bytes are not such a message, with
    /// [`ErrorKind::NotAMessage`](crate::ErrorKind::NotAMessage) or
    /// [`Unsupported`](crate::ErrorKind::Unsupported). Bytes after its end are an error too.
    pub fn parse(message: &'m [u8]) -> Result<Self, DecryptError> {
        if message.len() > Self::MAX_LENGTH {
            return Err(DecryptError::too_long(message.len(), Self::MAX_LENGTH));
        }
        let mut reader = Reader::new(message);
        let header = Header::read(&mut reader)?;
        let body = Body::read(&mut reader, header.layout)?;
        let signed = Signed::read(&mut reader, header.suite, &header.context)?;
        if !reader.is_at_end() {
            return Err(DecryptError::wrong(reader.at(), "the message", "goes on after its end"));
        }
        Ok(Self { header, body, signed })
    }

    /// Returns the encryption context.
    pub fn context(&self) -> &EncryptionContext<'m> {
        &self.header.context
    }

    /// Returns the encrypted data key, once for each key that can decrypt it.
    pub fn data_keys(&self) -> &[EncryptedDataKey<'m>] {
        &self.header.keys
    }

    /// Returns the plaintext if the whole message is authentic: the header, the content, and the key
    /// commitment and the signature if the suite has them. The plaintext is wiped when it is dropped.
    ///
    /// # Errors
    ///
    /// Fails if the keyring does not decrypt the data key, or if the message is not authentic.
    pub async fn decrypt<K>(&self, keyring: &K) -> Result<Zeroizing<Vec<u8>>, DecryptError>
    where
        K: Keyring + ?Sized,
    {
        let key = self.data_key(keyring).await?;
        self.open(&key)
    }

    /// Asks the keyring about each encrypted data key in turn. Reports a failure only if no other data
    /// key works.
    async fn data_key<K: Keyring + ?Sized>(&self, keyring: &K) -> Result<DataKey, DecryptError> {
        let keys = &self.header.keys;
        let mut failure = None;
        for key in keys {
            match keyring.data_key(key, &self.header.context).await {
                Ok(Some(key)) => return Ok(key),
                Ok(None) => {}
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        let first = keys.first().map(EncryptedDataKey::key_name).unwrap_or_default();
        Err(failure.unwrap_or_else(|| DecryptError::no_key(keys.len(), first)))
    }

    fn open(&self, key: &DataKey) -> Result<Zeroizing<Vec<u8>>, DecryptError> {
        let Header { suite, message_id, commitment, bytes, iv, tag, .. } = &self.header;
        let cipher = suite.cipher(key, message_id, *commitment)?;
        cipher
            .decrypt_inout_detached(iv.into(), bytes, [].as_mut_slice().into(), (*tag).into())
            .map_err(|_| DecryptError::not_authentic("header"))?;
        let plaintext = self.body.decrypt(&cipher, message_id)?;
        if let Some(signed) = &self.signed {
            signed.verify()?;
        }
        Ok(plaintext)
    }
}

impl fmt::Debug for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("suite", &format_args!("{:#06x}", self.header.suite.id))
            .field("context", &self.header.context)
            .finish_non_exhaustive()
    }
}
