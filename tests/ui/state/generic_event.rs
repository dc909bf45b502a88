use cognito_triggers::pre_sign_up::Response;
use cognito_triggers::prelude::*;

struct App<E>(E);

#[pre_sign_up(SignUp)]
async fn allow<E: Sync>(_: E, app: &App<E>) -> Result<Response> {
    let _ = &app.0;
    Ok(Response::new())
}

fn main() {}
