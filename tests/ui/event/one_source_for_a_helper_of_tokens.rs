use cognito_triggers::pre_token_generation::{Authentication, Event, IdToken, V2_0};
use cognito_triggers::prelude::*;

fn is_robot(event: Event<'_, V2_0>) -> bool {
    event.user_name().starts_with("robot-")
}

#[pre_token_generation(V2_0, Authentication)]
async fn add(event: Event<'_, V2_0, Authentication>) -> Result<IdToken> {
    let _ = is_robot(event);
    Ok(IdToken::new())
}

fn main() {}
