//! The usual ways, as `lambda_runtime` runs them: `serde_path_to_error` in, `to_vec` out.

use aws_lambda_events::cognito::CognitoEventUserPoolsCustomMessage;
use serde_json::{Value, json};

fn read<T: for<'de> serde::Deserialize<'de>>(payload: &[u8]) -> T {
    let mut deserializer = serde_json::Deserializer::from_slice(payload);
    serde_path_to_error::deserialize(&mut deserializer).expect("a custom message event")
}

/// The typed peer.
pub(crate) fn aws_lambda_events(payload: &[u8]) -> Vec<u8> {
    let mut event: CognitoEventUserPoolsCustomMessage = read(payload);
    let name = event.request.user_attributes.get("given_name").and_then(Value::as_str).unwrap_or("there");
    let code = event.request.code_parameter.as_deref().unwrap_or("{####}");
    event.response.email_message = Some(format!("<p>Hello {name}, your code is <b>{code}</b>.</p>"));
    event.response.email_subject = Some("Confirm your address".to_owned());
    serde_json::to_vec(&event).expect("an event is JSON")
}

/// Untyped JSON.
pub(crate) fn value(payload: &[u8]) -> Vec<u8> {
    let mut event: Value = read(payload);
    let name = event["request"]["userAttributes"]["given_name"].as_str().unwrap_or("there");
    let code = event["request"]["codeParameter"].as_str().unwrap_or("{####}");
    let body = format!("<p>Hello {name}, your code is <b>{code}</b>.</p>");
    event["response"]["emailMessage"] = json!(body);
    event["response"]["emailSubject"] = json!("Confirm your address");
    serde_json::to_vec(&event).expect("an event is JSON")
}
