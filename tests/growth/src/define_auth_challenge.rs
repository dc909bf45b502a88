//! The trigger `define_auth_challenge`.

use cognito_triggers::Source;
use cognito_triggers::define_auth_challenge::{
    Authentication, ChallengeName, Decision, DefineAuthChallengeTrigger, Entry, Event, IntoResponse, IsEvent,
    Session,
};
use cognito_triggers::prelude::*;

#[define_auth_challenge]
pub async fn define(event: Event<'_>) -> Decision {
    let session: Session<'_> = event.session();
    if session.is_empty() || session.iter().any(|entry| known(entry.name()).is_none()) {
        Decision::Challenge(ChallengeName::SrpA)
    } else if session.was_correct(ChallengeName::SrpA)
        && session.last_is_correct(ChallengeName::CustomChallenge)
    {
        Decision::IssueTokens
    } else if session.failed_attempts() < 3 && session.len() < 9 {
        Decision::custom_challenge()
    } else {
        Decision::FailAuthentication
    }
}

pub fn is_code(session: &Session<'_>) -> bool {
    let is_code = |metadata: &str| metadata.starts_with("CODE-");
    session.custom_was_correct(is_code) && session.last_custom_is_correct(is_code)
}

pub const SOURCE: Source = Authentication::SOURCE;

pub fn last<'s>(session: &'s Session<'_>) -> Option<&'s str> {
    let entry: &Entry<'_> = session.last()?;
    entry.metadata().filter(|_| entry.is_correct())
}

pub fn known(name: &ChallengeName<'_>) -> Option<usize> {
    match name {
        ChallengeName::AdminNoSrpAuth
        | ChallengeName::CustomChallenge
        | ChallengeName::DevicePasswordVerifier
        | ChallengeName::DeviceSrpAuth
        | ChallengeName::EmailOtp
        | ChallengeName::NewPasswordRequired
        | ChallengeName::PasswordVerifier
        | ChallengeName::SmsMfa
        | ChallengeName::SoftwareTokenMfa
        | ChallengeName::SrpA => Some(name.as_str().len()),
        ChallengeName::Other(_) => None,
        _ => Some(0),
    }
}

pub fn decided(decision: &Decision) -> &'static str {
    match decision {
        Decision::Challenge(_) => "challenge",
        Decision::FailAuthentication => "fail",
        Decision::IssueTokens => "tokens",
        _ => "new",
    }
}

pub fn answers<'a, E: IsEvent<'a>, R: IntoResponse>(_: DefineAuthChallengeTrigger) {}
