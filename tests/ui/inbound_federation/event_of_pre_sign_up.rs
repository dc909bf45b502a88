use cognito_triggers::inbound_federation::Mapping;
use cognito_triggers::pre_sign_up::Event;
use cognito_triggers::prelude::*;

#[inbound_federation]
async fn map(_: Event<'_>) -> Mapping {
    Mapping::KeepAll
}

fn main() {}
