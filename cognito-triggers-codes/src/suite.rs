//! The algorithm suites, and the keys that they derive from a data key.

use aes_gcm::{Aes256Gcm, KeyInit};
use hkdf::Hkdf;
use sha2::{Sha256, Sha384, Sha512};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::error::DecryptError;
use crate::keyring::DataKey;

/// A suite that this crate knows. All suites encrypt with AES-256-GCM and tags of 16 bytes. A message
/// states only the number of its suite, and only the table below says what the number means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Suite {
    pub(crate) id: u16,
    /// The message format to which the suite belongs.
    pub(crate) format: u8,
    /// Whether the message is signed with ECDSA on P-384.
    pub(crate) signed: bool,
    kdf: Kdf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kdf {
    Sha256,
    Sha384,
    /// With key commitment.
    Sha512,
}

const SUITES: [Suite; 4] = [
    Suite { id: 0x0178, format: 1, signed: false, kdf: Kdf::Sha256 },
    Suite { id: 0x0378, format: 1, signed: true, kdf: Kdf::Sha384 },
    Suite { id: 0x0478, format: 2, signed: false, kdf: Kdf::Sha512 },
    Suite { id: 0x0578, format: 2, signed: true, kdf: Kdf::Sha512 },
];

impl Suite {
    pub(crate) fn of(id: u16, format: u8, at: usize) -> Result<Self, DecryptError> {
        let suite = SUITES.iter().find(|suite| suite.id == id).ok_or_else(|| DecryptError::suite(id))?;
        if suite.format != format {
            return Err(DecryptError::wrong(at, "the algorithm suite", "is not one of the message's format"));
        }
        Ok(*suite)
    }

    /// Returns the cipher of the message, after checking that the message commits to the data key.
    ///
    /// Format 1 has no commitment: there, somebody can make a message that decrypts to two texts under
    /// two data keys. Cognito chooses the suite, so it is not for this crate to refuse it.
    pub(crate) fn cipher(
        self,
        key: &DataKey,
        message_id: &[u8],
        commitment: Option<&[u8; 32]>,
    ) -> Result<Aes256Gcm, DecryptError> {
        let id = self.id.to_be_bytes();
        let mut derived = Zeroizing::new([0; 32]);
        let info: [&[u8]; 2] = [&id, if self.kdf == Kdf::Sha512 { b"DERIVEKEY" } else { message_id }];
        let expanded = match self.kdf {
            Kdf::Sha256 => {
                Hkdf::<Sha256>::new(None, key.expose()).expand_multi_info(&info, derived.as_mut_slice())
            }
            Kdf::Sha384 => {
                Hkdf::<Sha384>::new(None, key.expose()).expand_multi_info(&info, derived.as_mut_slice())
            }
            Kdf::Sha512 => {
                let hkdf = Hkdf::<Sha512>::new(Some(message_id), key.expose());
                let mut expected = Zeroizing::new([0; 32]);
                let committed = hkdf.expand(b"COMMITKEY", expected.as_mut_slice());
                let same = commitment.is_some_and(|found| found.ct_eq(&*expected).into());
                if committed.is_err() || !same {
                    return Err(DecryptError::not_authentic("key commitment"));
                }
                hkdf.expand_multi_info(&info, derived.as_mut_slice())
            }
        };
        // HKDF always gives 32 bytes, but its signature does not say so.
        expanded.map_err(|_| DecryptError::not_authentic("derived key"))?;
        Ok(Aes256Gcm::new((&*derived).into()))
    }
}
