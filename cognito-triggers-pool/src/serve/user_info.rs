//! `GET /oauth2/userInfo`, with the errors of its documentation. It changes nothing.

use hyper::StatusCode;
use hyper::header::{AUTHORIZATION, HeaderMap, HeaderValue, WWW_AUTHENTICATE};
use serde_json::json;

use super::answer::{self, Answer};
use super::shared::Shared;
use crate::engine::user_info;
use crate::error::ApiError;

pub(super) fn answer(shared: &Shared, headers: &HeaderMap) -> Answer {
    let result = match headers.get(AUTHORIZATION).and_then(bearer) {
        Some(token) => user_info(shared.pool.engine(), token),
        None => Err(ApiError::new("invalid_request", "Bad OAuth2 request at UserInfo Endpoint")),
    };
    match result {
        Ok(info) => {
            shared.tell("GET /oauth2/userInfo: 200");
            answer::document(StatusCode::OK, &info)
        }
        Err(error) => failure(shared, &error),
    }
}

fn failure(shared: &Shared, error: &ApiError) -> Answer {
    let status = match error.name() {
        "invalid_token" => StatusCode::UNAUTHORIZED,
        _ => StatusCode::BAD_REQUEST,
    };
    shared.tell(&format!("GET /oauth2/userInfo: {} {error}", status.as_u16()));
    let body = json!({"error": error.name(), "error_description": error.message()});
    let mut answer = answer::document(status, &body);
    let said = format!("error=\"{}\", error_description=\"{}\"", error.name(), error.message());
    if let Ok(said) = HeaderValue::from_str(&said) {
        answer.headers_mut().insert(WWW_AUTHENTICATE, said);
    }
    answer
}

fn bearer(value: &HeaderValue) -> Option<&str> {
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}
