//! RSA signatures (RS256) with two keys that everybody knows.
//!
//! The keys are in this file, so their signatures prove nothing: their `kid` says that they are for tests. Not
//! constant in time, for the same reason.

use std::sync::LazyLock;

use num_bigint::BigUint;
use sha2::{Digest, Sha256};

use crate::base64::encode_url;

/// A key of 2,048 bits, with the numbers that make it four times as fast.
pub(crate) struct Key {
    /// The `kid` of its tokens.
    pub(crate) kid: &'static str,
    modulus: BigUint,
    primes: [BigUint; 2],
    exponents: [BigUint; 2],
    coefficient: BigUint,
}

/// A pool has a key for each kind of token.
pub(crate) static ID_TOKENS: LazyLock<Key> =
    LazyLock::new(|| Key::new("not-secret-test-key-of-id-tokens", [ID_P, ID_Q]));
pub(crate) static ACCESS_TOKENS: LazyLock<Key> =
    LazyLock::new(|| Key::new("not-secret-test-key-of-access-tokens", [ACCESS_P, ACCESS_Q]));

const PUBLIC_EXPONENT: u32 = 65_537;

/// What stands before a SHA-256 digest: its algorithm in DER.
const DIGEST_INFO: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
];

impl Key {
    fn new(kid: &'static str, primes: [&str; 2]) -> Self {
        let primes = primes.map(|prime| BigUint::parse_bytes(prime.as_bytes(), 16).unwrap_or_default());
        let exponent = BigUint::from(PUBLIC_EXPONENT);
        let inverse = |number: &BigUint, modulus: &BigUint| number.modinv(modulus).unwrap_or_default();
        let exponents = [0, 1].map(|at: usize| inverse(&exponent, &(&primes[at] - 1_u8)));
        let coefficient = inverse(&primes[1], &primes[0]);
        Self { kid, modulus: &primes[0] * &primes[1], primes, exponents, coefficient }
    }

    /// The modulus in the form of a JWK.
    pub(crate) fn n(&self) -> String {
        encode_url(&self.modulus.to_bytes_be())
    }

    /// The public exponent in the form of a JWK.
    pub(crate) fn e() -> String {
        encode_url(&PUBLIC_EXPONENT.to_be_bytes()[1..])
    }

    /// Signs a message by RSASSA-PKCS1-v1_5 with SHA-256.
    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        const LENGTH: usize = 256;
        let mut padded = vec![0xff; LENGTH];
        padded[..2].copy_from_slice(&[0, 1]);
        let end = [&[0], &DIGEST_INFO[..], &Sha256::digest(message)].concat();
        padded[LENGTH - end.len()..].copy_from_slice(&end);
        let number = self.raise(&BigUint::from_bytes_be(&padded)).to_bytes_be();
        let mut signature = vec![0; LENGTH - number.len()];
        signature.extend(number);
        signature
    }

    /// Raises a number to the private exponent, by the Chinese remainder theorem.
    fn raise(&self, number: &BigUint) -> BigUint {
        let [p, q] = &self.primes;
        let [by_p, by_q] = [0, 1].map(|at: usize| number.modpow(&self.exponents[at], &self.primes[at]));
        let difference = (by_p + p - &by_q % p) % p;
        by_q + q * (difference * &self.coefficient % p)
    }
}

const ID_P: &str = "\
f52db914ba0880b32b9424ad066c370ceab5e37528946a3b3b4479f6aac6f225f0c3b57f717a87b1c15ea0eec715c688\
ec727d94c804cf070e92ee8438654018c0fbbb6e8dbfc3ff84f41221c4e704243a583289b13e7f6e9aedc2b3c1c79d64\
1323097d05872564327a0cea8623df096a5b401cd8c1938756d11b37917d41df";
const ID_Q: &str = "\
e16e6cbdf43d34c74dce99a0d9361a4ae91a9ad403553727e229c8396e3cc0c6f80e1519b6d15ada4b0d5988380a4021\
1304994227b9563c191d3b093a80af93e20897cff18a1a442130b000bf2e39a65d490e98692222cc4a12c175d651b0b0\
ec6d5a0107f8c57c660b9c68675be32f6dba48144ecdf70e452a835ddc2b69cd";
const ACCESS_P: &str = "\
fcefeafeb55eae9d74e8d77b72088e6435f9db3c88f52ac6206a53f12080e60a300f32eeaf8aec1161b89db805b4a265\
30a420b444f5f43b473019102e38007c8179bd37c723b73749586c9e2f66eae4405e30bae12a673589ec9e9868093dc2\
301424a9b2343f45e4f18abe6e53fa969c758de48726fcf214ef72e7eb60f0cd";
const ACCESS_Q: &str = "\
bb3dbd53df59ea2ec2c5c38787c4ab9eb45a0275b989987f00572e76e6540db260d2333ecec14db8b349722572b8179f\
78b9283ff08cd7dba23831be426be2dbf453770febfd912b3c3ac55495c6a18fc8a95e8d6d49a769dcf0dd3dc13ff2e6\
58e46b4e329071df1d692a88853dcde58b7bae3b4750ab3dae98113bd52e7d05";

#[cfg(test)]
mod tests {
    use num_bigint::BigUint;
    use sha2::{Digest, Sha256};

    use super::{ACCESS_TOKENS, DIGEST_INFO, ID_TOKENS, Key, PUBLIC_EXPONENT};
    use crate::base64::hex;

    /// Their digests: `openssl dgst -sha256 -sign` made the signatures.
    #[test]
    fn signatures_are_those_of_openssl() {
        for (key, digest) in [
            (&*ID_TOKENS, "c58ccb8d65683617dedb20a5f05acbcd30d70b119c9b14115cd8d312a05b15f7"),
            (&*ACCESS_TOKENS, "70a5700459c037597930ec837463fa0b16ac7d5d344cd89c0ad7121f2f7713ac"),
        ] {
            assert_eq!(hex(&Sha256::digest(key.sign(b"a message"))), digest, "{}", key.kid);
        }
    }

    #[test]
    fn the_public_key_undoes_a_signature() {
        assert_eq!(Key::e(), "AQAB");
        for message in 0..20_u8 {
            let signature = BigUint::from_bytes_be(&ID_TOKENS.sign(&[message]));
            let undone = signature.modpow(&BigUint::from(PUBLIC_EXPONENT), &ID_TOKENS.modulus).to_bytes_be();
            let end = [&DIGEST_INFO[..], &Sha256::digest([message])].concat();
            // The first byte of the padded form is a zero.
            assert_eq!(undone.len(), 255);
            assert!(undone.ends_with(&end));
        }
    }
}
