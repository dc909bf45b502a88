use cognito_triggers::pre_sign_up::{Event, Response};
use cognito_triggers::prelude::*;

struct App;

#[pre_sign_up(SignUp)]
async fn allow<const LIMIT: usize>(_: Event<'_>, app: &App) -> Result<Response> {
    let _ = app;
    Ok(Response::new())
}

fn main() {}
