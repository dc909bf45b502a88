//! Time-based one-time passwords: RFC 6238 with SHA-1, six digits, 30 seconds.

use sha1::Sha1;

use crate::hmac::hmac;
use crate::state::{SECOND, Time};

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The number of the 30 seconds that a time belongs to.
pub(super) fn step(time: Time) -> u64 {
    time / (30 * SECOND)
}

/// The code of a secret in base32, at a time.
pub(crate) fn code(secret: &str, time: Time) -> String {
    code_of_step(secret, step(time))
}

pub(super) fn code_of_step(secret: &str, step: u64) -> String {
    let hash = hmac::<Sha1>(&decode(secret), &[&step.to_be_bytes()]);
    let offset = usize::from(hash[19] & 0xf);
    let bytes = [hash[offset] & 0x7f, hash[offset + 1], hash[offset + 2], hash[offset + 3]];
    format!("{:06}", u32::from_be_bytes(bytes) % 1_000_000)
}

pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(5) {
        let mut block = [0; 8];
        block[3..3 + chunk.len()].copy_from_slice(chunk);
        let bits = u64::from_be_bytes(block);
        let letters = (chunk.len() * 8).div_ceil(5);
        for index in 0..letters {
            let five = (bits >> (35 - 5 * index)) & 0x1f;
            text.push(char::from(ALPHABET[usize::try_from(five).unwrap_or(0)]));
        }
    }
    text
}

fn decode(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for letter in text.bytes() {
        let Some(five) = ALPHABET.iter().position(|&known| known == letter.to_ascii_uppercase()) else {
            continue;
        };
        bits = (bits << 5) | u32::try_from(five).unwrap_or(0);
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).unwrap_or(0));
            bits &= (1 << count) - 1;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::{code, decode, encode};

    /// Appendix B of RFC 6238, cut to six digits.
    #[test]
    fn codes_are_those_of_the_rfc() {
        let secret = encode(b"12345678901234567890");
        for (seconds, expected) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            assert_eq!(code(&secret, seconds * 1000), expected);
        }
    }

    #[test]
    fn base32_goes_both_ways() {
        for text in [&b""[..], b"f", b"fo", b"foo", b"foob", b"fooba", b"foobar"] {
            assert_eq!(decode(&encode(text)), text);
        }
        assert_eq!(encode(b"foobar"), "MZXW6YTBOI");
    }
}
