//! `examples/minimal.rs` on `lambda_runtime` alone: the event's members by hand, and no checks.

use std::collections::HashMap;

use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    version: String,
    trigger_source: String,
    region: String,
    user_pool_id: String,
    user_name: String,
    caller_context: Value,
    request: Request,
    response: Response,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    user_attributes: HashMap<String, String>,
    code_parameter: String,
    link_parameter: Option<String>,
    username_parameter: Option<String>,
    client_metadata: Option<HashMap<String, String>>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Response {
    sms_message: Option<String>,
    email_message: Option<String>,
    email_subject: Option<String>,
}

async fn verify(event: LambdaEvent<Event>) -> Result<Event, Error> {
    let mut event = event.payload;
    let name = event.request.user_attributes.get("given_name").map_or("there", String::as_str);
    let code = &event.request.code_parameter;
    event.response.email_message = Some(format!("<p>Hello {name}, your code is <b>{code}</b>.</p>"));
    event.response.email_subject = Some("Confirm your address".to_owned());
    Ok(event)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    lambda_runtime::run(service_fn(verify)).await
}
