use cognito_triggers::pre_sign_up::{Event, Response};
use cognito_triggers::prelude::*;

trait Store: Send + Sync + 'static {
    async fn allowed(&self, email: &str) -> bool;
}

struct App<S> {
    store: S,
}

#[pre_sign_up(SignUp)]
async fn allow<S: Store>(event: Event<'_>, app: &App<S>) -> Result<Response> {
    let email = event.user_attributes().email().unwrap_or_default();
    if !app.store.allowed(email).await {
        deny!("This address cannot be used here");
    }
    Ok(Response::new())
}

fn main() {}
