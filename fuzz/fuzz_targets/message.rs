//! Any bytes as a message of the AWS Encryption SDK, and any text as an event's code: nothing panics,
//! and nothing decrypts but what the Encryption SDK made under the published key.

#![no_main]

use std::collections::HashSet;
use std::sync::LazyLock;

use base64ct::{Base64, Encoding};
use cognito_triggers::custom_email_sender::EncryptedCode;
use cognito_triggers_codes::{DecryptCode, MemoryKeyring, Message};
use fuzz::block_on;
use libfuzzer_sys::fuzz_target;

/// All that may decrypt.
static MADE: LazyLock<HashSet<Vec<u8>>> = LazyLock::new(|| {
    let files = [
        include_str!("../../cognito-triggers-codes/tests/vectors/0178.jsonl"),
        include_str!("../../cognito-triggers-codes/tests/vectors/0378.jsonl"),
        include_str!("../../cognito-triggers-codes/tests/vectors/0478.jsonl"),
        include_str!("../../cognito-triggers-codes/tests/vectors/0578.jsonl"),
    ];
    let message = |line| serde_json::from_str::<serde_json::Value>(line).unwrap()["message"].take();
    let bytes = |line| Base64::decode_vec(message(line).as_str().unwrap()).unwrap();
    files.iter().flat_map(|file| file.lines()).map(bytes).collect()
});

static KEYRING: LazyLock<MemoryKeyring> = LazyLock::new(MemoryKeyring::of_samples);

fuzz_target!(|bytes: &[u8]| {
    if let Ok(message) = Message::parse(bytes) {
        match block_on(message.decrypt(&*KEYRING)) {
            Ok(_) => assert!(MADE.contains(bytes), "it decrypts, and nobody encrypted it"),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
        assert!(!format!("{message:?}").is_empty());
    }
    if let Some(code) = str::from_utf8(bytes).ok().and_then(|text| EncryptedCode::new(text, "eu-central-1_Qm7vK2xTb")) {
        if block_on(code.decrypt(&*KEYRING)).is_ok() {
            let bytes = Base64::decode_vec(code.as_base64()).unwrap();
            assert!(MADE.contains(&bytes), "it decrypts, and nobody encrypted it");
        }
    }
});
