use cognito_triggers::post_confirmation::Event;
use cognito_triggers::prelude::*;

#[post_confirmation(ConfirmSignUp)]
fn welcome(_: Event<'_>) {}

#[post_confirmation(ConfirmSignUp, ConfirmForgotPassword)]
fn record(_: Event<'_>) {}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(triggers![welcome, record]).await
}
