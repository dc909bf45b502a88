use cognito_triggers::custom_message::{self, AdminCreateUser, Reply, SignUp};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Mail<'a> {
    SignUp(custom_message::Event<'a, SignUp>),
    Invite(custom_message::Event<'a, AdminCreateUser>),
}

#[custom_message(SignUp, AdminCreateUser)]
async fn greet(mail: Mail<'_>) -> Result<Reply> {
    Ok(match mail {
        Mail::SignUp(_) => email!("Hello", "Your code is {code}."),
        Mail::Invite(event) => event.reply(email!("Hello", "{username}, your password is {code}.")),
    })
}

fn main() {}
