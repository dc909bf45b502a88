use cognito_triggers::pre_sign_up::Event;
use cognito_triggers::prelude::*;

#[pre_sign_up(SignUp)]
fn allow(event: Event<'_>) -> Result<()> {
    let _email = event.user_attributes().email().unwrap_or_else(|| deny!("Sign up with your e-mail address"));
    Ok(())
}

fn main() {}
