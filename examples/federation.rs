//! Inbound federation: trims what an identity provider sends to what the pool may store.
//!
//! `cargo run --bin federation`

use cognito_triggers::inbound_federation::{Event, Mapping, ProviderType};
use cognito_triggers::prelude::*;

/// The claims that the pool's attribute mapping reads.
const WANTED: [&str; 5] = ["sub", "email", "email_verified", "name", "picture"];

/// The length of the longest value. Cognito refuses sign-ins with longer ones, and pictures in data
/// URLs easily exceed it.
const LONGEST: usize = 2048;

#[inbound_federation]
async fn trim(event: Event<'_>) -> Result<Mapping> {
    if event.provider_type() == ProviderType::Saml {
        // A SAML provider is configured to send just what the pool needs.
        return Ok(Mapping::KeepAll);
    }
    let claims = event.id_token();
    if claims.get("email_verified").is_none_or(|verified| verified != "true") {
        deny!("Please verify your address at {} first", event.provider_name());
    }
    let wanted = claims.iter().filter(|(name, value)| WANTED.contains(name) && value.len() <= LONGEST);
    Ok(Mapping::replace(wanted))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(triggers![trim]).await
}
