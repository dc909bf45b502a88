//! The trigger `inbound_federation`.

use cognito_triggers::inbound_federation::{
    Event, ExternalProvider, InboundFederationTrigger, IntoResponse, IsEvent, Mapping, ProviderType,
    TokenResponse,
};
use cognito_triggers::prelude::*;
use cognito_triggers::{AttributeMap, Source};

#[inbound_federation]
pub async fn federate(event: Event<'_>) -> Result<Mapping> {
    if event.provider_name() != "Okta" || provider(&event.provider_type()).is_none() {
        return Ok(Mapping::KeepAll);
    }
    let claims = [event.id_token(), event.saml_response(), event.user_info()];
    if claims.iter().all(cognito_triggers::Attributes::is_empty) {
        return Ok(Mapping::Replace(AttributeMap::new().with("email", "ines@example.org")));
    }
    Ok(Mapping::replace(event.id_token().iter()))
}

pub const SOURCE: Source = ExternalProvider::SOURCE;

pub fn tokens(event: &Event<'_>) -> usize {
    let tokens: TokenResponse<'_> = event.token_response();
    let all = [tokens.access_token(), tokens.id_token(), tokens.refresh_token(), tokens.get("scope")];
    all.into_iter().flatten().count()
}

pub fn provider(provider: &ProviderType) -> Option<&str> {
    match provider {
        ProviderType::Facebook
        | ProviderType::Google
        | ProviderType::LoginWithAmazon
        | ProviderType::Oidc
        | ProviderType::Saml
        | ProviderType::SignInWithApple => Some(provider.as_str()),
        ProviderType::Other(_) => None,
        _ => Some("new"),
    }
}

pub fn keeps(mapping: &Mapping) -> bool {
    match mapping {
        Mapping::KeepAll => true,
        Mapping::Replace(_) => false,
        _ => true,
    }
}

pub fn answers<'a, E: IsEvent<'a>, R: IntoResponse>(_: InboundFederationTrigger) {}
