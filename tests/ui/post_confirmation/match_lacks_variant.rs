use cognito_triggers::post_confirmation::{ConfirmForgotPassword, ConfirmSignUp, Event};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Confirmed<'a> {
    New(Event<'a, ConfirmSignUp>),
    Reset(Event<'a, ConfirmForgotPassword>),
}

#[post_confirmation(ConfirmSignUp, ConfirmForgotPassword)]
async fn welcome(confirmed: Confirmed<'_>) {
    match confirmed {
        Confirmed::New(_event) => {}
    }
}

fn main() {}
