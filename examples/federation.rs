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

#[cfg(test)]
mod tests {
    use cognito_triggers::pool::{IdentityProvider, Pool, PoolSettings};

    use super::*;

    fn pool(kind: &str) -> Pool {
        let provider = IdentityProvider::new("Corp", kind).attribute_mapping("name", "name");
        let provider = provider.attribute_mapping("picture", "picture");
        Pool::new(triggers![trim]).with_settings(PoolSettings::new().identity_provider(provider))
    }

    #[tokio::test]
    async fn a_picture_that_is_too_long_costs_nobody_the_sign_in() -> Result<()> {
        let picture = format!("data:image/png;base64,{}", "A".repeat(3_000));
        let claims = [
            ("sub", "00u8k2"),
            ("email", "ines@example.org"),
            ("email_verified", "true"),
            ("name", "Ines"),
            ("picture", &picture),
        ];
        let pool = pool("OIDC");
        let tokens = pool.federated_sign_in("Corp", claims).await?;
        assert_eq!((&tokens.id()["name"], tokens.id().get("picture")), (&"Ines".into(), None));
        Ok(())
    }

    #[tokio::test]
    async fn an_address_has_to_be_verified_first() {
        let claims = [("sub", "00u8k2"), ("email", "ines@example.org")];
        let pool = pool("OIDC");
        let denied = pool.federated_sign_in("Corp", claims).await.unwrap_err();
        let told = "InboundFederation failed with error Please verify your address at Corp first.";
        assert_eq!(denied.message(), told);
        assert!(!pool.user("Corp_00u8k2").exists());
    }

    #[tokio::test]
    async fn what_a_saml_provider_sends_stays() -> Result<()> {
        let claims = [("nameidentifier", "00u8k2"), ("email", "ines@example.org"), ("name", "Ines")];
        let tokens = pool("SAML").federated_sign_in("Corp", claims).await?;
        assert_eq!(tokens.id()["name"], "Ines");
        Ok(())
    }
}
