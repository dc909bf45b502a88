use cognito_triggers::pre_sign_up::Event;
use cognito_triggers::prelude::*;

struct App;

#[pre_sign_up(SignUp)]
async fn allow(_: Event<'_>, _: &'static App) -> Result<()> {
    Ok(())
}

fn main() {}
