use cognito_triggers::inbound_federation::Event;
use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::User;

#[inbound_federation]
async fn map(_: Event<'_>) -> User {
    User::new([("email", "ines@example.org")])
}

fn main() {}
