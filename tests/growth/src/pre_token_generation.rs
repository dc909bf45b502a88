//! The trigger `pre_token_generation`: tokens, claims, scopes and groups of each version.

use cognito_triggers::pre_token_generation::{
    AccessToken, AuthenticateDevice, Authentication, ClaimName, ClaimValue, ClientCredentials,
    CustomizesAccessToken, Event, GroupConfiguration, Groups, HasOneToken, HostedAuth, IdToken, IntoResponse,
    InvalidName, IsClaimName, IsEvent, IsScopeName, NewPasswordChallenge, RefreshTokens, ScopeName,
    StringClaim, TokenVersion, Tokens, V1_0, V2_0, V3_0, claim, scope,
};
use cognito_triggers::prelude::*;
use cognito_triggers::{LambdaVersion, Source};

#[pre_token_generation(V1_0)]
pub async fn v1(event: Event<'_, V1_0>) -> Tokens<V1_0> {
    let tokens = Tokens::new().claim(claim!("tenant"), "t-204").suppress(claim!("email")).suppress_groups();
    let tokens = tokens.suppress_developer_attribute("dev:custom:plan");
    if tokens.is_empty() || tokens.suppresses("email") || tokens.get("tenant").is_some() {
        return tokens;
    }
    let groups: GroupConfiguration<'_> = event.groups();
    tokens.with_groups(Groups::Replace(groups.filter_groups(|group| group != "ops").into_owned()))
}

#[pre_token_generation(V2_0)]
pub async fn v2(event: Event<'_, V2_0>) -> Tokens<V2_0> {
    let id_token = IdToken::new().claim(claim!("tenant"), 204).suppress(claim!("email")).suppress_groups();
    let id_token = id_token.suppress_developer_attribute("dev:custom:plan");
    let access_token =
        AccessToken::new().claim(claim!("tenant"), 204).suppress(claim!("phone")).suppress_groups();
    let access_token = access_token.add_scope(scope!("orders/read")).suppress_scope(scope!("openid"));
    Tokens::new().with_id_token(id_token).with_access_token(access_token.audience(&event))
}

#[pre_token_generation(V3_0, ClientCredentials)]
pub async fn v3(event: Event<'_, V3_0, ClientCredentials>) -> AccessToken {
    AccessToken::new().claim(claim!("scopes"), event.scopes())
}

pub const SOURCES: [Source; 6] = [
    HostedAuth::SOURCE,
    Authentication::SOURCE,
    NewPasswordChallenge::SOURCE,
    AuthenticateDevice::SOURCE,
    RefreshTokens::SOURCE,
    ClientCredentials::SOURCE,
];

pub const VERSIONS: [LambdaVersion; 3] = [V1_0::LAMBDA_VERSION, V2_0::LAMBDA_VERSION, V3_0::LAMBDA_VERSION];

pub fn names(claim: String, scope: String) -> Result<(ClaimName, ScopeName), InvalidName> {
    const TENANT: ClaimName = ClaimName::literal("tenant");
    const READ: ScopeName = ScopeName::literal("orders/read");
    let (claim, scope) = (ClaimName::checked(claim)?, ScopeName::checked(scope)?);
    assert_ne!((claim.as_str(), scope.as_str()), (TENANT.as_str(), READ.as_str()));
    Ok((claim, scope))
}

pub fn read(tokens: &Tokens<V2_0>) -> bool {
    let (id, access) = (tokens.id_token(), tokens.access_token());
    let has = id.get("tenant").is_some() && access.get("tenant").is_some();
    let lacks = id.suppresses("email") && access.suppresses("phone");
    let scopes = access.adds_scope("orders/read") && access.suppresses_scope("openid");
    has && lacks && scopes && keeps(tokens.groups())
}

pub fn keeps(groups: &Groups) -> bool {
    match groups {
        Groups::Keep => true,
        Groups::Clear => false,
        Groups::Replace(groups) => read_groups(groups) > 0,
        _ => false,
    }
}

pub fn read_groups(groups: &GroupConfiguration<'_>) -> usize {
    groups.groups().len() + groups.roles().len() + usize::from(groups.preferred_role().is_some())
}

pub fn groups() -> Groups {
    let groups =
        GroupConfiguration::new().with_groups(["ops"]).with_roles(["arn:aws:iam::123456789012:role/ops"]);
    Groups::from(groups.with_preferred_role("arn:aws:iam::123456789012:role/ops"))
}

pub fn claims(
    claim: impl IsClaimName,
    scope: impl IsScopeName,
    text: &impl StringClaim,
) -> (ClaimName, ScopeName) {
    assert!(!text.text().is_empty());
    (claim.into_name(), scope.into_name())
}

pub fn one_token<V: HasOneToken>(value: &str) -> Tokens<V> {
    Tokens::new().claim(claim!("tenant"), value)
}

pub fn both<V: CustomizesAccessToken>(value: impl ClaimValue) -> Tokens<V> {
    IdToken::new().claim(claim!("tenant"), value).into()
}

pub fn answers<'a, V: TokenVersion, E: IsEvent<'a, V>, R: IntoResponse>() {}
