use cognito_triggers::post_confirmation::{ConfirmSignUp, Event};
use cognito_triggers::prelude::*;

#[post_confirmation(ConfirmSignUp, ConfirmForgotPassword)]
async fn welcome(_: Event<'_, ConfirmSignUp>) {}

fn main() {}
