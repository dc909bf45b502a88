use cognito_triggers::custom_message::{AdminCreateUser, Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(AdminCreateUser)]
async fn invite(_: Event<'_, AdminCreateUser>) -> Result<Email> {
    Ok(email!("You are invited", "<p>Your password is {code}</p>"))
}
fn main() {}
