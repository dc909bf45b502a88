//! A code that a message brought to a user.

use super::clock::Time;
use super::name::Name;
use crate::record::Medium;

/// The purpose of a code. A user has at most one code of each.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub(crate) enum Purpose {
    SignUp,
    ForgotPassword,
    /// Verifies an attribute, by its name.
    Attribute(#[cfg_attr(feature = "serve", serde(deserialize_with = "super::name::read"))] Name),
}

#[derive(Clone)]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub(crate) struct Code {
    pub(crate) text: String,
    pub(crate) expires: Time,
    pub(crate) medium: Medium,
}
