//! Signatures that an attacker, or another implementation, could write.

use base64ct::{Base64, Encoding};
use cognito_triggers_codes::ErrorKind;
use p384::ecdsa::Signature;
use p384::ecdsa::signature::Signer;

use crate::decrypt;
use crate::forge::{Forge, signing_key};
use crate::malformed::refused;

#[test]
fn signatures() {
    let signature = |bytes: &[u8]| {
        let signature: Signature = signing_key().sign(bytes);
        signature.to_der().as_bytes().to_vec()
    };
    refused(
        &[0x0178, 0x0478],
        Forge::new,
        &[
            (
                "a public key without a signature",
                |f| f.context.push((b"aws-crypto-public-key".to_vec(), b"x".to_vec())),
                "the encryption context has a public key, but the suite has no signature",
            ),
            ("bytes after the end", |f| f.trailer = vec![0], "the message goes on after its end"),
            ("an empty signature", |f| f.trailer = vec![0, 0], "the message goes on after its end"),
        ],
    );
    refused(
        &[0x0378, 0x0578],
        Forge::new,
        &[
            (
                "no public key",
                |f| {
                    f.context.remove(0);
                },
                "the encryption context has no public key",
            ),
            ("an empty key", |f| f.context[0].1.clear(), "has no compressed point of P-384"),
            ("a key of white space", |f| f.context[0].1.push(b'\n'), "has no compressed point of P-384"),
            ("no base64", |f| f.context[0].1 = vec![b'!'; 68], "has no compressed point of P-384"),
            (
                "the point at infinity",
                |f| f.context[0].1 = b"AA==".to_vec(),
                "has no compressed point of P-384",
            ),
            // SEC1 has a third form for an x alone, which the SDK does not write.
            (
                "a compact point",
                |f| {
                    let mut point =
                        Base64::decode_vec(std::str::from_utf8(&f.context[0].1).unwrap()).unwrap();
                    point[0] = 5;
                    f.context[0].1 = Base64::encode_string(&point).into_bytes();
                },
                "has no compressed point of P-384",
            ),
            (
                "an x that is on no curve",
                |f| f.context[0].1 = [b"Av".as_slice(), &[b'/'; 64], b"=="].concat(),
                "has no compressed point of P-384",
            ),
            ("no signature", |f| f.signature = Some(Vec::new()), "the signature is not two integers in DER"),
            (
                "zeros",
                |f| f.signature = Some(vec![0x30, 6, 2, 1, 0, 2, 1, 0]),
                "the signature is not two integers",
            ),
            ("bytes after the end", |f| f.trailer = vec![0], "the message goes on after its end"),
            ("a second signature", |f| f.trailer = vec![0, 0], "the message goes on after its end"),
        ],
    );
    for suite in [0x0378, 0x0578] {
        let forge = Forge::new(suite);
        // The right key's signature over something else.
        let other = Forge { signature: Some(signature(b"something else")), ..forge.clone() };
        let error = decrypt(&other.build()).unwrap_err().to_string();
        assert!(error.contains("is not authentic, since its signature is wrong"), "{error}");

        let whole = forge.build();
        let length = signature_length(&whole);
        let right = whole[whole.len() - length..].to_vec();
        for (name, wrong) in [
            ("cut", right[..length - 1].to_vec()),
            ("a byte after it", [&right[..], &[0]].concat()),
            ("a longer form of its length", [&[0x30, 0x81], &right[1..]].concat()),
            ("an indefinite length", [&[0x30, 0x80], &right[2..], &[0, 0]].concat()),
            ("a set", [&[0x31], &right[1..]].concat()),
            ("an integer with a zero before it", with_zero(&right)),
        ] {
            let error = decrypt(&Forge { signature: Some(wrong), ..forge.clone() }.build()).expect_err(name);
            assert_eq!(error.kind(), ErrorKind::NotAMessage, "{name}: {error}");
        }
    }
}

/// The DER that ends the message starts behind two bytes that have its length.
fn signature_length(message: &[u8]) -> usize {
    (90..110)
        .find(|length| message[message.len() - length - 2..][..2] == [0, u8::try_from(*length).unwrap()])
        .expect("there is a signature")
}

/// The first integer with one more zero before it than it may have.
fn with_zero(der: &[u8]) -> Vec<u8> {
    let mut out = der.to_vec();
    out[1] += 1;
    out[3] += 1;
    out.insert(4, 0);
    out
}
