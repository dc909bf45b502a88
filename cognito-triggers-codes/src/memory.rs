//! The keyring with a key in memory, for tests and for trying things out.

use std::fmt;

use aes_gcm::{AeadInOut, Aes256Gcm, KeyInit};
use zeroize::Zeroizing;

use crate::context::EncryptionContext;
use crate::error::DecryptError;
use crate::keyring::{DataKey, DataKeyFuture, EncryptedDataKey, Keyring};

/// This key is published, so it is good only for samples.
const SAMPLES: &[u8; 32] = b"published key, for samples only!";

/// An AES-256 key in memory: what the AWS Encryption SDK calls a raw AES keyring.
///
/// It is for tests. [`MemoryKeyring::of_samples`] decrypts the codes of this library's sample events.
/// Encrypt codes of your own with the Encryption SDK for Python or JavaScript. Both have the same
/// keyring: give it the same namespace, name and key.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use cognito_triggers::custom_email_sender::{AdminCreateUser, Event};
/// use cognito_triggers_codes::{DecryptCode, MemoryKeyring};
///
/// let event = Event::<AdminCreateUser>::sample();
/// let password = event.code().unwrap().decrypt(&MemoryKeyring::of_samples()).await?;
/// assert_eq!(password.expose(), "Tmp-4r7!<Q9z");
/// # Ok(())
/// # }
/// ```
pub struct MemoryKeyring {
    namespace: String,
    name: String,
    key: Zeroizing<[u8; 32]>,
}

impl MemoryKeyring {
    /// Makes a keyring from a key, with the namespace and the name that the key has where messages are
    /// encrypted.
    pub fn new(namespace: impl Into<String>, name: impl Into<String>, key: [u8; 32]) -> Self {
        Self { namespace: namespace.into(), name: name.into(), key: Zeroizing::new(key) }
    }

    /// Makes a keyring with the published key under which the codes of the sample events are encrypted.
    ///
    /// The code is `123456`, and the temporary password of `AdminCreateUser` is `Tmp-4r7!<Q9z`. It has a
    /// `<`, so that a test sees whether your HTML escapes it.
    pub fn of_samples() -> Self {
        Self::new("cognito-triggers", "samples", *SAMPLES)
    }

    /// Decrypts a data key. Returns `None` if it is encrypted under another key.
    fn decrypt(
        &self,
        key: &EncryptedDataKey<'_>,
        context: &EncryptionContext<'_>,
    ) -> Result<Option<DataKey>, DecryptError> {
        if key.provider_id() != self.namespace {
            return Ok(None);
        }
        // The information has the name, the length of the tag in bits, the length of the IV in bytes,
        // and the IV.
        let Some((name, iv)) = key.provider_info().split_last_chunk::<12>() else { return Ok(None) };
        let Some(lengths) = name.strip_prefix(self.name.as_bytes()) else { return Ok(None) };
        if lengths != [0, 0, 0, 128, 0, 0, 0, 12] {
            return Ok(None);
        }
        let altered = || DecryptError::not_authentic("data key");
        let (encrypted, tag) = key.ciphertext().split_last_chunk::<16>().ok_or_else(altered)?;
        let mut bytes = Zeroizing::new(encrypted.to_vec());
        Aes256Gcm::new((&*self.key).into())
            .decrypt_inout_detached(iv.into(), context.as_bytes(), bytes.as_mut_slice().into(), tag.into())
            .map_err(|_| altered())?;
        DataKey::new(std::mem::take(&mut *bytes)).map(Some)
    }
}

impl Keyring for MemoryKeyring {
    fn data_key<'a>(
        &'a self,
        key: &'a EncryptedDataKey<'a>,
        context: &'a EncryptionContext<'a>,
    ) -> DataKeyFuture<'a> {
        Box::pin(std::future::ready(self.decrypt(key, context)))
    }
}

impl fmt::Debug for MemoryKeyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryKeyring")
            .field("namespace", &self.namespace)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
