//! The handlers with the types of `aws_lambda_events`, which has none for custom senders and inbound federation.

use std::hint::black_box;

use aws_lambda_events::cognito::{
    CognitoEventUserPoolsCreateAuthChallenge, CognitoEventUserPoolsDefineAuthChallenge,
    CognitoEventUserPoolsMigrateUser, CognitoEventUserPoolsPostAuthentication,
    CognitoEventUserPoolsPostConfirmation, CognitoEventUserPoolsPreAuthentication,
    CognitoEventUserPoolsPreSignup, CognitoEventUserPoolsVerifyAuthChallenge,
};
use cognito_triggers::Trigger;
use serde_json::Value;

use super::{CODE, DOMAIN, PASSWORD, SUSPENDED};
use crate::ways::peers::{read, write};

type Function = fn(&[u8]) -> Vec<u8>;

/// The function for a trigger, where there is a type.
pub(in crate::ways) fn function(trigger: Trigger) -> Option<Function> {
    Some(match trigger {
        Trigger::PreSignUp => allow,
        Trigger::PostConfirmation => welcome,
        Trigger::PreAuthentication => gate,
        Trigger::PostAuthentication => note,
        Trigger::DefineAuthChallenge => next,
        Trigger::CreateAuthChallenge => ask,
        Trigger::VerifyAuthChallengeResponse => check,
        Trigger::UserMigration => migrate,
        _ => return None,
    })
}

fn allow(payload: &[u8]) -> Vec<u8> {
    let mut event: CognitoEventUserPoolsPreSignup = read(payload);
    let email = event.request.user_attributes.get("email");
    assert!(email.is_some_and(|email| email.ends_with(DOMAIN)), "a denial");
    event.response.auto_confirm_user = true;
    event.response.auto_verify_email = true;
    write(&event)
}

fn welcome(payload: &[u8]) -> Vec<u8> {
    let event: CognitoEventUserPoolsPostConfirmation = read(payload);
    let user = &event.request.user_attributes;
    black_box((user.get("sub"), user.get("email")));
    write(&event)
}

fn gate(payload: &[u8]) -> Vec<u8> {
    let event: CognitoEventUserPoolsPreAuthentication = read(payload);
    let tenant = event.request.user_attributes.get("custom:tenant");
    assert!(tenant.is_none_or(|tenant| tenant != SUSPENDED), "a denial");
    write(&event)
}

fn note(payload: &[u8]) -> Vec<u8> {
    let event: CognitoEventUserPoolsPostAuthentication = read(payload);
    black_box((event.request.user_attributes.get("sub"), event.request.new_device_used));
    write(&event)
}

fn next(payload: &[u8]) -> Vec<u8> {
    let mut event: CognitoEventUserPoolsDefineAuthChallenge = read(payload);
    let session = || event.request.session.iter().flatten();
    let is_correct = session().last().is_some_and(|last| {
        last.challenge_name.as_deref() == Some("CUSTOM_CHALLENGE") && last.challenge_result
    });
    let failed = session().filter(|round| !round.challenge_result).count();
    if is_correct && !event.request.user_not_found {
        event.response.issue_tokens = true;
    } else if failed < 3 {
        event.response.challenge_name = Some("CUSTOM_CHALLENGE".to_owned());
    } else {
        event.response.fail_authentication = true;
    }
    write(&event)
}

fn ask(payload: &[u8]) -> Vec<u8> {
    let mut event: CognitoEventUserPoolsCreateAuthChallenge = read(payload);
    let rounds = event.request.session.iter().flatten().rev();
    let code = rounds.clone().find_map(|round| round.challenge_metadata.clone());
    let code = code.unwrap_or_else(|| CODE.to_owned());
    event.response.public_challenge_parameters = [("medium".to_owned(), "email".to_owned())].into();
    event.response.private_challenge_parameters = [("answer".to_owned(), code.clone())].into();
    event.response.challenge_metadata = Some(code);
    write(&event)
}

fn check(payload: &[u8]) -> Vec<u8> {
    let mut event: CognitoEventUserPoolsVerifyAuthChallenge = read(payload);
    let kept = event.request.private_challenge_parameters.get("answer").map(String::as_str);
    let given = event.request.challenge_answer.as_ref().and_then(Value::as_str);
    event.response.answer_correct = kept.is_some() && kept == given && !event.request.user_not_found;
    write(&event)
}

fn migrate(payload: &[u8]) -> Vec<u8> {
    let mut event: CognitoEventUserPoolsMigrateUser = read(payload);
    let password = &event.cognito_event_user_pools_migrate_user_request.password;
    assert_eq!(password.as_deref(), Some(PASSWORD), "another user");
    let email = event.cognito_event_user_pools_header.user_name.clone().unwrap_or_default();
    let response = &mut event.cognito_event_user_pools_migrate_user_response;
    response.user_attributes =
        [("email".to_owned(), email), ("email_verified".to_owned(), "true".to_owned())].into();
    response.final_user_status = Some("CONFIRMED".to_owned());
    response.message_action = Some("SUPPRESS".to_owned());
    write(&event)
}
