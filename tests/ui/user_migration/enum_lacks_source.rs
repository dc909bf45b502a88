use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{Authentication, Event, Migration};

#[derive(FromEvent)]
enum Unknown<'a> {
    SignIn(Event<'a, Authentication>),
}

#[user_migration(Authentication, ForgotPassword)]
async fn migrate(_: Unknown<'_>) -> Migration {
    Migration::NotFound
}

fn main() {}
