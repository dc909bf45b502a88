use cognito_triggers::pre_sign_up::{AdminCreateUser, Event, Reply, Response, SignUp};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum New<'a> {
    Self_(Event<'a, SignUp>),
    Invited(Event<'a, AdminCreateUser>),
}

#[pre_sign_up(SignUp, AdminCreateUser)]
async fn confirm(new: New<'_>) -> Reply {
    let flags = Response::new().with_auto_verify_email(true);
    match new {
        New::Self_(event) => event.reply(flags),
        New::Invited(event) => event.reply(flags),
    }
}

fn main() {}
