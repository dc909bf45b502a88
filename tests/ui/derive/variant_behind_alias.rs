use cognito_triggers::prelude::*;
use cognito_triggers::pre_token_generation::{Event, HostedAuth, V2_0};

type Hosted<'a> = Event<'a, V2_0, HostedAuth>;

#[derive(FromEvent)]
enum Tokens<'a> {
    Hosted(Hosted<'a>),
    HostedAuth(Event<'a, V2_0, HostedAuth>),
}

#[pre_token_generation(V2_0, HostedAuth)]
fn tokens(_: Tokens<'_>) {}

fn main() {}
