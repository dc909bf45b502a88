//! Malformed messages, as an attacker or another implementation could write them.

use cognito_triggers_codes::{ErrorKind, Message};

use crate::decrypt;
use crate::forge::{Forge, Kind, frame};

pub(crate) const SUITES: [u16; 4] = [0x0178, 0x0378, 0x0478, 0x0578];

#[test]
fn what_is_not_wrong_decrypts() {
    for suite in SUITES {
        assert_eq!(decrypt(&Forge::new(suite).build()).unwrap(), b"123456", "{suite:#x}");
        assert_eq!(decrypt(&Forge::unframed(suite).build()).unwrap(), b"123456", "{suite:#x}");
    }
}

/// What a case changes, and the error.
pub(crate) type Case = (&'static str, fn(&mut Forge), &'static str);

pub(crate) fn refused(suites: &[u16], make: fn(u16) -> Forge, cases: &[Case]) {
    for suite in suites {
        for (name, change, expected) in cases {
            let mut forge = make(*suite);
            change(&mut forge);
            let error = decrypt(&forge.build()).expect_err(name).to_string();
            let text = error.strip_prefix("the encrypted code ").unwrap_or(&error);
            assert!(text.contains(expected), "{suite:#x}, {name}: expected {expected:?}, but got {error:?}");
        }
    }
}

#[test]
fn formats_and_suites() {
    refused(
        &SUITES,
        Forge::new,
        &[
            ("format 0", |f| f.format = 0, "format 1 or 2, since it starts with 0:"),
            ("format 3", |f| f.format = 3, "format 1 or 2, since it starts with 3:"),
            ("an old suite", |f| f.suite = 0x0078, "has the algorithm suite 0x0078, but only 0x0178,"),
            ("128 bits", |f| f.suite = 0x0114, "has the algorithm suite 0x0114, but only 0x0178,"),
            ("another tag", |f| f.header_tag = Some([0; 16]), "is not authentic, since its header is wrong"),
            ("no suite", |f| f.suite = 0, "has the algorithm suite 0x0000, but only 0x0178,"),
        ],
    );
    refused(
        &[0x0178, 0x0378],
        Forge::new,
        &[
            (
                "format 2",
                |f| f.format = 2,
                "at byte 1 the algorithm suite is not one of the message's format",
            ),
            ("another type", |f| f.kind = 0x81, "at byte 1 the type is not 128"),
            ("reserved bytes", |f| f.reserved[3] = 1, "the reserved bytes are not zero"),
            ("IVs of 16 bytes", |f| f.iv_length = 16, "the length of the IVs is not 12"),
            ("no IVs", |f| f.iv_length = 0, "the length of the IVs is not 12"),
            // The other suite's derivation: the number is bound to the key.
            (
                "a shorter id",
                |f| {
                    f.id.pop();
                },
                "not a message of the AWS Encryption SDK",
            ),
        ],
    );
    refused(
        &[0x0478, 0x0578],
        Forge::new,
        &[
            (
                "format 1",
                |f| f.format = 1,
                "at byte 2 the algorithm suite is not one of the message's format",
            ),
            (
                "another commitment",
                |f| f.commitment = Some(vec![0; 32]),
                "is not authentic, since its key commitment is wrong",
            ),
            ("a shorter commitment", |f| f.commitment = Some(vec![0; 31]), "the AWS Encryption SDK"),
        ],
    );
}

fn context(pairs: &[(&[u8], &[u8])]) -> Vec<u8> {
    let mut out = u16::try_from(pairs.len()).unwrap().to_be_bytes().to_vec();
    for part in pairs.iter().flat_map(|(key, value)| [key, value]) {
        out.extend(u16::try_from(part.len()).unwrap().to_be_bytes());
        out.extend(*part);
    }
    out
}

#[test]
fn contexts() {
    refused(
        &SUITES,
        Forge::new,
        &[
            (
                "a key twice",
                |f| f.context.push(f.context[0].clone()),
                "the encryption context has a key twice",
            ),
            (
                "the pool twice",
                |f| f.context.push((b"userpool-id".to_vec(), b"eu-central-1_Another99".to_vec())),
                "the encryption context has a key twice",
            ),
            ("a key that is no UTF-8", |f| f.context.push((vec![0xff], vec![])), "is not UTF-8"),
            ("a value that is no UTF-8", |f| f.context.push((vec![b'a'], vec![0xc3])), "is not UTF-8"),
            ("a surrogate", |f| f.context.push((vec![0xed, 0xa0, 0x80], vec![])), "is not UTF-8"),
            (
                "65 pairs",
                |f| f.context = (0..65).map(|n| (vec![n], vec![])).collect(),
                "has more than 64 pairs",
            ),
            (
                "a long value",
                |f| f.context.push((b"a".to_vec(), vec![b'a'; 8192])),
                "the encryption context is longer than 8192 bytes",
            ),
            ("no pairs, and two bytes", |f| f.context_bytes = Some(vec![0, 0]), "has bytes but no pairs"),
            ("half a count", |f| f.context_bytes = Some(vec![0]), "ends before its last value"),
            ("a missing pair", |f| f.context_bytes = Some(vec![0, 1]), "ends before its last value"),
            (
                "more pairs than bytes",
                |f| f.context_bytes = Some(vec![0, 64, 0, 0, 0, 0]),
                "ends before its last",
            ),
            ("65535 pairs", |f| f.context_bytes = Some(vec![0xff; 8000]), "has more than 64 pairs"),
            (
                "a value that goes beyond",
                |f| f.context_bytes = Some(vec![0, 1, 0, 1, b'a', 0xff, 0xff, b'b']),
                "ends before its last value",
            ),
            (
                "bytes after the last pair",
                |f| f.context_bytes = Some([context(&[(b"a", b"b")]), vec![0]].concat()),
                "the encryption context has bytes after its last pair",
            ),
        ],
    );
    // Another order than the SDK's is another context, and a message that says so is authentic.
    for suite in SUITES {
        let mut forge = Forge::new(suite);
        forge.context.push((b"a".to_vec(), b"first by its name, and last here".to_vec()));
        forge.context.push((Vec::new(), Vec::new()));
        assert_eq!(decrypt(&forge.build()).unwrap(), b"123456");
    }
}

#[test]
fn data_keys() {
    refused(
        &SUITES,
        Forge::new,
        &[
            ("none", |f| f.keys = 0, "the number of data keys is 0"),
            ("17", |f| f.keys = 17, "the number of data keys is more than 16"),
            (
                "65535, and one is there",
                |f| f.key_count = Some(0xffff),
                "the number of data keys is more than 16",
            ),
            ("16, and one is there", |f| f.key_count = Some(16), "not a message of the AWS Encryption SDK, "),
            (
                "a provider that is no UTF-8",
                |f| f.provider.0 = vec![0xff],
                "the provider of a data key is not UTF-8",
            ),
            (
                "another provider",
                |f| f.provider.0 = b"other".to_vec(),
                "under `other`, which the keyring does not have",
            ),
            (
                "a KMS key",
                |f| {
                    let arn = b"arn:aws:kms:eu-central-1:111122223333:key/a\n";
                    f.provider = (b"aws-kms".to_vec(), arn.to_vec());
                },
                "under `arn:aws:kms:eu-central-1:111122223333:key/a\\n`, which the keyring does not have: give it",
            ),
            ("no information", |f| f.provider.1 = Vec::new(), "which the keyring does not have"),
            ("a name alone", |f| f.provider.1 = b"samples".to_vec(), "which the keyring does not have"),
            ("tags of 96 bits", |f| f.provider.1[10] = 96, "which the keyring does not have"),
            ("IVs of 16 bytes", |f| f.provider.1[14] = 16, "which the keyring does not have"),
            ("another IV", |f| f.provider.1[15] = 0, "is not authentic, since its data key is wrong"),
            ("no data key", |f| f.wrapped_length = 0, "is not authentic, since its data key is wrong"),
            ("a tag alone", |f| f.wrapped_length = 16, "is not authentic, since its data key is wrong"),
            ("a byte less", |f| f.wrapped_length = 47, "is not authentic, since its data key is wrong"),
        ],
    );
    for suite in SUITES {
        let forge = Forge { keys: 16, ..Forge::new(suite) };
        assert_eq!(decrypt(&forge.build()).unwrap(), b"123456");
    }
}

#[test]
fn frames() {
    refused(
        &SUITES,
        Forge::new,
        &[
            ("content type 0", |f| f.content_type = 0, "the content type is neither 1 nor 2"),
            ("content type 3", |f| f.content_type = 3, "the content type is neither 1 nor 2"),
            ("content type 1", |f| f.content_type = 1, "the frame length is not 0, but there are no frames"),
            ("frames of 0 bytes", |f| f.frame_length = 0, "the frame length is 0, but there are frames"),
            (
                "frames of 0 bytes, many",
                |f| {
                    f.frame_length = 0;
                    f.parts = (1..1000).map(|number| frame(Kind::Frame, number, b"")).collect();
                },
                "the frame length is 0, but there are frames",
            ),
            ("frames of 4 GiB", |f| f.frame_length = u32::MAX, "ends within the content of a frame"),
            ("frames of 2 GiB", |f| f.frame_length = 1 << 31, "ends within the content of a frame"),
            ("no frames", |f| f.parts.clear(), "the number of a frame"),
            (
                "no final frame",
                |f| {
                    f.parts.pop();
                },
                "the number of a frame",
            ),
            ("starts at 0", |f| f.parts[0].number = 0, "the number of a frame is not the next one"),
            (
                "starts at 2",
                |f| {
                    f.parts.remove(0);
                },
                "the number of a frame is not the next one",
            ),
            (
                "a frame twice",
                |f| f.parts.insert(0, f.parts[0].clone()),
                "the number of a frame is not the next one",
            ),
            ("in another order", |f| f.parts.swap(0, 1), "the number of a frame is not the next one"),
            ("a gap", |f| f.parts[1].number = 3, "the number of a frame is not the next one"),
            (
                "the final frame has the final number",
                |f| f.parts[1].number = u32::MAX,
                "the number of a frame is not the next one",
            ),
            (
                "the mark of the final frame twice",
                |f| f.parts[0].number = u32::MAX,
                "the number of a frame is not the next one",
            ),
            (
                "a longer final frame",
                |f| f.parts[1].content = b"56789".to_vec(),
                "the length of the final frame is more than the frame length",
            ),
            (
                "a final frame of 4 GiB",
                |f| {
                    f.frame_length = u32::MAX;
                    f.parts.remove(0);
                    f.parts[0].number = 1;
                    f.parts[0].length = Some(u32::MAX.into());
                },
                "ends within the content of a frame",
            ),
        ],
    );
    refused(
        &[0x0178, 0x0478],
        Forge::new,
        &[
            (
                "two final frames",
                |f| f.parts.push(frame(Kind::Final, 3, b"78")),
                "the message goes on after its end",
            ),
            (
                "a frame after the final one",
                |f| f.parts.push(frame(Kind::Frame, 3, b"7890")),
                "goes on after its end",
            ),
        ],
    );
    // An empty final frame is what an encryptor writes that did not know that it was at the end.
    for suite in SUITES {
        let mut forge = Forge::new(suite);
        forge.parts = vec![frame(Kind::Frame, 1, b"1234"), frame(Kind::Final, 2, b"")];
        assert_eq!(decrypt(&forge.build()).unwrap(), b"1234");
    }
}

/// A block that is authentic elsewhere is not here: in another message under the same data key, as
/// another kind of block, of another length.
#[test]
fn tags_bind_a_block_to_its_place() {
    for suite in SUITES {
        let whole = Forge { parts: vec![frame(Kind::Final, 1, b"1234")], ..Forge::new(suite) };
        let block = Forge { parts: vec![frame(Kind::Block, 1, b"1234")], ..Forge::unframed(suite) };
        let other = Forge { id: vec![6; whole.id.len()], ..whole.clone() };
        for from in [block, other] {
            let foreign = Forge { sealed: Some(from.last_block()), ..whole.clone() };
            let error = decrypt(&foreign.build()).unwrap_err().to_string();
            assert!(error.contains("is not authentic, since its content is wrong"), "{suite:#x}: {error}");
        }
        let same = Forge { sealed: Some(whole.last_block()), ..whole };
        assert_eq!(decrypt(&same.build()).unwrap(), b"1234");
    }
}

#[test]
fn bodies_without_frames() {
    refused(
        &SUITES,
        Forge::unframed,
        &[
            ("content type 2", |f| f.content_type = 2, "the frame length is 0, but there are frames"),
            (
                "a frame length",
                |f| f.frame_length = 4096,
                "the frame length is not 0, but there are no frames",
            ),
            ("2^64 - 1 bytes", |f| f.parts[0].length = Some(u64::MAX), "ends within the content, after"),
            ("2^63 bytes", |f| f.parts[0].length = Some(1 << 63), "ends within the content, after"),
            ("4 GiB", |f| f.parts[0].length = Some(1 << 32), "ends within the content, after"),
            ("another number", |f| f.parts[0].number = 2, "is not authentic, since its content is wrong"),
            ("nothing", |f| f.parts.clear(), "ncryption SDK, "),
        ],
    );
    refused(
        &[0x0178, 0x0478],
        Forge::unframed,
        &[
            ("a byte less", |f| f.parts[0].length = Some(5), "the message goes on after its end"),
            ("a byte more", |f| f.parts[0].length = Some(7), "ends within the content's tag"),
            ("two blocks", |f| f.parts.push(f.parts[0].clone()), "the message goes on after its end"),
        ],
    );
}

#[test]
fn long_messages() {
    let error = Message::parse(&vec![1; Message::MAX_LENGTH + 1]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotAMessage);
    assert!(
        error.to_string().contains("has 65537 bytes, but Cognito's codes have fewer than 65536"),
        "{error}"
    );
    // The most frames that there is room for.
    let mut forge = Forge::new(0x0478);
    forge.frame_length = 1;
    forge.parts = (1..1900).map(|number| frame(Kind::Frame, number, b"x")).collect();
    forge.parts.push(frame(Kind::Final, 1900, b""));
    assert_eq!(decrypt(&forge.build()).unwrap(), vec![b'x'; 1899]);
}

#[test]
fn what_has_no_structure_is_no_message() {
    for bytes in [&[][..], &[1], &[2], b"123456", &[0xff; 1000], &[0; 1000], &[1; 1000], &[2; 1000]] {
        let kind = Message::parse(bytes).unwrap_err().kind();
        assert!(matches!(kind, ErrorKind::NotAMessage | ErrorKind::Unsupported), "{bytes:?}");
    }
    // What `kms:Encrypt` gives, and `kms:Decrypt` reads.
    let kms = b"\x01\x02\x02\0x$\xa4\xc1\xfa";
    assert!(Message::parse(kms).unwrap_err().to_string().contains("at byte 1 the type is not 128"));
}
