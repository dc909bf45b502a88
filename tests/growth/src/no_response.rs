//! The response of triggers that have none.

use cognito_triggers::no_response::IntoResponse;

pub fn answers<R: IntoResponse>() {}
