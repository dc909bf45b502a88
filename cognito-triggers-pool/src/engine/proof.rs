//! The proof of a password, which stands in for SRP's arithmetic.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::base64;

/// A `PASSWORD_CLAIM_SIGNATURE` that this pool accepts: an HMAC of the secret block and the timestamp,
/// under the password. It is not SRP: a client of AWS's SDKs computes another one.
pub(crate) fn proof(password: &str, secret_block: &str, timestamp: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(password.as_bytes())
        .unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
    mac.update(secret_block.as_bytes());
    mac.update(timestamp.as_bytes());
    base64::encode(&mac.finalize().into_bytes())
}
