use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{Authentication, Event, Migration};

#[user_migration(Authentication)]
async fn migrate(event: Event<'_, Authentication>) -> Result<Migration> {
    let _password = event.password().to_string();
    Ok(Migration::NotFound)
}

fn main() {}
