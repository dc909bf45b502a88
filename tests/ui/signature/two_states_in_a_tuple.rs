use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

struct Store;
struct Config;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>, _: (&Store, &Config)) -> Result<Email> {
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
