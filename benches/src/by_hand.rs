//! The reference: a handler as one would write it by hand for speed, with serde_json's borrowed
//! types, for these two sources alone, and without any check of what it answers.

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
struct Request<'a> {
    #[serde(rename = "userAttributes", borrow)]
    user_attributes: Attributes<'a>,
    #[serde(rename = "codeParameter", borrow)]
    code_parameter: Cow<'a, str>,
    #[serde(rename = "usernameParameter", borrow)]
    username_parameter: Option<Text<'a>>,
}

#[derive(Deserialize)]
struct Attributes<'a> {
    #[serde(borrow)]
    given_name: Option<Text<'a>>,
}

/// In an `Option`, serde borrows a `Cow` only in a type of one's own.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// Splices a new `response` into the payload.
pub(crate) fn answer(payload: &[u8]) -> Vec<u8> {
    // Once, so that serde_json need not do it for each string.
    let payload = std::str::from_utf8(payload).expect("text");
    let event: Event<'_> = serde_json::from_str(payload).expect("a custom message event");
    let name = event.request.user_attributes.given_name.as_ref().map_or("there", |name| &name.0);
    let code = &event.request.code_parameter;
    let start = event.response.get().as_ptr().addr() - payload.as_ptr().addr();
    let end = start + event.response.get().len();
    let mut body = String::with_capacity(128);
    let subject = if event.trigger_source == "CustomMessage_SignUp" {
        for part in ["<p>Hello ", name, ", your code is <b>", code, "</b>.</p>"] {
            body.push_str(part);
        }
        r#""Confirm your address"}"#
    } else {
        let user = event.request.username_parameter.as_ref().map_or("{username}", |user| &user.0);
        for part in ["<p>Hello ", name, ", user name ", user, ", password ", code, ".</p>"] {
            body.push_str(part);
        }
        r#""You are invited"}"#
    };
    let mut out = Vec::with_capacity(payload.len() + body.len() + 128);
    out.extend_from_slice(&payload.as_bytes()[..start]);
    out.extend_from_slice(br#"{"smsMessage":null,"emailMessage":"#);
    serde_json::to_writer(&mut out, &body).expect("text is JSON");
    out.extend_from_slice(br#","emailSubject":"#);
    out.extend_from_slice(subject.as_bytes());
    out.extend_from_slice(&payload.as_bytes()[end..]);
    out
}
