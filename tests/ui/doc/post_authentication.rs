use cognito_triggers::pre_authentication::Event;
use cognito_triggers::prelude::*;

#[post_authentication]
fn record(_: Event<'_>) {}
fn main() {}
