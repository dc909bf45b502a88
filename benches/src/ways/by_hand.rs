//! The reference: handlers as one would write them by hand for speed, with serde_json's borrowed
//! types, for one trigger each, and without any check of what they answer.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::peers::Tenant;

#[derive(Deserialize)]
struct Event<'a, A> {
    #[serde(rename = "triggerSource", borrow)]
    trigger_source: Cow<'a, str>,
    #[serde(borrow)]
    request: Request<'a, A>,
    #[serde(borrow)]
    response: &'a RawValue,
}

#[derive(Deserialize)]
struct Request<'a, A> {
    #[serde(rename = "userAttributes")]
    user_attributes: A,
    #[serde(rename = "codeParameter", borrow, default)]
    code_parameter: Cow<'a, str>,
    #[serde(rename = "usernameParameter", borrow)]
    username_parameter: Option<Text<'a>>,
}

#[derive(Deserialize)]
struct Name<'a> {
    #[serde(borrow)]
    given_name: Option<Text<'a>>,
}

#[derive(Deserialize)]
struct Three<'a> {
    #[serde(borrow)]
    given_name: Option<Text<'a>>,
    #[serde(borrow)]
    locale: Option<Text<'a>>,
    #[serde(rename = "custom:color", borrow)]
    color: Option<Text<'a>>,
}

#[derive(Deserialize)]
struct OfTenant<'a> {
    #[serde(rename = "custom:tenant", borrow)]
    tenant: Option<Text<'a>>,
}

/// In an `Option`, serde borrows a `Cow` only in a type of one's own.
#[derive(Deserialize, Serialize)]
pub(super) struct Text<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);

fn read<'a, A: Deserialize<'a>>(payload: &'a [u8]) -> (&'a str, Event<'a, A>) {
    // Once, so that serde_json need not do it for each string.
    let text = std::str::from_utf8(payload).expect("text");
    (text, serde_json::from_str(text).expect("an event"))
}

/// The event with another response.
pub(super) fn splice(
    text: &str,
    response: &RawValue,
    room: usize,
    write: impl FnOnce(&mut Vec<u8>),
) -> Vec<u8> {
    let start = response.get().as_ptr().addr() - text.as_ptr().addr();
    let end = start + response.get().len();
    let mut out = Vec::with_capacity(text.len() + room);
    out.extend_from_slice(&text.as_bytes()[..start]);
    write(&mut out);
    out.extend_from_slice(&text.as_bytes()[end..]);
    out
}

fn email(text: &str, response: &RawValue, body: &str, subject: &str) -> Vec<u8> {
    splice(text, response, body.len() + 128, |out| {
        out.extend_from_slice(br#"{"smsMessage":null,"emailMessage":"#);
        serde_json::to_writer(&mut *out, body).expect("text is JSON");
        out.extend_from_slice(br#","emailSubject":""#);
        out.extend_from_slice(subject.as_bytes());
        out.extend_from_slice(b"\"}");
    })
}

fn or<'a>(text: Option<&'a Text<'a>>, otherwise: &'a str) -> &'a str {
    text.map_or(otherwise, |text| &text.0)
}

pub(super) fn message(payload: &[u8]) -> Vec<u8> {
    let (text, event) = read::<Name<'_>>(payload);
    let name = or(event.request.user_attributes.given_name.as_ref(), "there");
    let code = &event.request.code_parameter;
    let mut body = String::with_capacity(128);
    let subject = if event.trigger_source == "CustomMessage_SignUp" {
        for part in ["<p>Hello ", name, ", your code is <b>", code, "</b>.</p>"] {
            body.push_str(part);
        }
        "Confirm your address"
    } else {
        let user = or(event.request.username_parameter.as_ref(), "{username}");
        for part in ["<p>Hello ", name, ", user name ", user, ", password ", code, ".</p>"] {
            body.push_str(part);
        }
        "You are invited"
    };
    email(text, event.response, &body, subject)
}

pub(super) fn attributes(payload: &[u8]) -> Vec<u8> {
    let (text, event) = read::<Three<'_>>(payload);
    let user = &event.request.user_attributes;
    let (name, locale, color) = (
        or(user.given_name.as_ref(), "there"),
        or(user.locale.as_ref(), "en"),
        or(user.color.as_ref(), "grey"),
    );
    let mut body = String::with_capacity(128);
    let code = &event.request.code_parameter;
    for part in ["<p>Hello ", name, " (", locale, ", ", color, "), your code is <b>", code, "</b>.</p>"] {
        body.push_str(part);
    }
    email(text, event.response, &body, "Your new password")
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Details<'a> {
    id_token_generation: Generation<'a>,
    access_token_generation: Generation<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Generation<'a> {
    claims_to_add_or_override: Claims<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scopes_to_add: Option<[&'a str; 1]>,
}

#[derive(Clone, Copy, Serialize)]
struct Claims<'a> {
    tenant: &'a Tenant<'a>,
}

pub(super) fn claims(payload: &[u8]) -> Vec<u8> {
    let (text, event) = read::<OfTenant<'_>>(payload);
    let tenant = Tenant::new(or(event.request.user_attributes.tenant.as_ref(), "").into());
    let claims = Claims { tenant: &tenant };
    let generation = |scopes_to_add| Generation { claims_to_add_or_override: claims, scopes_to_add };
    let details = Details {
        id_token_generation: generation(None),
        access_token_generation: generation(Some(["orders/read"])),
    };
    splice(text, event.response, 512, |out| {
        out.extend_from_slice(br#"{"claimsAndScopeOverrideDetails":"#);
        serde_json::to_writer(&mut *out, &details).expect("claims are JSON");
        out.push(b'}');
    })
}
