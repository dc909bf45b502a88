//! Decrypts messages of the AWS Encryption SDK: on standard input a line of base64 each, on standard
//! output a line of JSON each, `{"plaintext": ..}` or `{"error": ..}`. With the KMS key that `KEY_ARN`
//! names, or else with the published key of the sample events.

use std::error::Error;
use std::io::BufRead;

use aws_config::BehaviorVersion;
use base64ct::{Base64, Encoding};
use cognito_triggers_codes::{Keyring, KmsKeyring, MemoryKeyring, Message};
use serde_json::json;

async fn decrypt(base64: &str, keyring: &dyn Keyring) -> Result<String, Box<dyn Error>> {
    let message = Base64::decode_vec(base64).map_err(|e| e.to_string())?;
    let plaintext = Message::parse(&message)?.decrypt(keyring).await?;
    Ok(String::from_utf8(plaintext.to_vec())?)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let keyring: Box<dyn Keyring> = match std::env::var("KEY_ARN") {
        Ok(arn) => {
            let config = aws_config::load_defaults(BehaviorVersion::latest()).await;
            Box::new(KmsKeyring::new(aws_sdk_kms::Client::new(&config), arn)?)
        }
        Err(_) => Box::new(MemoryKeyring::of_samples()),
    };
    for line in std::io::stdin().lock().lines() {
        let result = match decrypt(&line?, &*keyring).await {
            Ok(plaintext) => json!({ "plaintext": plaintext }),
            // As a handler's error is logged: with its cause.
            Err(error) => {
                let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
                json!({ "error": format!("{error}{cause}") })
            }
        };
        println!("{result}");
    }
    Ok(())
}
