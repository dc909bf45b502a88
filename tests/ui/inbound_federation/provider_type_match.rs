use cognito_triggers::inbound_federation::{Event, Mapping, ProviderType};
use cognito_triggers::prelude::*;

#[inbound_federation]
async fn map(event: Event<'_>) -> Mapping {
    match event.provider_type() {
        ProviderType::Oidc | ProviderType::Saml => Mapping::KeepAll,
    }
}

fn main() {}
