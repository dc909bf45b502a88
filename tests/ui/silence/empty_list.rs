use cognito_triggers::pre_sign_up::Event;
use cognito_triggers::prelude::*;

#[pre_sign_up()]
fn allow_list(_: Event<'_>) -> Result<()> {
    deny!("Sign-up is closed");
}

fn main() {
    let _router = triggers![allow_list];
}
