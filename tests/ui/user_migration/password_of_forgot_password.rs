use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{Event, ForgotPassword, Migration};

#[user_migration(ForgotPassword)]
async fn migrate(event: Event<'_, ForgotPassword>) -> Result<Migration> {
    let _password = event.password();
    Ok(Migration::NotFound)
}

fn main() {}
