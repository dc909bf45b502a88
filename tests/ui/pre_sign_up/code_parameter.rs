use cognito_triggers::pre_sign_up::{Event, SignUp};
use cognito_triggers::prelude::*;

#[pre_sign_up(SignUp)]
async fn confirm(event: Event<'_, SignUp>) -> Result<()> {
    let _code = event.code_parameter();
    Ok(())
}

fn main() {}
