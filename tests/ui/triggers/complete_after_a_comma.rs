use cognito_triggers::pre_sign_up::Event;
use cognito_triggers::prelude::*;

#[pre_sign_up]
fn check(_: Event<'_>) {}

fn main() {
    let _router = triggers![check, complete: PreSignUp];
}
