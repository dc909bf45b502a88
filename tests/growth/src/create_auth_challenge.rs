//! The trigger `create_auth_challenge`.

use cognito_triggers::create_auth_challenge::{
    Authentication, Challenge, ChallengeName, CreateAuthChallengeTrigger, Entry, Event, IntoPrivateValue,
    IntoResponse, IsEvent, PrivateParameters, PrivateValue, PublicParameters, Session,
};
use cognito_triggers::prelude::*;
use cognito_triggers::{Secret, Source};

#[create_auth_challenge(Authentication)]
pub async fn create(event: Event<'_>) -> Result<Challenge> {
    let private = PrivateParameters::new("answer", "490215").with("of", private(event.user_name()));
    let mut public: PublicParameters = std::iter::once(("hint", "six digits")).collect();
    public.extend([("to", "a***@example.org")]);
    let is_custom = matches!(event.challenge_name(), Some(ChallengeName::CustomChallenge));
    let public = if is_custom { public } else { PublicParameters::new().with("hint", "none") };
    Ok(Challenge::new(private).with_metadata("CODE").with_public_parameters(public))
}

pub const SOURCE: Source = Authentication::SOURCE;

pub fn private(value: impl IntoPrivateValue) -> PrivateValue {
    value.into_private()
}

pub fn of(values: &[(String, String)]) -> Result<PrivateParameters> {
    PrivateParameters::of(&values.iter().cloned().collect::<std::collections::BTreeMap<_, _>>())
}

pub fn read(challenge: &Challenge) -> Option<String> {
    let (public, private) = (challenge.public_parameters(), challenge.private_parameters());
    if public.is_empty() || public.len() != public.iter().count() {
        return None;
    }
    let answer: &Secret<'static> = private.get("answer")?;
    Some(format!("{:?} {:?} {answer:?}", challenge.metadata(), public.get("hint")))
}

pub fn each(public: PublicParameters) -> Vec<(String, String)> {
    public.into_iter().collect()
}

pub fn last<'s, 'e>(session: &'s Session<'e>) -> Option<&'s Entry<'e>> {
    session.last()
}

pub fn answers<'a, E: IsEvent<'a>, R: IntoResponse>(_: CreateAuthChallengeTrigger) {}
