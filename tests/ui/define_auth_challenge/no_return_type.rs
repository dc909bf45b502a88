use cognito_triggers::define_auth_challenge::Event;
use cognito_triggers::prelude::*;

#[define_auth_challenge]
async fn next(event: Event<'_>) {
    let _attempts = event.session().failed_attempts();
}

fn main() {}
