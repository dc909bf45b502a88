//! The server's answers: JSON, errors in AWS's form, and refusals.

use http_body_util::{Either, Full};
use hyper::body::Bytes;
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use serde_json::{Value, json};

use super::changes::Feed;
use crate::error::ApiError;

pub(super) type Answer = Response<Either<Full<Bytes>, Feed>>;

const ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");
const ERROR_MESSAGE: HeaderName = HeaderName::from_static("x-amzn-errormessage");

/// The content type of the API.
const AWS_JSON: HeaderValue = HeaderValue::from_static("application/x-amz-json-1.1");
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// A request that is refused before the pool sees it.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    name: &'static str,
    message: String,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, name: &'static str, message: impl Into<String>) -> Self {
        Self { status, name, message: message.into() }
    }

    pub(super) fn forbidden(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "ForbiddenException", message)
    }

    pub(super) fn message(&self) -> &str {
        &self.message
    }

    pub(super) fn answer(&self) -> Answer {
        failure(self.status, self.name, &self.message)
    }
}

/// An error of the API.
pub(super) fn error(error: &ApiError) -> Answer {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
    failure(status, error.name(), error.message())
}

/// Some clients read the name from the body, and some from the header.
fn failure(status: StatusCode, name: &str, message: &str) -> Answer {
    let mut answer = with(status, AWS_JSON, json!({"__type": name, "message": message}).to_string());
    let mut set = |header, text: &str| {
        // Browsers show other letters as Latin-1.
        if let (true, Ok(value)) = (text.is_ascii(), HeaderValue::from_str(text)) {
            answer.headers_mut().insert(header, value);
        }
    };
    set(ERROR_TYPE, &format!("{name}:"));
    set(ERROR_MESSAGE, message);
    answer
}

/// The output of an operation. Some operations have none.
pub(super) fn output(output: Option<&Value>) -> Answer {
    with(StatusCode::OK, AWS_JSON, output.map(Value::to_string).unwrap_or_default())
}

/// A document that is no answer of the API.
pub(super) fn document(status: StatusCode, document: &Value) -> Answer {
    with(status, JSON, document.to_string())
}

pub(super) fn with(status: StatusCode, content_type: HeaderValue, body: impl Into<Bytes>) -> Answer {
    let mut answer = empty(status);
    *answer.body_mut() = Either::Left(Full::new(body.into()));
    answer.headers_mut().insert(CONTENT_TYPE, content_type);
    answer
}

/// An answer that goes on.
pub(super) fn feed(feed: Feed) -> Answer {
    let mut answer = empty(StatusCode::OK);
    *answer.body_mut() = Either::Right(feed);
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    answer
}

/// An answer without a body. Nothing of this server is for caches.
pub(super) fn empty(status: StatusCode) -> Answer {
    let mut answer = Response::new(Either::Left(Full::default()));
    *answer.status_mut() = status;
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}
