use cognito_triggers::post_confirmation::Event;
use cognito_triggers::prelude::*;

#[post_confirmation]
fn welcome(_: Event<'_>) {}
fn main() {}
