use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{Event, ForgotPassword, Migration};

#[user_migration(ForgotPassword)]
fn forgot(event: Event<'_, ForgotPassword>) -> Migration {
    let _password = event.password();
    Migration::NotFound
}
fn main() {}
