//! The parameters of a sign-in and of its challenges.

use std::collections::BTreeMap;

use crate::error::{self, ApiError};

/// `AuthParameters`, or `ChallengeResponses`.
pub(super) struct Parameters(BTreeMap<String, String>);

impl Parameters {
    pub(super) fn new(map: Option<BTreeMap<String, String>>) -> Self {
        Self(map.unwrap_or_default())
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub(super) fn need(&self, name: &str) -> Result<&str, ApiError> {
        self.get(name).filter(|value| !value.is_empty()).ok_or_else(|| error::parameter_missing(name))
    }

    /// Entries whose names begin with a prefix, without it.
    pub(super) fn with_prefix<'p>(&'p self, prefix: &'p str) -> impl Iterator<Item = (&'p str, &'p str)> {
        self.0.iter().filter_map(move |(name, value)| Some((name.strip_prefix(prefix)?, value.as_str())))
    }
}

/// Checks the form of `SRP_A`.
pub(super) fn check_srp_a(value: &str) -> Result<(), ApiError> {
    if value.chars().all(|c| c.is_ascii_hexdigit()) && value.chars().any(|c| c != '0') {
        return Ok(());
    }
    Err(error::constraint(&format!(
        "Value '{value}' at 'sRPA' failed to satisfy constraint: Member must satisfy regular expression pattern: \
         ^[0-9a-fA-F]+$"
    )))
}
