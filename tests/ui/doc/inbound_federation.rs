use cognito_triggers::inbound_federation::Event;
use cognito_triggers::prelude::*;

#[inbound_federation]
fn trim(_: Event<'_>) {}
fn main() {}
