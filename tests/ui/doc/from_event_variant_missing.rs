use cognito_triggers::custom_message::{Event, Reply, SignUp};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Greeting<'a> {
    SignUp(Event<'a, SignUp>),
}

#[custom_message(SignUp, AdminCreateUser)]
async fn greet(event: Greeting<'_>) -> Result<Reply> {
    Ok(match event {
        Greeting::SignUp(event) => event.reply(email!("Welcome", "Your code is {code}.")),
    })
}
fn main() {}
