#![deny(unreachable_code)]

use cognito_triggers::pre_sign_up::Event;
use cognito_triggers::prelude::*;

#[pre_sign_up(SignUp)]
fn allow_list(event: Event<'_>) -> Result<()> {
    let user = event.user_name();
    event.user_attributes().email().ok_or(deny!("{user} needs an e-mail address"))?;
    Ok(())
}

fn main() {
    let _router = triggers![allow_list];
}
