//! The handler: serde_json's borrowed types with the members that it needs, the answer spliced in, and no checks.
//!
//! `lambda_runtime` takes and gives what serde knows. The shortest way for text is a raw value, in and out.

use std::borrow::Cow;

use lambda_runtime::{Error, LambdaEvent};
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};

#[derive(Deserialize)]
struct Event<'a> {
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
}

#[derive(Deserialize)]
struct Attributes<'a> {
    #[serde(borrow)]
    given_name: Option<Text<'a>>,
}

/// In an `Option`, serde borrows a `Cow` only in a type of one's own.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Response<'a> {
    sms_message: Option<&'a str>,
    email_message: &'a str,
    email_subject: &'a str,
}

pub(crate) async fn verify(event: LambdaEvent<Box<RawValue>>) -> Result<Box<RawValue>, Error> {
    let text = event.payload.get();
    let Event { request, response } = serde_json::from_str(text)?;
    let name = request.user_attributes.given_name.as_ref().map_or("there", |name| &name.0);
    let body = format!("<p>Hello {name}, your code is <b>{}</b>.</p>", request.code_parameter);
    let new = Response { sms_message: None, email_message: &body, email_subject: "Confirm your address" };
    let new = to_raw_value(&new)?;
    let start = response.get().as_ptr().addr() - text.as_ptr().addr();
    let end = start + response.get().len();
    let answer = [&text[..start], new.get(), &text[end..]].concat();
    Ok(RawValue::from_string(answer)?)
}
