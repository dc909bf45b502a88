//! Base64, in the two alphabets that Cognito's answers have, and hexadecimal digits.
//!
//! It is written out here because it is on the way of every sign-in, and a crate that takes constant time
//! over each letter makes an unoptimized test slow.

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Encodes in the standard alphabet, with padding.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = letters(bytes, STANDARD);
    while text.len() % 4 != 0 {
        text.push('=');
    }
    text
}

/// Encodes in the alphabet of URLs, without padding.
pub(crate) fn encode_url(bytes: &[u8]) -> String {
    letters(bytes, URL)
}

fn letters(bytes: &[u8], alphabet: &[u8; 64]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let at = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = (at(0) << 16) | (at(1) << 8) | at(2);
        for letter in 0..=chunk.len() {
            let six = (bits >> (18 - 6 * letter)) & 0x3f;
            text.push(char::from(alphabet[six as usize]));
        }
    }
    text
}

/// Decodes the alphabet of URLs, without padding. `None`: the text has another letter.
pub(crate) fn decode_url(text: &str) -> Option<Vec<u8>> {
    letters_of(text, *b"-_")
}

/// Decodes the standard alphabet, with or without padding. `None`: the text has another letter.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    letters_of(text.trim_end_matches('='), *b"+/")
}

fn letters_of(text: &str, last: [u8; 2]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let (mut bits, mut count) = (0_u32, 0);
    for letter in text.bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            _ if letter == last[0] => 62,
            _ if letter == last[1] => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).unwrap_or_default());
        }
    }
    Some(bytes)
}

/// Encodes in lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |four: u8| char::from(DIGITS[usize::from(four)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]).collect()
}

#[cfg(test)]
mod tests {
    use super::{decode, decode_url, encode, encode_url};

    /// Section 10 of RFC 4648.
    #[test]
    fn texts_are_those_of_the_rfc() {
        for (plain, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode(plain.as_bytes()), encoded);
            assert_eq!(decode(encoded).as_deref(), Some(plain.as_bytes()));
        }
    }

    #[test]
    fn every_byte_comes_back() {
        let all: Vec<u8> = (0..=255).collect();
        for length in 0..all.len() {
            assert_eq!(decode_url(&encode_url(&all[..length])).as_deref(), Some(&all[..length]));
        }
        assert_eq!(encode_url(&[0xfb, 0xff]), "-_8");
        assert_eq!(decode_url("a=b"), None);
        assert_eq!(decode("-_8"), None);
        assert_eq!(decode("+/8="), Some(vec![0xfb, 0xff]));
    }
}
