//! The encryption context: what a message says about itself, authenticated but not encrypted.

use std::fmt;

use crate::error::DecryptError;
use crate::reader::Reader;

/// KMS does not take more characters either.
const MAX_BYTES: usize = 8192;
const MAX_PAIRS: usize = 64;

const BYTES: &str = "the encryption context";
const KEY: &str = "a key of the encryption context";
const VALUE: &str = "a value of the encryption context";

/// The encryption context: names and values that were bound to the message when it was encrypted.
///
/// Cognito's context has `userpool-id`, and `aws-crypto-public-key` if the message is signed. The
/// context is authentic once the message has been decrypted, not before.
pub struct EncryptionContext<'m> {
    pairs: Vec<(&'m str, &'m str)>,
    bytes: &'m [u8],
}

impl<'m> EncryptionContext<'m> {
    pub(crate) fn read(reader: &mut Reader<'m>) -> Result<Self, DecryptError> {
        let at = reader.at();
        let bytes = reader.counted(BYTES)?;
        if bytes.len() > MAX_BYTES {
            return Err(DecryptError::wrong(at, BYTES, "is longer than 8192 bytes"));
        }
        Self::parse(bytes).map_err(|fault| DecryptError::wrong(at, BYTES, fault))
    }

    /// Parses a context. An empty one has no bytes at all. Errors describe a fault of the whole
    /// context, since the position within it is of no use to a reader.
    fn parse(bytes: &'m [u8]) -> Result<Self, &'static str> {
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        if bytes.is_empty() {
            return Ok(Self { pairs, bytes });
        }
        let mut reader = Reader::new(bytes);
        let ends = |_| "ends before its last value, or is not UTF-8";
        let count = reader.u16(BYTES).map_err(ends)?;
        if count == 0 {
            return Err("has bytes but no pairs");
        }
        if usize::from(count) > MAX_PAIRS {
            return Err("has more than 64 pairs");
        }
        for _ in 0..count {
            let key = reader.text(KEY).map_err(ends)?;
            let value = reader.text(VALUE).map_err(ends)?;
            if pairs.iter().any(|(known, _)| *known == key) {
                return Err("has a key twice");
            }
            pairs.push((key, value));
        }
        if !reader.is_at_end() {
            return Err("has bytes after its last pair");
        }
        Ok(Self { pairs, bytes })
    }

    /// Returns the value of a key.
    pub fn get(&self, key: &str) -> Option<&'m str> {
        self.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// Iterates over the keys and values, in the message's order. No key occurs twice.
    pub fn iter(&self) -> std::iter::Copied<std::slice::Iter<'_, (&'m str, &'m str)>> {
        self.pairs.iter().copied()
    }

    /// Returns the bytes of the context as the message has them. A raw AES keyring binds data keys to
    /// these bytes.
    pub fn as_bytes(&self) -> &'m [u8] {
        self.bytes
    }
}

impl<'c, 'm> IntoIterator for &'c EncryptionContext<'m> {
    type Item = (&'m str, &'m str);
    type IntoIter = std::iter::Copied<std::slice::Iter<'c, (&'m str, &'m str)>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Shows only the names, never the values.
impl fmt::Debug for EncryptionContext<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|(key, _)| key)).finish()
    }
}
