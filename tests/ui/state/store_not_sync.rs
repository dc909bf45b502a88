use cognito_triggers::pre_sign_up::{Event, Response};
use cognito_triggers::prelude::*;

trait Store {
    fn allows(&self, email: &str) -> bool;
}

struct App<S>(S);

#[pre_sign_up(SignUp)]
async fn allow<S: Store>(event: Event<'_>, app: &App<S>) -> Result<Response> {
    if !app.0.allows(event.user_attributes().email().unwrap_or_default()) {
        deny!("This address cannot be used here");
    }
    Ok(Response::new())
}

fn main() {}
