use cognito_triggers::pre_sign_up::{Event, Response};
use cognito_triggers::prelude::*;

trait Store: Send + Sync {}

struct App;

#[pre_sign_up(SignUp)]
async fn allow<S: Store>(_: Event<'_>, app: &App) -> Result<Response> {
    let _ = app;
    Ok(Response::new())
}

fn main() {
    let _ = run(triggers![allow].with_state(App));
}
