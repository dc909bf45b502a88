//! Claims that are objects and lists, scopes that come and go, in every version that has them.

use cognito_triggers::pre_token_generation::{AccessToken, Event, IdToken, Tokens, V2_0, V3_0, claim, scope};
use cognito_triggers::prelude::*;
use serde::Serialize;

#[derive(Serialize)]
struct Tenant<'a> {
    id: &'a str,
    plan: Plan<'a>,
    regions: [&'a str; 2],
    trial: bool,
}

#[derive(Serialize)]
struct Plan<'a> {
    name: &'a str,
    seats: u32,
}

const TENANT: Tenant<'static> = Tenant {
    id: "t-204",
    plan: Plan { name: "team \"Ü\"", seats: 25 },
    regions: ["eu-central-1", "eu-west-1"],
    trial: false,
};

fn id_token() -> IdToken {
    IdToken::new().claim(claim!("tenant"), TENANT).suppress(claim!("email"))
}

fn access_token() -> AccessToken {
    AccessToken::new()
        .claim(claim!("tenant"), TENANT)
        .add_scope(scope!("orders/read"))
        .add_scope(scope!("orders/write"))
        .suppress_scope(scope!("aws.cognito.signin.user.admin"))
}

#[pre_token_generation(V2_0)]
fn second(_: Event<'_, V2_0>) -> Tokens<V2_0> {
    Tokens::new().with_id_token(id_token()).with_access_token(access_token())
}

#[pre_token_generation(
    V3_0,
    HostedAuth,
    Authentication,
    NewPasswordChallenge,
    AuthenticateDevice,
    RefreshTokens
)]
fn third(_: Event<'_, V3_0>) -> Tokens<V3_0> {
    Tokens::new().with_id_token(id_token()).with_access_token(access_token())
}

#[pre_token_generation(V3_0, ClientCredentials)]
fn machine(_: Event<'_, V3_0>) -> AccessToken {
    access_token()
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(triggers![second, third, machine]).await
}
