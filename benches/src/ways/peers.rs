//! The usual ways, as `lambda_runtime` runs them: deserialized with a track of the path, serialized
//! to bytes.

use std::borrow::Cow;
use std::collections::HashMap;

use aws_lambda_events::cognito::{
    ClaimsAndScopeOverrideDetailsV2, CognitoAccessTokenGenerationV2, CognitoEventUserPoolsCustomMessage,
    CognitoEventUserPoolsPreTokenGenV2, CognitoIdTokenGenerationV2,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A claim with something in it.
#[derive(Serialize)]
pub(super) struct Tenant<'a> {
    id: Cow<'a, str>,
    plan: Plan,
    regions: [&'static str; 2],
    trial: bool,
}

#[derive(Serialize)]
struct Plan {
    name: &'static str,
    seats: u32,
}

impl<'a> Tenant<'a> {
    pub(super) fn new(id: Cow<'a, str>) -> Self {
        let plan = Plan { name: "team", seats: 25 };
        Self { id, plan, regions: ["eu-central-1", "eu-west-1"], trial: false }
    }
}

/// Reads as `lambda_runtime` reads.
pub(super) fn read<T: for<'de> Deserialize<'de>>(payload: &[u8]) -> T {
    let mut deserializer = serde_json::Deserializer::from_slice(payload);
    serde_path_to_error::deserialize(&mut deserializer).expect("an event")
}

pub(super) fn write(event: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(event).expect("an event is JSON")
}

const SUBJECTS: [&str; 3] = ["Confirm your address", "You are invited", "Your new password"];

fn verification(name: &str, code: &str) -> String {
    format!("<p>Hello {name}, your code is <b>{code}</b>.</p>")
}

fn invitation(name: &str, user: &str, code: &str) -> String {
    format!("<p>Hello {name}, user name {user}, password {code}.</p>")
}

fn reset(name: &str, locale: &str, color: &str, code: &str) -> String {
    format!("<p>Hello {name} ({locale}, {color}), your code is <b>{code}</b>.</p>")
}

pub(super) fn typed_message(payload: &[u8]) -> Vec<u8> {
    let mut event: CognitoEventUserPoolsCustomMessage = read(payload);
    let name = event.request.user_attributes.get("given_name").and_then(Value::as_str).unwrap_or("there");
    let code = event.request.code_parameter.as_deref().unwrap_or("{####}");
    let (subject, body) = match event.request.username_parameter.as_deref() {
        None => (SUBJECTS[0], verification(name, code)),
        Some(user) => (SUBJECTS[1], invitation(name, user, code)),
    };
    event.response.email_message = Some(body);
    event.response.email_subject = Some(subject.to_owned());
    write(&event)
}

pub(super) fn typed_attributes(payload: &[u8]) -> Vec<u8> {
    let mut event: CognitoEventUserPoolsCustomMessage = read(payload);
    let get = |name: &str| event.request.user_attributes.get(name).and_then(Value::as_str).unwrap_or("");
    let code = event.request.code_parameter.as_deref().unwrap_or("{####}");
    let body = reset(get("given_name"), get("locale"), get("custom:color"), code);
    event.response.email_message = Some(body);
    event.response.email_subject = Some(SUBJECTS[2].to_owned());
    write(&event)
}

pub(super) fn typed_claims(payload: &[u8]) -> Vec<u8> {
    let mut event: CognitoEventUserPoolsPreTokenGenV2 = read(payload);
    let id = event.request.user_attributes.get("custom:tenant").map_or("", String::as_str);
    let tenant = serde_json::to_value(Tenant::new(id.into())).expect("a claim is JSON");
    let claims = HashMap::from([("tenant".to_owned(), tenant)]);
    let mut id_token = CognitoIdTokenGenerationV2::default();
    id_token.claims_to_add_or_override.clone_from(&claims);
    let mut access_token = CognitoAccessTokenGenerationV2::default();
    access_token.claims_to_add_or_override = claims;
    access_token.scopes_to_add = vec!["orders/read".to_owned()];
    let mut details = ClaimsAndScopeOverrideDetailsV2::default();
    details.id_token_generation = Some(id_token);
    details.access_token_generation = Some(access_token);
    event.response.claims_and_scope_override_details = Some(details);
    write(&event)
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or("")
}

pub(super) fn value_message(payload: &[u8]) -> Vec<u8> {
    let mut event: Value = read(payload);
    let request = &event["request"];
    let (name, code) = (text(&request["userAttributes"], "given_name"), text(request, "codeParameter"));
    let (subject, body) = match request["usernameParameter"].as_str() {
        None => (SUBJECTS[0], verification(name, code)),
        Some(user) => (SUBJECTS[1], invitation(name, user, code)),
    };
    event["response"]["emailMessage"] = json!(body);
    event["response"]["emailSubject"] = json!(subject);
    write(&event)
}

pub(super) fn value_attributes(payload: &[u8]) -> Vec<u8> {
    let mut event: Value = read(payload);
    let user = &event["request"]["userAttributes"];
    let code = text(&event["request"], "codeParameter");
    let body = reset(text(user, "given_name"), text(user, "locale"), text(user, "custom:color"), code);
    event["response"]["emailMessage"] = json!(body);
    event["response"]["emailSubject"] = json!(SUBJECTS[2]);
    write(&event)
}

pub(super) fn value_claims(payload: &[u8]) -> Vec<u8> {
    let mut event: Value = read(payload);
    let tenant = Tenant::new(text(&event["request"]["userAttributes"], "custom:tenant").into());
    let tenant = serde_json::to_value(tenant).expect("a claim is JSON");
    event["response"]["claimsAndScopeOverrideDetails"] = json!({
        "idTokenGeneration": { "claimsToAddOrOverride": { "tenant": tenant } },
        "accessTokenGeneration": {
            "claimsToAddOrOverride": { "tenant": tenant },
            "scopesToAdd": ["orders/read"],
        },
    });
    write(&event)
}
