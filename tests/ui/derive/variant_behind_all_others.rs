use cognito_triggers::post_confirmation::{ConfirmForgotPassword, ConfirmSignUp, Event};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Confirmed<'a> {
    ConfirmSignUp(Event<'a, ConfirmSignUp>),
    ConfirmForgotPassword(Event<'a, ConfirmForgotPassword>),
    Other(Event<'a>),
}

#[post_confirmation(ConfirmSignUp, ConfirmForgotPassword)]
fn record(_: Confirmed<'_>) {}

fn main() {}
