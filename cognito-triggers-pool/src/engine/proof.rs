//! The proof of a password, which stands in for SRP's arithmetic.

use sha2::Sha256;

use crate::base64;
use crate::hmac::hmac;

/// A `PASSWORD_CLAIM_SIGNATURE` that this pool accepts: an HMAC of the secret block and the timestamp,
/// under the password. It is not SRP: a client of AWS's SDKs computes another one.
pub(crate) fn proof(password: &str, secret_block: &str, timestamp: &str) -> String {
    base64::encode(&hmac::<Sha256>(password.as_bytes(), &[secret_block.as_bytes(), timestamp.as_bytes()]))
}
