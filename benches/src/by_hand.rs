//! The reference: a handler as one would write it by hand for speed, borrowed and without checks.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct Event<'a> {
    #[serde(rename = "triggerSource", borrow)]
    trigger_source: Cow<'a, str>,
    #[serde(borrow)]
    request: Request<'a>,
    #[serde(borrow)]
    response: &'a RawValue,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request<'a> {
    #[serde(borrow)]
    user_attributes: Attributes<'a>,
    #[serde(borrow)]
    code_parameter: Cow<'a, str>,
    #[serde(borrow, default)]
    username_parameter: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct Attributes<'a> {
    #[serde(borrow, default)]
    given_name: Option<Cow<'a, str>>,
}

/// Splices a new `response` into the payload.
pub(crate) fn answer(payload: &[u8]) -> Vec<u8> {
    let event: Event<'_> = serde_json::from_slice(payload).expect("a custom message event");
    let name = event.request.user_attributes.given_name.as_deref().unwrap_or("there");
    let code = &event.request.code_parameter;
    let (subject, body) = if event.trigger_source == "CustomMessage_SignUp" {
        ("Confirm your address", format!("<p>Hello {name}, your code is <b>{code}</b>.</p>"))
    } else {
        let user = event.request.username_parameter.as_deref().unwrap_or("{username}");
        ("You are invited", format!("<p>Hello {name}, user name {user}, password {code}.</p>"))
    };
    let start = event.response.get().as_ptr().addr() - payload.as_ptr().addr();
    let end = start + event.response.get().len();
    let mut out = Vec::with_capacity(payload.len() + body.len() + 128);
    out.extend_from_slice(&payload[..start]);
    out.extend_from_slice(br#"{"smsMessage":null,"emailMessage":"#);
    serde_json::to_writer(&mut out, &body).expect("text is JSON");
    out.extend_from_slice(br#","emailSubject":"#);
    serde_json::to_writer(&mut out, subject).expect("text is JSON");
    out.push(b'}');
    out.extend_from_slice(&payload[end..]);
    out
}
