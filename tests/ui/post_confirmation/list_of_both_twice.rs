use cognito_triggers::post_confirmation::Event;
use cognito_triggers::prelude::*;

#[post_confirmation(ConfirmSignUp)]
async fn welcome(_: Event<'_>) {}

#[post_confirmation(ConfirmSignUp, ConfirmForgotPassword)]
async fn log(_: Event<'_>) {}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    run(triggers![welcome, log]).await;
}
