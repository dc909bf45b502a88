//! Checks that the messages of AWS's Encryption SDK decrypt to what it encrypted.

use base64ct::{Base64, Encoding};
use cognito_triggers_codes::{ErrorKind, MemoryKeyring, Message};
use serde_json::{Map, Value};

use crate::{decrypt, decrypt_with};

pub(crate) struct Vector {
    /// Suite, body, context, and what keys there are.
    pub name: String,
    context: Map<String, Value>,
    pub plaintext: String,
    pub message: Vec<u8>,
}

const FILES: [&str; 4] = [
    include_str!("../vectors/0178.jsonl"),
    include_str!("../vectors/0378.jsonl"),
    include_str!("../vectors/0478.jsonl"),
    include_str!("../vectors/0578.jsonl"),
];

pub(crate) fn all() -> Vec<Vector> {
    FILES.iter().flat_map(|file| file.lines()).map(vector).collect()
}

fn vector(line: &str) -> Vector {
    let vector: Value = serde_json::from_str(line).expect("a line is JSON");
    let text = |name: &str| vector[name].as_str().expect("it is a text").to_owned();
    Vector {
        name: text("name"),
        context: vector["context"].as_object().expect("it is an object").clone(),
        plaintext: text("plaintext"),
        message: Base64::decode_vec(&text("message")).expect("it is base64"),
    }
}

#[test]
fn each_is_there() {
    let names: Vec<String> = all().into_iter().map(|vector| vector.name).collect();
    let mut expected = Vec::new();
    for suite in ["0178", "0378", "0478", "0578"] {
        for body in ["framed", "framed-empty", "frames-3", "frames-full", "unframed", "unframed-empty"] {
            for context in ["no-context", "pool", "many"] {
                expected.push(format!("{suite} {body} {context}"));
            }
        }
        for keys in ["ours-last", "ours-first", "same-name-first"] {
            expected.push(format!("{suite} framed pool {keys}"));
        }
    }
    assert_eq!(names, expected);
}

#[test]
fn each_decrypts_to_its_text() {
    for Vector { name, context, plaintext, message } in all() {
        let suite = u16::from_str_radix(&name[..4], 16).expect("the name starts with the suite");
        let at = if message[0] == 1 { 2 } else { 1 };
        assert_eq!(message[at..at + 2], suite.to_be_bytes(), "{name}");
        let parsed = Message::parse(&message).expect(&name);
        for (key, value) in &context {
            assert_eq!(parsed.context().get(key), value.as_str(), "{name}: {key}");
        }
        let signed = usize::from(name.starts_with("0378") || name.starts_with("0578"));
        assert_eq!(parsed.context().iter().count(), context.len() + signed, "{name}");
        assert_eq!(decrypt(&message).expect(&name), plaintext.as_bytes(), "{name}");
    }
}

#[test]
fn another_key_is_told_from_a_key_that_is_not_there() {
    for vector in
        all().iter().filter(|vector| !vector.name.contains("first") && !vector.name.contains("last"))
    {
        for (keyring, kind) in [
            (MemoryKeyring::new("cognito-triggers", "samples", [7; 32]), ErrorKind::NotAuthentic),
            (MemoryKeyring::new("cognito-triggers", "sample", [7; 32]), ErrorKind::NoKey),
            (MemoryKeyring::new("cognito-triggers", "samples2", [7; 32]), ErrorKind::NoKey),
            (MemoryKeyring::new("aws-kms", "samples", [7; 32]), ErrorKind::NoKey),
        ] {
            let error = decrypt_with(&vector.message, &keyring).expect_err(&vector.name);
            assert_eq!(error.kind(), kind, "{}: {error}", vector.name);
        }
    }
}
