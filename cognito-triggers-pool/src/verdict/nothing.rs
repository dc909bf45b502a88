//! PostConfirmation, PreAuthentication and PostAuthentication: nothing is read from their response.

use serde_json::{Map, Value};

use super::members::Members;
use super::remarks::{Refusal, Remarks};

/// Checks that the response is empty.
pub(crate) fn nothing(response: &Map<String, Value>, _: &mut Remarks) -> Result<(), Refusal> {
    Members::of(response, "response", &[]).map(|_| ())
}
