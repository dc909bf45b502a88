use cognito_triggers::custom_message::{AdminCreateUser, Event, Reply};
use cognito_triggers::prelude::*;

fn invite(event: Event<'_, AdminCreateUser>) -> Reply {
    event.reply(email!("Hello", "Your password is {code}."))
}

fn main() {}
