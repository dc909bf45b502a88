//! HMAC (RFC 2104), for secret hashes, proofs, one-time codes and keys.
//!
//! It is written out here because the crate for it needs a newer Rust than this one. Constant time is of no
//! use in a test.

use sha2::Digest;
use sha2::digest::Output;

/// Returns the HMAC of the parts, one after another.
pub(crate) fn hmac<D: Digest>(key: &[u8], parts: &[&[u8]]) -> Output<D> {
    // SHA-512 works on blocks of 128 bytes, SHA-1 and SHA-256 on half of it.
    let size = if <D as Digest>::output_size() > 32 { 128 } else { 64 };
    let mut block = if key.len() > size { D::digest(key).to_vec() } else { key.to_vec() };
    block.resize(size, 0);
    let padded = |with: u8| block.iter().map(|byte| byte ^ with).collect::<Vec<u8>>();
    let mut inner = D::new_with_prefix(padded(0x36));
    for part in parts {
        inner.update(part);
    }
    D::new_with_prefix(padded(0x5c)).chain_update(inner.finalize()).finalize()
}

#[cfg(test)]
mod tests {
    use sha1::Sha1;
    use sha2::{Sha256, Sha512};

    use super::hmac;
    use crate::base64::hex;

    /// Cases 2 and 6 of RFC 4231, and case 2 of RFC 2202.
    #[test]
    fn codes_are_those_of_the_rfcs() {
        let asked: [&[u8]; 2] = [b"what do ya want ", b"for nothing?"];
        assert_eq!(
            hex(&hmac::<Sha256>(b"Jefe", &asked)),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        assert_eq!(
            hex(&hmac::<Sha512>(b"Jefe", &asked)),
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
        );
        assert_eq!(hex(&hmac::<Sha1>(b"Jefe", &asked)), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
        assert_eq!(
            hex(&hmac::<Sha256>(&[0xaa; 131], &[b"Test Using Larger Than Block-Size Key - Hash Key First"])),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        );
    }
}
