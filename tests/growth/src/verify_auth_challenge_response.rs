//! The trigger `verify_auth_challenge_response`.

use cognito_triggers::Source;
use cognito_triggers::prelude::*;
use cognito_triggers::verify_auth_challenge_response::{
    Authentication, Event, IntoResponse, IsEvent, PrivateParameters, VerifyAuthChallengeResponseTrigger,
};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Expected {
    pub answer: String,
}

#[verify_auth_challenge_response]
pub async fn verify(event: Event<'_>) -> Result<bool> {
    let parameters: PrivateParameters<'_> = event.private_challenge_parameters();
    let expected: Expected = parameters.parse()?;
    let has_more = parameters.names().count() > 1 || parameters.get("attempt").is_some();
    Ok(event.answer_matches("answer") && !has_more && !expected.answer.is_empty())
}

pub const SOURCE: Source = Authentication::SOURCE;

pub fn answers<'a, E: IsEvent<'a>, R: IntoResponse>(_: VerifyAuthChallengeResponseTrigger) {}
