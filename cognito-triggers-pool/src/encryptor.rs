//! Encrypts codes for custom senders, as messages of the AWS Encryption SDK.

use std::fmt;

use aes_gcm::{AeadInOut, Aes256Gcm, KeyInit};
use sha2::Sha512;

use crate::base64;
use crate::hmac::hmac;
use crate::state::Random;

/// AES-256-GCM with HKDF-SHA512 and key commitment, not signed. Cognito itself has used a signed suite.
const SUITE: [u8; 2] = [0x04, 0x78];

/// The key under which codes for custom senders are encrypted: what the AWS Encryption SDK calls a raw
/// AES keyring. On AWS the key is in KMS.
///
/// Give the same namespace, name and key to the keyring of the function under test. The encryption context
/// has `userpool-id`, as Cognito's has. The pool's random numbers are no secrets, so neither are the
/// encrypted codes.
#[derive(Clone)]
pub struct SenderKey {
    namespace: String,
    name: String,
    key: [u8; 32],
}

impl fmt::Debug for SenderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SenderKey")
            .field("namespace", &self.namespace)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl SenderKey {
    /// A key, and the namespace and the name that it has in the keyring.
    pub fn new(namespace: impl Into<String>, name: impl Into<String>, key: [u8; 32]) -> Self {
        Self { namespace: namespace.into(), name: name.into(), key }
    }

    /// Encrypts a code for a pool. The result is base64, as in `request.code`.
    pub(crate) fn encrypt(&self, code: &str, pool: &str, random: &mut Random) -> String {
        let message_id: [u8; 32] = random.bytes();
        let data_key: [u8; 32] = random.bytes();
        let context =
            [&1_u16.to_be_bytes()[..], &counted(b"userpool-id"), &counted(pool.as_bytes())].concat();
        // HKDF (RFC 5869), whose first block is long enough.
        let extracted = hmac::<Sha512>(&message_id, &[&data_key]);
        let derived = first_half(&hmac::<Sha512>(&extracted, &[&SUITE, b"DERIVEKEY", &[1]]));
        let commitment = first_half(&hmac::<Sha512>(&extracted, &[b"COMMITKEY", &[1]]));
        let mut message = [
            &[0x02][..],
            &SUITE,
            &message_id,
            &counted(&context),
            &1_u16.to_be_bytes(),
            &self.encrypted_data_key(data_key, &context, random),
            // Framed, with frames of 4096 bytes.
            &[0x02],
            &4096_u32.to_be_bytes(),
            &commitment,
        ]
        .concat();
        let header_tag = seal(&derived, [0; 12], &message, &mut []);
        message.extend(header_tag);
        let mut sealed = code.as_bytes().to_vec();
        let length = u32::try_from(sealed.len()).unwrap_or(u32::MAX);
        let mut iv = [0; 12];
        iv[11] = 1;
        let bound = [
            &message_id[..],
            b"AWSKMSEncryptionClient Final Frame",
            &1_u32.to_be_bytes(),
            &u64::from(length).to_be_bytes(),
        ]
        .concat();
        let tag = seal(&derived, iv, &bound, &mut sealed);
        for part in
            [&u32::MAX.to_be_bytes()[..], &1_u32.to_be_bytes(), &iv, &length.to_be_bytes(), &sealed, &tag]
        {
            message.extend_from_slice(part);
        }
        base64::encode(&message)
    }

    /// The data key under this key, with its provider and the provider's information.
    fn encrypted_data_key(&self, data_key: [u8; 32], context: &[u8], random: &mut Random) -> Vec<u8> {
        let iv: [u8; 12] = random.bytes();
        let mut encrypted = data_key.to_vec();
        let tag = seal(&self.key, iv, context, &mut encrypted);
        encrypted.extend(tag);
        // The name, the length of the tag in bits, the length of the IV in bytes, the IV.
        let info = [self.name.as_bytes(), &128_u32.to_be_bytes(), &12_u32.to_be_bytes(), &iv].concat();
        [counted(self.namespace.as_bytes()), counted(&info), counted(&encrypted)].concat()
    }
}

fn counted(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    [&length.to_be_bytes()[..], bytes].concat()
}

fn first_half(block: &[u8]) -> [u8; 32] {
    std::array::from_fn(|index| block.get(index).copied().unwrap_or_default())
}

/// Encrypts in place, and returns the tag.
fn seal(key: &[u8; 32], iv: [u8; 12], bound: &[u8], content: &mut [u8]) -> [u8; 16] {
    let sealed = Aes256Gcm::new(key.into()).encrypt_inout_detached(&iv.into(), bound, content.into());
    sealed.unwrap_or_else(|_| unreachable!("a code is shorter than AES-GCM's limit")).into()
}

#[cfg(test)]
mod tests {
    use super::SenderKey;
    use crate::base64;
    use crate::state::Random;

    #[test]
    fn a_message_begins_as_the_format_says_and_hides_the_code() {
        let key = SenderKey::new("tests", "key", *b"published key, for samples only!");
        let text = key.encrypt("123456", "eu-central-1_TestPool1", &mut Random::new(1));
        let bytes = base64::decode_url(&text.trim_end_matches('=').replace('+', "-").replace('/', "_"))
            .expect("base64");
        assert_eq!(bytes[..3], [0x02, 0x04, 0x78]);
        let has = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
        assert!(has(b"userpool-id") && has(b"eu-central-1_TestPool1") && has(b"tests"));
        assert!(!has(b"123456"));
        assert_ne!(text, key.encrypt("123456", "eu-central-1_TestPool1", &mut Random::new(2)));
    }
}
