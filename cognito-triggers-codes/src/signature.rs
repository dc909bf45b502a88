//! The signature at the end of a message with a signed suite.

use base64ct::{Base64, Encoding};
use p384::ecdsa::signature::Verifier;
use p384::ecdsa::{Signature, VerifyingKey};

use crate::context::EncryptionContext;
use crate::error::DecryptError;
use crate::reader::Reader;
use crate::suite::Suite;

/// The key under which the encryption context has the public key.
const PUBLIC_KEY: &str = "aws-crypto-public-key";

/// A signature over everything before it: ECDSA on P-384 with SHA-384.
///
/// ECDSA lets anybody turn a signature into a second one for the same bytes. So the signature says who
/// made the message, but it does not identify the message. The tags say that the bytes are the same.
pub(crate) struct Signed<'m> {
    key: &'m str,
    signature: Signature,
    bytes: &'m [u8],
}

impl<'m> Signed<'m> {
    /// Reads the signature that the suite requires. Returns `None` for a suite without one.
    pub(crate) fn read(
        reader: &mut Reader<'m>,
        suite: Suite,
        context: &EncryptionContext<'m>,
    ) -> Result<Option<Self>, DecryptError> {
        let bytes = reader.taken();
        let key = match (suite.signed, context.get(PUBLIC_KEY)) {
            (false, None) => return Ok(None),
            (false, Some(_)) => return Err(wrong(bytes, "has a public key, but the suite has no signature")),
            (true, None) => return Err(wrong(bytes, "has no public key for the signature")),
            (true, Some(key)) => key,
        };
        let signature = Signature::from_der(reader.counted("the signature")?)
            .map_err(|_| DecryptError::wrong(bytes.len(), "the signature", "is not two integers in DER"))?;
        Ok(Some(Self { key, signature, bytes }))
    }

    /// Verifies the signature. Decodes the public key only here, when the header that contains it is
    /// authentic.
    pub(crate) fn verify(&self) -> Result<(), DecryptError> {
        let key = point(self.key)
            .ok_or_else(|| wrong(self.bytes, "has no compressed point of P-384 as its public key"))?;
        key.verify(self.bytes, &self.signature).map_err(|_| DecryptError::not_authentic("signature"))
    }
}

fn wrong(before: &[u8], fault: &'static str) -> DecryptError {
    DecryptError::wrong(before.len(), "the encryption context", fault)
}

/// Decodes a compressed point: 49 bytes, of which the first is 2 or 3.
fn point(base64: &str) -> Option<VerifyingKey> {
    let mut bytes = [0; 49];
    let decoded = Base64::decode(base64, &mut bytes).ok()?;
    if decoded.len() != 49 || !matches!(decoded.first(), Some(2 | 3)) {
        return None;
    }
    VerifyingKey::from_sec1_bytes(decoded).ok()
}
