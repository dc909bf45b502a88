use cognito_triggers::pre_sign_up::{Event, Response};
use cognito_triggers::prelude::*;

trait Store: Send + Sync {
    type Key: Send + Sync;
}

struct App<K>(K);

#[pre_sign_up(SignUp)]
async fn allow<S: Store>(_: Event<'_>, app: &App<S::Key>) -> Result<Response> {
    let _ = &app.0;
    Ok(Response::new())
}

fn main() {}
