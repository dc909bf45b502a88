use cognito_triggers::pre_sign_up::Event;
use cognito_triggers::prelude::*;

#[pre_sign_up]
async fn all(_: Event<'_>) {}

#[pre_sign_up(SignUp)]
async fn new(_: Event<'_>) {}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    run(triggers![all, new]).await;
}
