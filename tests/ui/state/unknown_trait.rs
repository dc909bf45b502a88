use cognito_triggers::pre_sign_up::{Event, Response};
use cognito_triggers::prelude::*;

struct App<S>(S);

#[pre_sign_up(SignUp)]
async fn allow<S: Stor + Sync>(_: Event<'_>, app: &App<S>) -> Result<Response> {
    let _ = &app.0;
    Ok(Response::new())
}

fn main() {}
