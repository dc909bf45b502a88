//! The same answers as `eleven`, on `lambda_runtime` and `aws_lambda_events` alone, and without checks.

use std::collections::HashMap;

use aws_lambda_events::cognito::{
    ClaimsAndScopeOverrideDetailsV2, CognitoEventUserPoolsCreateAuthChallenge,
    CognitoEventUserPoolsCustomMessage, CognitoEventUserPoolsDefineAuthChallenge,
    CognitoEventUserPoolsMigrateUser, CognitoEventUserPoolsPostConfirmation,
    CognitoEventUserPoolsPreAuthentication, CognitoEventUserPoolsPreSignup,
    CognitoEventUserPoolsPreTokenGenV2, CognitoEventUserPoolsVerifyAuthChallenge, CognitoIdTokenGenerationV2,
};
use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

fn allow(mut event: CognitoEventUserPoolsPreSignup) -> Result<CognitoEventUserPoolsPreSignup, Error> {
    let email = event.request.user_attributes.get("email");
    if !email.is_some_and(|email| email.ends_with("@example.org")) {
        return Err("Please sign up with the address of your company".into());
    }
    event.response.auto_confirm_user = true;
    event.response.auto_verify_email = true;
    Ok(event)
}

fn welcome(
    event: CognitoEventUserPoolsPostConfirmation,
) -> Result<CognitoEventUserPoolsPostConfirmation, Error> {
    if !event.request.user_attributes.contains_key("sub") {
        return Err("the user has no id".into());
    }
    Ok(event)
}

fn gate(
    event: CognitoEventUserPoolsPreAuthentication,
) -> Result<CognitoEventUserPoolsPreAuthentication, Error> {
    if event.request.user_attributes.get("custom:tenant").is_some_and(|tenant| tenant == "t-0") {
        return Err("Your company's account is suspended".into());
    }
    Ok(event)
}

fn next(
    mut event: CognitoEventUserPoolsDefineAuthChallenge,
) -> Result<CognitoEventUserPoolsDefineAuthChallenge, Error> {
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
    Ok(event)
}

fn ask(
    mut event: CognitoEventUserPoolsCreateAuthChallenge,
) -> Result<CognitoEventUserPoolsCreateAuthChallenge, Error> {
    let rounds = event.request.session.iter().flatten().rev();
    let code = rounds.clone().find_map(|round| round.challenge_metadata.clone());
    let code = code.unwrap_or_else(|| "490215".to_owned());
    event.response.public_challenge_parameters = [("medium".to_owned(), "email".to_owned())].into();
    event.response.private_challenge_parameters = [("answer".to_owned(), code.clone())].into();
    event.response.challenge_metadata = Some(code);
    Ok(event)
}

fn check(
    mut event: CognitoEventUserPoolsVerifyAuthChallenge,
) -> Result<CognitoEventUserPoolsVerifyAuthChallenge, Error> {
    let kept = event.request.private_challenge_parameters.get("answer").map(String::as_str);
    let given = event.request.challenge_answer.as_ref().and_then(Value::as_str);
    event.response.answer_correct = kept.is_some() && kept == given && !event.request.user_not_found;
    Ok(event)
}

fn claims(
    mut event: CognitoEventUserPoolsPreTokenGenV2,
) -> Result<CognitoEventUserPoolsPreTokenGenV2, Error> {
    let tenant = event.request.user_attributes.get("custom:tenant").map_or("none", String::as_str);
    let mut id_token = CognitoIdTokenGenerationV2::default();
    id_token.claims_to_add_or_override =
        HashMap::from([("tenant".to_owned(), json!(tenant)), ("seats".to_owned(), json!(25))]);
    let mut details = ClaimsAndScopeOverrideDetailsV2::default();
    details.id_token_generation = Some(id_token);
    event.response.claims_and_scope_override_details = Some(details);
    Ok(event)
}

fn migrate(mut event: CognitoEventUserPoolsMigrateUser) -> Result<CognitoEventUserPoolsMigrateUser, Error> {
    if event.cognito_event_user_pools_migrate_user_request.password.as_deref() != Some("Correct-Horse7") {
        return Err("Incorrect user name or password".into());
    }
    let email = event.cognito_event_user_pools_header.user_name.clone().unwrap_or_default();
    let response = &mut event.cognito_event_user_pools_migrate_user_response;
    response.user_attributes =
        [("email".to_owned(), email), ("email_verified".to_owned(), "true".to_owned())].into();
    response.final_user_status = Some("CONFIRMED".to_owned());
    response.message_action = Some("SUPPRESS".to_owned());
    Ok(event)
}

type Message = CognitoEventUserPoolsCustomMessage;

fn about(event: &Message) -> (String, String, String) {
    let attribute = |name: &str| event.request.user_attributes.get(name).and_then(Value::as_str);
    let name = attribute("given_name").unwrap_or("there").to_owned();
    let code = event.request.code_parameter.clone().unwrap_or_else(|| "{####}".to_owned());
    (name, attribute("locale").unwrap_or("en").to_owned(), code)
}

fn with(mut event: Message, subject: &str, body: String) -> Message {
    event.response.email_subject = Some(subject.to_owned());
    event.response.email_message = Some(body);
    event
}

fn verification(event: Message) -> Result<Message, Error> {
    let (name, locale, code) = about(&event);
    let (subject, body) = match &*locale {
        "fr" => ("Confirmez votre adresse", format!("<p>Bonjour {name}, votre code est <b>{code}</b>.</p>")),
        "de" => ("Ihr Code", format!("<p>Guten Tag {name}, Ihr Code ist <b>{code}</b>.</p>")),
        _ => ("Confirm your address", format!("<p>Hello {name}, your code is <b>{code}</b>.</p>")),
    };
    Ok(with(event, subject, body))
}

fn reset(event: Message) -> Result<Message, Error> {
    let (name, locale, code) = about(&event);
    let (subject, body) = match &*locale {
        "fr" => ("Votre mot de passe", format!("<p>Bonjour {name}, le code est <b>{code}</b>.</p>")),
        "de" => ("Ihr neues Passwort", format!("<p>Guten Tag {name}, der Code ist <b>{code}</b>.</p>")),
        _ => ("Your new password", format!("<p>Hello {name}, the code is <b>{code}</b>.</p>")),
    };
    Ok(with(event, subject, body))
}

fn invite(event: Message) -> Result<Message, Error> {
    let (name, locale, code) = about(&event);
    let user = event.request.username_parameter.clone().unwrap_or_else(|| "{username}".to_owned());
    let (subject, body) = match &*locale {
        "fr" => ("Invitation", format!("<p>Bonjour {name}, vous êtes {user}, mot de passe {code} </p>")),
        "de" => ("Einladung", format!("<p>Guten Tag {name}, Sie sind {user}, Passwort {code} </p>")),
        _ => ("You are invited", format!("<p>Hello {name}, user name {user}, password {code} </p>")),
    };
    Ok(with(event, subject, body))
}

fn call<E: DeserializeOwned + Serialize>(
    handler: fn(E) -> Result<E, Error>,
    event: Value,
) -> Result<Value, Error> {
    Ok(serde_json::to_value(handler(serde_json::from_value(event)?)?)?)
}

async fn dispatch(event: LambdaEvent<Value>) -> Result<Value, Error> {
    let event = event.payload;
    match event["triggerSource"].as_str().unwrap_or_default() {
        "PreSignUp_SignUp" => call(allow, event),
        "PostConfirmation_ConfirmSignUp" => call(welcome, event),
        "PreAuthentication_Authentication" => call(gate, event),
        "DefineAuthChallenge_Authentication" => call(next, event),
        "CreateAuthChallenge_Authentication" => call(ask, event),
        "VerifyAuthChallengeResponse_Authentication" => call(check, event),
        source if source.starts_with("TokenGeneration_") => call(claims, event),
        "UserMigration_Authentication" => call(migrate, event),
        "CustomMessage_SignUp" | "CustomMessage_ResendCode" => call(verification, event),
        "CustomMessage_ForgotPassword" => call(reset, event),
        "CustomMessage_AdminCreateUser" => call(invite, event),
        _ => Ok(event),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    lambda_runtime::run(service_fn(dispatch)).await
}
