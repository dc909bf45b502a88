use cognito_triggers::prelude::*;

#[pre_sign_up(SignUp)]
fn allow_list(event: cognito_triggers::Event<'_>) -> Result<()> {
    if event.validation_data().is_empty() || event.user_attributes().email().is_none() {
        deny!("Sign up with your e-mail address");
    }
    Ok(())
}

fn main() {}
