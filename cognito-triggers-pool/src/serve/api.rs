//! The API of user pools: AWS JSON 1.1, the operation's name in a header.

use hyper::StatusCode;
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderName};
use serde_json::Value;

use super::answer::{self, Answer, Refusal};
use super::line;
use super::shared::Shared;
use crate::engine::Caller;
use crate::error;
use crate::operation;

const TARGET: HeaderName = HeaderName::from_static("x-amz-target");
const PREFIX: &str = "AWSCognitoIdentityProviderService.";

/// Operations that answer without a body, by the model of the API.
const WITHOUT_OUTPUT: [&str; 5] =
    ["AdminAddUserToGroup", "AdminDeleteUser", "AdminRemoveUserFromGroup", "DeleteGroup", "DeleteUser"];

/// Checks what a request says about its body. A form, which any web page can send without asking, is none
/// of the API's types.
pub(super) fn check_content_type(headers: &HeaderMap) -> Result<(), Refusal> {
    let given = headers.get(CONTENT_TYPE).and_then(|given| given.to_str().ok()).unwrap_or_default();
    let essence = given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if ["application/x-amz-json-1.1", "application/x-amz-json-1.0", "application/json"]
        .contains(&essence.as_str())
    {
        return Ok(());
    }
    Err(Refusal::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "UnsupportedMediaTypeException",
        format!("The API takes application/x-amz-json-1.1, and this request has {essence:?}."),
    ))
}

/// Runs one operation.
pub(super) async fn call(shared: &Shared, headers: &HeaderMap, body: &[u8]) -> Answer {
    let target = headers.get(TARGET).and_then(|target| target.to_str().ok());
    let Some(name) = target.and_then(|target| target.strip_prefix(PREFIX)) else {
        let told = target.unwrap_or("none");
        let text = format!("The header X-Amz-Target has to be {PREFIX} and an operation, and it is {told}.");
        return Refusal::new(StatusCode::BAD_REQUEST, "UnknownOperationException", text).answer();
    };
    let request = match serde_json::from_slice(body) {
        Ok(Value::Object(request)) => request,
        Ok(_) => return answer::error(&error::serialization("A request has to be an object.")),
        Err(fault) => {
            return answer::error(&error::serialization(&format!("The body is not JSON: {fault}.")));
        }
    };
    shared.forget();
    let engine = shared.pool.engine();
    let (call, result) = operation::run(engine, Caller::Http, name, &request).await;
    shared.ended(&line::of_call(&shared.pool, name, call, result.as_ref().err()));
    match result {
        Ok(_) if WITHOUT_OUTPUT.contains(&name) => answer::output(None),
        Ok(output) => answer::output(Some(&output)),
        Err(error) => answer::error(&error),
    }
}
