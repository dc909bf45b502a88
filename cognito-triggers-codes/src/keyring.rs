//! Keyrings, which decrypt data keys.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use zeroize::Zeroize;

use crate::context::EncryptionContext;
use crate::error::DecryptError;
use crate::reader::Reader;

/// A holder of keys that decrypts data keys: [`KmsKeyring`](crate::KmsKeyring) in production,
/// [`MemoryKeyring`](crate::MemoryKeyring) in tests.
///
/// A message is encrypted under a data key. It contains the data key, encrypted under one or several
/// other keys. The keyring is asked about each of these in the message's order, until it has one.
///
/// The future is boxed, so that `Box<dyn Keyring>` works as a handler's state. It is `Send`, as a
/// handler's future must be. You can write a keyring of your own:
///
/// ```
/// use cognito_triggers_codes::{DataKey, DataKeyFuture, DecryptError, EncryptedDataKey, EncryptionContext, Keyring};
///
/// /// Keys in a hardware module of the house.
/// struct Module;
///
/// impl Keyring for Module {
///     fn data_key<'a>(
///         &'a self,
///         key: &'a EncryptedDataKey<'a>,
///         context: &'a EncryptionContext<'a>,
///     ) -> DataKeyFuture<'a> {
///         Box::pin(async move {
///             if key.provider_id() != "the-house" {
///                 return Ok(None);
///             }
///             let bytes = unwrap(key.ciphertext(), context.as_bytes()).await.map_err(DecryptError::key)?;
///             Ok(Some(DataKey::new(bytes)?))
///         })
///     }
/// }
/// # async fn unwrap(_: &[u8], _: &[u8]) -> std::io::Result<Vec<u8>> { Ok(vec![0; 32]) }
/// ```
pub trait Keyring: Send + Sync {
    /// Decrypts a data key. Returns `None` if it is encrypted under a key that this keyring does not
    /// have.
    ///
    /// The answer must be bound to `context`: a keyring that ignores it accepts a data key that was
    /// made for something else.
    fn data_key<'a>(
        &'a self,
        key: &'a EncryptedDataKey<'a>,
        context: &'a EncryptionContext<'a>,
    ) -> DataKeyFuture<'a>;
}

/// The future that [`Keyring::data_key`] returns.
pub type DataKeyFuture<'a> = Pin<Box<dyn Future<Output = Result<Option<DataKey>, DecryptError>> + Send + 'a>>;

macro_rules! pointer {
    ($($Pointer:ty)+) => {$(
        impl<K: Keyring + ?Sized> Keyring for $Pointer {
            fn data_key<'a>(
                &'a self,
                key: &'a EncryptedDataKey<'a>,
                context: &'a EncryptionContext<'a>,
            ) -> DataKeyFuture<'a> {
                (**self).data_key(key, context)
            }
        }
    )+};
}

pointer!(&K Box<K> Arc<K>);

/// The data key of a message, encrypted under a key that a [`Keyring`] may have.
pub struct EncryptedDataKey<'m> {
    provider_id: &'m str,
    provider_info: &'m [u8],
    ciphertext: &'m [u8],
}

impl<'m> EncryptedDataKey<'m> {
    pub(crate) fn read(reader: &mut Reader<'m>) -> Result<Self, DecryptError> {
        Ok(Self {
            provider_id: reader.text("the provider of a data key")?,
            provider_info: reader.counted("the provider's information about a data key")?,
            ciphertext: reader.counted("an encrypted data key")?,
        })
    }

    /// Returns the provider of the key: `aws-kms` for AWS KMS.
    pub fn provider_id(&self) -> &'m str {
        self.provider_id
    }

    /// Returns which of the provider's keys it is: for AWS KMS, the key's ARN.
    pub fn provider_info(&self) -> &'m [u8] {
        self.provider_info
    }

    /// Returns the encrypted data key.
    pub fn ciphertext(&self) -> &'m [u8] {
        self.ciphertext
    }

    /// Returns the key's name for an error: its ARN in KMS, otherwise its provider.
    pub(crate) fn key_name(&self) -> &'m str {
        self.key_arn().unwrap_or(self.provider_id)
    }

    /// Returns the ARN of the key, if it is a KMS key.
    pub(crate) fn key_arn(&self) -> Option<&'m str> {
        let arn = std::str::from_utf8(self.provider_info).ok();
        arn.filter(|_| self.provider_id == "aws-kms")
    }
}

impl fmt::Debug for EncryptedDataKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncryptedDataKey")
            .field("provider_id", &self.provider_id)
            .field("key_arn", &self.key_arn())
            .finish_non_exhaustive()
    }
}

/// A data key of 32 bytes, for AES-256. It is wiped when it is dropped, and moving it does not copy the
/// key.
pub struct DataKey(Box<[u8; 32]>);

impl DataKey {
    /// Makes a data key from bytes, and wipes the bytes.
    ///
    /// # Errors
    ///
    /// Fails if there are not exactly 32 bytes.
    pub fn new(mut bytes: Vec<u8>) -> Result<Self, DecryptError> {
        let mut key = Self(Box::new([0; 32]));
        let fits = bytes.len() == key.0.len();
        if fits {
            key.0.copy_from_slice(&bytes);
        }
        bytes.zeroize();
        if fits { Ok(key) } else { Err(DecryptError::key("the data key does not have 32 bytes")) }
    }

    pub(crate) fn expose(&self) -> &[u8] {
        self.0.as_slice()
    }
}

impl Drop for DataKey {
    fn drop(&mut self) {
        self.0.as_mut_slice().zeroize();
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(..)")
    }
}
