use cognito_triggers::pre_authentication::Event;
use cognito_triggers::prelude::*;

#[post_authentication]
async fn log(_: Event<'_>) {}

fn main() {}
