use cognito_triggers::pre_authentication::Event;
use cognito_triggers::prelude::*;

#[pre_authentication]
async fn allow(event: Event<'_>) -> bool {
    !event.user_not_found()
}

fn main() {}
