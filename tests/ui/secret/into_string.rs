use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{Authentication, Event, Migration};

#[user_migration(Authentication)]
async fn migrate(event: Event<'_, Authentication>) -> Result<Migration> {
    let _password: String = event.password().into();
    Ok(Migration::NotFound)
}

fn main() {}
